"""What a token is like: its look and notes, bars, conditions, where it faces, its picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from accounts.models import Model, StoredFile
from config.api.errors import Forbidden, Invalid, NotFound
from rooms.live import Input
from rooms.viewer import Viewer
from scenes.events.fields import Degrees
from scenes.events.following import followed
from scenes.events.token_fields import FIELDS, Amount, Fields, Label, Rounds, stored
from scenes.events.tokens import TokenEvent
from scenes.models import Character, Scene, Token
from scenes.models.bars import OWNERS, within
from scenes.projections import token as project
from scenes.projections.tokens import SIGHT

MOST_CONDITIONS = 20
BY_OWNERS = frozenset({"owner_notes"})
PICTURES = "token"
"""The kind of stored files that tokens and portraits are."""


@followed
class TokenUpdate(TokenEvent):
    """Change what a token is like; only what is named changes. Whom it was given to may write the owners' notes, the rest
    is for those who lead.

    With `version` (what it was read at) two editors of different fields both win; the same field is refused with
    `conflict` and the current state.
    """

    type = "token.update"
    undoable = True
    permission = "scenes.use_token"
    example = {"token": "$token", "version": 1, "name": "Goblin 2", "gm_notes": "carries the silver key"}

    class Input(Fields, kw_only=True):
        token: UUID
        version: Annotated[int, Meta(ge=0)] | UnsetType = UNSET

    def becomes(self, token: Token) -> dict[str, Any]:
        return self.data.given(*SIGHT, "rotation")

    def apply(self, token: Token) -> None:
        fields = stored(self.data, *FIELDS)
        if self.data.character is not UNSET:
            fields["character"] = self._character()
        if not (self.who.leads or BY_OWNERS.issuperset(fields)):
            raise Forbidden()
        version = self.data.version if isinstance(self.data.version, int) else None
        token.change(version=version, state=lambda: project(self.who, token), **fields)

    def _character(self) -> Character | None:
        id = self.data.character
        return Character.objects.seen(self.who, pk=id) if id is not None else None


@followed
class TokenBar(TokenEvent):
    """Change the number of a bar, by so much (`change`, kept between 0 and its maximum) or to a `value`. A bar that shows
    an attribute of the character changes that, for all their tokens; a player may do so for their own character.
    """

    type = "token.bar"
    undoable = True
    permission = "scenes.use_token"
    example = {"token": "$token", "bar": "HP", "change": -3.0}

    class Input(Input):
        token: UUID
        bar: Label
        change: Amount | UnsetType = UNSET
        value: Amount | UnsetType = UNSET

    def target(self, who: Viewer) -> Token:
        token = super().target(who)
        bar = next((bar for bar in token.bars_now() if bar["name"] == self.data.bar and seen_bar(who, bar)), None)
        if bar is None:
            raise NotFound()
        self.bar, self.attribute = bar, bar.get("attribute")
        if token.character is None or self.attribute not in token.character.attributes:
            self.attribute = None
        else:
            token.character = Character.objects.get(pk=token.character.pk)
        return token

    def touched(self, token: Token) -> Iterable[Model]:
        if self.attribute is None or token.character is None:
            return [token]
        others = [one for one in tokens_of(token.character) if one.pk != token.pk]
        return [token, token.character, *others]

    def apply(self, token: Token) -> None:
        given = self.data.given("change", "value")
        if len(given) != 1:
            raise Invalid(fields={"change": [_("Say either by how much, or the value.")]})
        value = given["value"] if "value" in given else within(self.bar, self.bar["value"] + given["change"])
        if self.attribute is None:
            named = [{**bar, "value": value} if bar["name"] == self.bar["name"] else bar for bar in token.bars]
            token.change(version=None, bars=named)
        elif token.character is not None:
            if not (self.who.leads or token.character.owner_id == self.who.user.pk):
                raise Forbidden()
            token.character.set_attribute(self.attribute, value)


def seen_bar(who: Viewer, bar: dict[str, Any]) -> bool:
    return who.leads or bar["show"] in OWNERS


def tokens_of(character: Character) -> list[Token]:
    """All tokens of a character, in every scene, each knowing this very character; those of one scene the very same."""
    found = list(Token.objects.filter(character=character).select_related("scene"))
    scenes: dict[Any, Scene] = {}
    for token in found:
        token.character = character
        token.scene = scenes.setdefault(token.scene_id, token.scene)
    return found


@followed
class TokenCondition(TokenEvent):
    """Put a condition onto a token or take it away. `rounds`: how long it lasts; absent: until it is taken away."""

    type = "token.condition"
    undoable = True
    permission = "scenes.use_token"
    example = {"token": "$token", "name": "prone", "on": True, "rounds": 2}

    class Input(Input):
        token: UUID
        name: Label
        on: bool
        rounds: Rounds | None = None

    def apply(self, token: Token) -> None:
        others = [one for one in token.conditions if one["name"] != self.data.name]
        if self.data.on and len(others) >= MOST_CONDITIONS:
            raise Invalid(_("A token has at most 20 conditions."))
        new = [{"name": self.data.name, "rounds": self.data.rounds}] if self.data.on else []
        token.change(version=None, conditions=[*others, *new])


class TokenFace(TokenEvent):
    """Turn a token where it stands."""

    type = "token.face"
    undoable = True
    permission = "scenes.move_token"
    example = {"token": "$token", "rotation": 90.0}

    class Input(Input):
        token: UUID
        rotation: Degrees

    def becomes(self, token: Token) -> dict[str, Any]:
        return self.data.given("rotation")

    def apply(self, token: Token) -> None:
        token.move_to([], self.data.rotation)


class TokenPicture(TokenEvent):
    """Give a token one of your uploaded pictures, or none (null): then it shows its character's portrait."""

    type = "token.picture"
    undoable = True
    permission = "scenes.edit"
    example = {"token": "$token", "picture": None}

    class Input(Input):
        token: UUID
        picture: UUID | None

    def apply(self, token: Token) -> None:
        token.change(version=None, picture=own_picture(self.who, self.data.picture))


def own_picture(who: Viewer, id: UUID | None) -> StoredFile | None:
    """Raises NotFound for a file that is not one's own, or no picture of this kind."""
    return StoredFile.objects.filter(kind=PICTURES).seen(who, pk=id) if id is not None else None
