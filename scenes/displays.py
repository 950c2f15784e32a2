"""The end of a display: its code is gone, and its socket closes in every process."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from config.live import hubs
from config.live.socket import NOT_ALLOWED
from scenes.models import Display

LABEL = "display:"


def revoke(display: Display) -> None:
    topic, session = str(display.room_id), session_of(display)
    with transaction.atomic():
        display.delete()
        message = {"act": "revoke", "user": None, "session": session, "code": NOT_ALLOWED}
        transaction.on_commit(partial(hubs.tell, topic, message), robust=True)


def ended(labels: set[str]) -> set[str]:
    """Those of `session_of` whose display was revoked."""
    known = {
        session_of(display) for display in Display.objects.filter(pk__in=[label[len(LABEL) :] for label in labels])
    }
    return labels - known


def session_of(display: Display) -> str:
    """What a display's socket is revoked by, in place of a person's session."""
    return f"{LABEL}{display.pk}"
