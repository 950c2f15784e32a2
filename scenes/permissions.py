"""Who may do what with what lies on the table."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from accounts.rules import rule
from rooms.models import Role
from rooms.permissions import RIGHTS
from rooms.viewer import Viewer
from scenes.models import Area, Character, Combatant, Display, Drawing, Token, Wall
from universes.models import Universe


@rule("scenes.edit")
def edit(who: Viewer, _: Any) -> bool:
    """Prepare scenes, place maps, make and change tokens: those who lead the room."""
    return who.leads


@rule("scenes.move_token")
def move_token(who: Viewer, token: Token) -> bool:
    """Those who lead, and players the token was given to while the room is not paused."""
    return who.leads or (who.role == Role.PLAYER and not who.room.paused and token.belongs_to(who.user))


@rule("scenes.move_tokens")
def move_tokens(who: Viewer, tokens: Token | list[Token]) -> bool:
    return all(move_token(who, token) for token in (tokens if isinstance(tokens, list) else [tokens]))


@rule("scenes.edit_character")
def edit_character(who: Viewer, character: Character) -> bool:
    """Those who lead, and who plays the character."""
    return who.leads or (who.role == Role.PLAYER and who.user is not None and character.owner_id == who.user.pk)


@rule("scenes.use_token")
def use_token(who: Viewer, row: Token | Character) -> bool:
    """Bars, conditions and owners' notes: who may move the token; of a bar that shows a character's attribute, who plays
    the character.
    """
    return edit_character(who, row) if isinstance(row, Character) else move_token(who, row)


@rule("scenes.move_any_token")
def move_any_token(who: Viewer, _: Any) -> bool:
    return who.leads


@rule("scenes.draw")
def draw(who: Viewer, _: Any) -> bool:
    """Draw, measure, point and lay areas: those who lead, and players who are not muted while the room is not paused."""
    if who.leads:
        return True
    muted = who.member is not None and who.member.muted
    return who.role == Role.PLAYER and not who.room.paused and not muted


@rule("scenes.change_mark")
def change_mark(who: Viewer, mark: Area | Drawing) -> bool:
    """Areas and drawings: those who lead, and of one's own who may draw, unless it was locked."""
    if who.leads:
        return True
    return draw(who, mark) and mark.user_id == who.user.pk and not getattr(mark, "locked", False)


@rule("scenes.roll_initiative")
def roll_initiative(who: Viewer, one: Combatant) -> bool:
    """Those who lead, and who may speak and move the token that stands for them."""
    if who.leads:
        return True
    token = Token.objects.filter(pk=one.token_id).first() if one.token_id else None
    return token is not None and draw(who, token) and token.belongs_to(who.user)


@rule("scenes.open_door")
def open_door(who: Viewer, door: Wall) -> bool:
    """Those who lead, and players while the room is not paused; whether they reach it, `door.open` asks."""
    return who.leads or (who.role == Role.PLAYER and not who.room.paused)


@rule("scenes.see_through")
def see_through(who: Viewer, token: Token) -> bool:
    """What a token sees is told to those who lead and to whom it was given, also while the room is paused."""
    return who.leads or (who.role == Role.PLAYER and token.belongs_to(who.user))


@rule("scenes.measure_display")
def measure_display(who: Viewer, display: Display) -> bool:
    """Those who lead, and the screen itself."""
    return who.leads or who.screen == display.pk


@rule("scenes.use_universe")
def use_universe(user: User, universe: Universe) -> bool:
    """A public universe anybody, another one those who belong to it; at which table, `scenes.edit` says."""
    return universe.visibility == Universe.Visibility.PUBLIC or universe.room.members.filter(user=user).exists()


RIGHTS.extend(["scenes.edit", "scenes.move_any_token"])
