"""Who may do what with what lies on the table."""

from __future__ import annotations

from typing import Any

from accounts.rules import rule
from rooms.models import Role
from rooms.permissions import RIGHTS
from rooms.viewer import Viewer
from scenes.models import Token


@rule("scenes.edit")
def edit(who: Viewer, _: Any) -> bool:
    """Prepare scenes, place maps, make and change tokens: those who lead the room."""
    return who.leads


@rule("scenes.move_token")
def move_token(who: Viewer, token: Token) -> bool:
    """Those who lead, and players the token was given to while the room is not paused."""
    return who.leads or (who.role == Role.PLAYER and not who.room.paused and token.belongs_to(who.user))


@rule("scenes.move_any_token")
def move_any_token(who: Viewer, _: Any) -> bool:
    return who.leads


RIGHTS.extend(["scenes.edit", "scenes.move_any_token"])
