"""Displays: their sockets, which end with them and fold anew when they look through other eyes; the way into the room
that they show.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac

from config.live import hubs
from config.live.hub import RESTARTING
from config.live.socket import NOT_ALLOWED
from rooms.models import Invite, Role
from scenes.models import Display

LABEL = "display:"
INVITE_LASTS = timedelta(days=1)


def revoke(display: Display) -> None:
    """Ends the display: its code is gone, and its socket closes in every process."""
    end_socket = _ending(display, NOT_ALLOWED)
    with transaction.atomic():
        display.delete()
        transaction.on_commit(end_socket, robust=True)


def fold_anew(display: Display) -> None:
    """After commit its page comes again, as what it is by then: what it knew through other eyes is no longer its own."""
    transaction.on_commit(_ending(display, RESTARTING), robust=True)


def _ending(display: Display, code: int) -> partial[None]:
    message = {"act": "revoke", "user": None, "session": session_of(display), "code": code}
    return partial(hubs.tell, str(display.room_id), message)


def invite_by(display: Display, user: Any) -> Invite:
    """A new invitation that the display may show, by `user`, for a day."""
    invite, _code = Invite.write(display.room, user, role=Role.PLAYER, lasts=INVITE_LASTS, max_uses=None)
    invite.code_hash = Invite.hash(code_of(invite))
    invite.save(update_fields=["code_hash"])
    return invite


def code_of(invite: Invite) -> str:
    """The code of an invitation that displays show: made from the server's key whenever it is needed, so that it stands
    nowhere and is still the same after a restart.
    """
    return salted_hmac("scenes.displays.invite", invite.pk.hex, algorithm="sha256").hexdigest()[:32]


def ended(labels: set[str]) -> set[str]:
    """Those of `session_of` whose display was revoked."""
    known = {
        session_of(display) for display in Display.objects.filter(pk__in=[label[len(LABEL) :] for label in labels])
    }
    return labels - known


def session_of(display: Display) -> str:
    """What a display's socket is revoked by, in place of a person's session."""
    return f"{LABEL}{display.pk}"
