"""Who looks into a universe without belonging to it: named by a label, which ends with what let them in."""

from __future__ import annotations

from uuid import UUID

from accounts.models import User
from config.live.sessions import ended
from universes.models import Universe

ONLOOKER = "onlooker"


def label_of(user: UUID, universe: UUID, session: str) -> str:
    """What an onlooker's socket is known by, in place of a session."""
    return f"{ONLOOKER}:{user}:{universe}:{session}"


def no_longer(labels: set[str]) -> set[str]:
    """Of labels, those of onlookers who may not see their universe any more (`rooms.live.socket.labels_ended`)."""
    found = set()
    for label in labels:
        kind, *about = label.split(":")
        if kind != ONLOOKER:
            continue
        person, universe, session = about
        user = User.objects.filter(pk=person, is_active=True).first()
        signed_out = session and ended({session})
        if user is None or signed_out or not Universe.objects.visible_to(user).filter(pk=universe).exists():
            found.add(label)
    return found
