"""Whoever moves a token may speak under its name."""

from __future__ import annotations

from rooms.viewer import Viewer
from scenes.models import Token


def own_token(who: Viewer, name: str) -> str | None:
    """The name of a token of `who` on the table, as it is written on it; None when none of theirs is called `name`."""
    if who.user is None:
        return None
    called = Token.objects.visible_to(who).filter(scene__room=who.room, name__iexact=name)
    mine = str(who.user.pk)
    return next((token.name for token in called if mine in map(str, token.owner_ids)), None)
