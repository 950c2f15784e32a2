"""Characters: write, change, give to a player, delete."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from accounts.models import Model
from config.api.errors import Forbidden, Invalid
from rooms.live import Event, Input
from rooms.models import Member, Room
from rooms.viewer import Viewer
from scenes.events.fields import Name
from scenes.events.following import followed
from scenes.events.token_changes import own_picture, tokens_of
from scenes.events.token_fields import Amount, Label, Look, Part, stored
from scenes.events.token_sight import reached, seen_otherwise
from scenes.models import Character, Token
from scenes.projections.characters import character as project
from scenes.projections.characters import sheet

Text = Annotated[str, Meta(max_length=10_000)]
Value = Amount | Annotated[str, Meta(max_length=200)]
Attributes = Annotated[dict[Annotated[str, Meta(min_length=1, max_length=40)], Value | None], Meta(max_length=200)]
FOR_LEADS = frozenset({"gm_notes", "token"})


class Line(Part):
    """A macro: `text` is what is said, dice with `@{attribute}` in it included."""

    name: Label
    text: Annotated[str, Meta(min_length=1, max_length=500)]


class Sheet(Input, kw_only=True, frozen=True):
    """Of `attributes` only those named change; null takes one away. `token` is what new tokens of theirs begin with."""

    name: Name | UnsetType = UNSET
    attributes: Attributes | UnsetType = UNSET
    notes: Text | UnsetType = UNSET
    gm_notes: Text | UnsetType = UNSET
    macros: Annotated[list[Line], Meta(max_length=30)] | UnsetType = UNSET
    token: Look | UnsetType = UNSET

    def fields(self) -> dict[str, Any]:
        """As the model takes them, `attributes` always among them."""
        sent = stored(self, "name", "attributes", "notes", "gm_notes", "macros")
        if isinstance(self.token, Look):
            sent["token"] = stored(self.token)
        return {"attributes": {}, **sent}


def require_member(who: Viewer, user: UUID | None) -> None:
    if user is not None and not Member.objects.visible_to(who).filter(user=user).exists():
        raise Invalid(fields={"owner": [_("Only members of the room can be given a character.")]})


class CharacterCreate(Event):
    """Write a new character, for those who lead, or given to a member (`owner`) at once."""

    type = "character.create"
    undoable = True
    permission = "scenes.edit"
    streams = frozenset({"scene"})
    example = {"name": "Sir Alric", "attributes": {"hp": 31, "hp_max": 31, "attack": "1d20 + 5"}}

    class Input(Sheet, kw_only=True):
        name: Name
        owner: UUID | None = None

    def touched(self, room: Room) -> list[Model]:
        return []

    def apply(self, room: Room) -> Character:
        Character.require_place(room.pk)
        require_member(self.who, self.data.owner)
        fields = self.data.fields()
        fields["attributes"] = {name: value for name, value in fields["attributes"].items() if value is not None}
        return Character.objects.create(room=room, owner_id=self.data.owner, **fields)

    @classmethod
    def require_place(cls, row: Character) -> None:
        Character.require_place(row.room_id)


class CharacterEvent(Event):
    """Base of what happens to one character: its tokens show some of it."""

    permission = "scenes.edit"
    streams = frozenset({"scene"})

    def target(self, who: Viewer) -> Character:
        return Character.objects.seen(who, pk=self.data.character)

    rows: list[Any] | None = None

    def touched(self, character: Character) -> Iterable[Model]:
        if self.rows is None:
            self.rows = [character, *tokens_of(character)]
        return self.rows

    @classmethod
    def reached(cls, rows: list[Model]) -> Iterable[Model]:
        known = {row.pk for row in rows}
        theirs = (token for row in rows if isinstance(row, Character) for token in tokens_of(row))
        return reached([*rows, *(token for token in theirs if token.pk not in known)])


@followed
class CharacterUpdate(CharacterEvent):
    """Change a character; only what is named changes. Whoever plays them may change all but what is kept from players:
    the notes for those who lead, and what their tokens begin with.

    With `version` two editors of different fields and attributes both win; the same one is refused with `conflict` and
    the current state.
    """

    type = "character.update"
    undoable = True
    permission = "scenes.edit_character"
    example = {"character": "$character", "version": 1, "attributes": {"hp": 12}}

    class Input(Sheet, kw_only=True):
        character: UUID
        version: Annotated[int, Meta(ge=0)] | UnsetType = UNSET

    def apply(self, character: Character) -> None:
        fields = self.data.fields()
        if not self.who.leads and FOR_LEADS & fields.keys():
            raise Forbidden()
        version = self.data.version if isinstance(self.data.version, int) else None
        character.change(version=version, state=lambda: state_of(self.who, character), **fields)


def state_of(who: Viewer, character: Character) -> dict[str, Any]:
    return project(who, character) or sheet(character)


class CharacterPortrait(CharacterEvent):
    """Give a character one of your uploaded pictures, or none (null). Tokens of theirs without a picture show it."""

    type = "character.portrait"
    undoable = True
    permission = "scenes.edit_character"
    example = {"character": "$character", "picture": None}

    class Input(Input):
        character: UUID
        picture: UUID | None

    def apply(self, character: Character) -> None:
        picture = own_picture(self.who, self.data.picture)
        character.change(version=None, attributes={}, portrait=picture)


class CharacterGive(CharacterEvent):
    """Say who plays a character (null: nobody): they read and write the sheet, and move the tokens."""

    type = "character.give"
    undoable = True
    example = {"character": "$character", "user": "$player_user"}

    class Input(Input):
        character: UUID
        user: UUID | None

    def touched(self, character: Character) -> Iterable[Model]:
        if self.owners is None:
            tokens = tokens_of(character)
            new = {str(self.data.user)} - {"None"}
            self.owners = {token: sorted({*token.owner_ids} - {str(character.owner_id)} | new) for token in tokens}
            others = seen_otherwise({token: {"owner_ids": owners} for token, owners in self.owners.items()})
            given = {token.pk for token in tokens}
            self.rows = [character, *tokens, *(row for row in others if row.pk not in given)]
        return self.rows or []

    owners: dict[Token, list[str]] | None = None

    def apply(self, character: Character) -> None:
        require_member(self.who, self.data.user)
        character.change(version=None, attributes={}, owner_id=self.data.user)
        for token, owners in (self.owners or {}).items():
            token.give_to(owners)


class CharacterDelete(CharacterEvent):
    """Delete a character. Their tokens stay, with what the bars showed last."""

    type = "character.delete"
    undoable = True
    example = {"character": "$character"}

    class Input(Input):
        character: UUID

    def apply(self, character: Character) -> None:
        for token in (self.rows or [])[1:]:
            token.let_go_of_character()
        character.delete()

    @classmethod
    def require_place(cls, row: Character) -> None:
        Character.require_place(row.room_id)
