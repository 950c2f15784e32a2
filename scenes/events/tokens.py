"""Tokens: make, drag, move, change, hide, give, delete."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from accounts.models import Model
from config.api.errors import Invalid, NotFound
from rooms.live import Event, Input
from rooms.live.prepared import Prepared
from rooms.models import Member, Role, Room
from rooms.viewer import Viewer, sights_of
from scenes.events.fields import Cells, Coordinate, Degrees, Layer, Name
from scenes.models import MOST_TOKENS, Scene, Token
from scenes.projections import token as project

Notes = Annotated[str, Meta(max_length=5000)]
GmName = Annotated[str, Meta(max_length=50)]
Disposition = Literal["neutral", "ally", "enemy"]


class TokenCreate(Event):
    """Put a new token into a scene."""

    type = "token.create"
    undoable = True
    permission = "scenes.edit"
    streams = frozenset({"scene"})
    example = {"scene": "$scene", "name": "Goblin", "x": 350.0, "y": 350.0, "disposition": "enemy"}

    class Input(Input):
        scene: UUID
        name: Name
        x: Coordinate
        y: Coordinate
        size: Cells = 1.0
        rotation: Degrees = 0.0
        hidden: bool = False
        disposition: Disposition = "neutral"
        gm_name: GmName = ""
        gm_notes: Notes = ""

    def target(self, who: Viewer) -> Scene:
        return Scene.objects.seen(who, pk=self.data.scene)

    def touched(self, scene: Scene) -> list[Model]:
        return []

    def apply(self, scene: Scene) -> Token:
        require_place(scene)
        fields = self.data.given()
        del fields["scene"]
        return Token.objects.create(scene=scene, **fields)

    @classmethod
    def require_place(cls, row: Token) -> None:
        require_place(row.scene_id)


def require_place(scene: Scene | UUID) -> None:
    """Raises Invalid when the scene holds as many tokens as it may."""
    if Token.objects.filter(scene=scene).count() >= MOST_TOKENS:
        raise Invalid(_("A scene holds at most 2,000 tokens."))


class TokenEvent(Event):
    """Base of what happens to one token."""

    permission = "scenes.edit"
    streams = frozenset({"scene"})

    def target(self, who: Viewer) -> Token:
        return seen_token(who, self.data.token)

    def touched(self, token: Token) -> Iterable[Model]:
        return [token]

    def ends(self) -> tuple[str, ...]:
        """A preview of the drag that comes after the drop would hold the token back for three seconds."""
        return (f"{TokenDrag.type}:{self.data.token}",)


FIELDS = tuple(field.attname for field in Token._meta.concrete_fields)
SCENE = ("id", "room_id", "active")


def _seen_by(role: str) -> Prepared:
    return Prepared(
        lambda room, token: (
            Token.objects.visible_to(Viewer(Room(pk=room), role))
            .filter(pk=token)
            .order_by()
            .values_list(*FIELDS, *(f"scene__{name}" for name in SCENE))
        )
    )


_seen = {True: _seen_by(Role.OWNER), False: _seen_by(Role.PLAYER)}


def seen_token(who: Viewer, pk: UUID) -> Token:
    """The token that `who` may see, knowing of its scene only whether it is active. Raises NotFound."""
    for row in _seen[who.leads].rows(who.room.pk, pk):
        token = Token.from_db(connection.alias, FIELDS, row[: len(FIELDS)])
        token.scene = Scene.from_db(connection.alias, SCENE, row[len(FIELDS) :])
        return token
    raise NotFound()


class TokenMove(TokenEvent):
    """Move a token to a new place: the drop of a drag, or a step by key. The last in the server's order wins."""

    type = "token.move"
    undoable = True
    permission = "scenes.move_token"
    example = {"token": "$token", "x": 420.0, "y": 350.0}

    class Input(Input):
        token: UUID
        x: Coordinate
        y: Coordinate
        rotation: Degrees | UnsetType = UNSET

    def apply(self, token: Token) -> None:
        token.move_to(**self.data.given("x", "y", "rotation"))


class TokenDrag(TokenEvent):
    """A token under somebody's hand: a preview that passes. Others forget it three seconds after the last one."""

    type = "token.drag"
    permission = "scenes.move_token"
    kept = False
    example = {"token": "$token", "x": 400.0, "y": 345.0}

    class Input(Input):
        token: UUID
        x: Coordinate
        y: Coordinate

    def keys(self, token: Token) -> frozenset[str]:
        room = self.who.room
        return frozenset(sight for sight in sights_of(room) if project(Viewer.audience(room, sight), token) is not None)

    def passes(self, token: Token) -> dict[str, Any]:
        return {"token": token.pk, "x": self.data.x, "y": self.data.y, "user": self.who.user.pk}

    def about(self) -> str:
        return f"{self.type}:{self.data.token}"


class TokenUpdate(TokenEvent):
    """Change a token's name, notes, size, rotation, layer or standing.

    With `version` (what it was read at) two editors of different fields both win; the same field is refused with
    `conflict` and the current state.
    """

    type = "token.update"
    undoable = True
    example = {"token": "$token", "version": 1, "name": "Goblin 2", "gm_notes": "carries the silver key"}

    class Input(Input):
        token: UUID
        version: Annotated[int, Meta(ge=0)] | UnsetType = UNSET
        name: Name | UnsetType = UNSET
        gm_name: GmName | UnsetType = UNSET
        gm_notes: Notes | UnsetType = UNSET
        size: Cells | UnsetType = UNSET
        rotation: Degrees | UnsetType = UNSET
        z: Layer | UnsetType = UNSET
        disposition: Disposition | UnsetType = UNSET

    def apply(self, token: Token) -> None:
        version = self.data.version if isinstance(self.data.version, int) else None
        fields = self.data.given("name", "gm_name", "gm_notes", "size", "rotation", "z", "disposition")
        token.change(version=version, state=lambda: project(self.who, token), **fields)


class TokenHide(TokenEvent):
    """Hide a token from the players, or show it. To them, hiding and deleting look alike."""

    type = "token.hide"
    undoable = True
    example = {"token": "$token", "hidden": True}

    class Input(Input):
        token: UUID
        hidden: bool

    def apply(self, token: Token) -> None:
        token.change(version=None, hidden=self.data.hidden)


class TokenOwn(TokenEvent):
    """Say which members may move the token (besides those who lead); an empty list takes it back."""

    type = "token.own"
    undoable = True
    example = {"token": "$token", "users": ["$player_user"]}

    class Input(Input):
        token: UUID
        users: Annotated[list[UUID], Meta(max_length=50)]

    def apply(self, token: Token) -> None:
        wanted = set(self.data.users)
        members = Member.objects.visible_to(self.who).filter(user__in=wanted).values_list("user", flat=True)
        if wanted - set(members):
            raise Invalid(fields={"users": [_("Only members of the room can be given a token.")]})
        token.give_to(wanted)


class TokenDelete(TokenEvent):
    """Delete a token."""

    type = "token.delete"
    undoable = True
    example = {"token": "$token"}

    class Input(Input):
        token: UUID

    def apply(self, token: Token) -> None:
        token.delete()

    @classmethod
    def require_place(cls, row: Token) -> None:
        require_place(row.scene_id)
