"""What `@{name|attribute}` in dice reads at a table: tokens and characters, one's own; those who lead, all of the room.

`name` is a token's on the table, else a character's; without one it is the only character one plays. An attribute is one
of the character's, or a bar: `@{Mira|HP}` what it shows, `@{Mira|HP max}` what it holds. Upper and lower case are equal.
What is somebody else's looks like what does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from rooms.dice.nodes import Number
from rooms.viewer import Viewer
from scenes.models import Character, Token
from scenes.models.bars import OWNERS

MAX = " max"


def read(who: Viewer, name: str, attribute: str) -> Number | str | None:
    """The value, or None when nothing of one's own is called so."""
    wanted = attribute.strip().lower()
    for known in _known(who, name.strip()):
        if wanted in known:
            return known[wanted]
    return None


def _known(who: Viewer, name: str) -> Iterable[Mapping[str, Any]]:
    """The attributes of each thing that the name may mean, the likeliest first."""
    if who.user is None:
        return
    if name:
        yield from (_of_token(who, token) for token in _tokens(who, name))
    characters = list(_characters(who, name)[:2])
    if name or len(characters) == 1:
        yield from (_lower(character.attributes) for character in characters)


def _tokens(who: Viewer, name: str) -> Iterable[Token]:
    called = Q(name__iexact=name) | (Q(gm_name__iexact=name) if who.leads else Q())
    here = Q(scene=who.scene) if who.leads and who.scene else Q(scene__active=True)
    found = Token.objects.visible_to(who).filter(called, here, scene__room=who.room)
    return [token for token in found if who.leads or token.belongs_to(who.user)]


def _characters(who: Viewer, name: str) -> Any:
    if name:
        return Character.objects.visible_to(who).filter(name__iexact=name)
    return Character.objects.visible_to(who).filter(owner=who.user)


def _of_token(who: Viewer, token: Token) -> dict[str, Any]:
    character = token.character
    known = _lower(character.attributes) if character and (who.leads or character.owner_id == who.user.pk) else {}
    for bar in token.bars_now():
        if who.leads or bar["show"] in OWNERS:
            known[bar["name"].lower()] = bar["value"]
            if bar["max"] is not None:
                known[bar["name"].lower() + MAX] = bar["max"]
    return known


def _lower(attributes: Mapping[str, Any]) -> dict[str, Any]:
    return {name.lower(): value for name, value in attributes.items()}
