"""Displays: their pages, which fold anew when they look through other eyes; the way into the room that they show."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from config.live.hub import RESTARTING
from rooms import devices
from rooms.models import Invite, Role
from scenes.models import Display

INVITE_LASTS = timedelta(days=1)


def fold_anew(display: Display) -> None:
    """After commit its page comes again, as what it is by then: what it knew through other eyes is no longer its own."""
    devices.end_socket(display, RESTARTING)


def invite_by(display: Display, user: Any) -> Invite:
    """A new invitation that the display may show, by `user`, for a day."""
    invite, _code = Invite.write(display.room, user, role=Role.PLAYER, lasts=INVITE_LASTS, max_uses=None)
    invite.code_hash = Invite.hash(code_of(invite))
    invite.save(update_fields=["code_hash"])
    return invite


def code_of(invite: Invite) -> str:
    """The code of an invitation that displays show: made from the server's key whenever it is needed, so that it stands
    nowhere and is still the same after a restart, and after the key was replaced.
    """
    codes = [_code(invite, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return next((code for code in codes if Invite.hash(code) == invite.code_hash), codes[0])


def _code(invite: Invite, key: str) -> str:
    return salted_hmac("scenes.displays.invite", invite.pk.hex, secret=key, algorithm="sha256").hexdigest()[:32]
