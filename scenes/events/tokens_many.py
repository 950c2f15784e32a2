"""Several tokens in one step, which one undo takes back: paste, move, delete."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from accounts.models import Model
from config.api.errors import NotFound
from rooms.live import Event, Input
from rooms.viewer import Viewer
from scenes.events.fields import Coordinate, Degrees
from scenes.events.token_sight import reached, seen_otherwise, seen_with
from scenes.events.tokens import New, TokenDrag, move, new_tokens, put, require_place, require_way
from scenes.models import Scene, Token
from scenes.projections import token as project

AT_ONCE = 100
Several = Annotated[list[UUID], Meta(min_length=1, max_length=AT_ONCE)]


def seen_tokens(who: Viewer, ids: Iterable[UUID]) -> list[Token]:
    """Those that `who` may see, in this order, each once. Raises NotFound when one of them is not to be seen."""
    wanted = list(dict.fromkeys(ids))
    scenes: dict[Any, Scene] = {}
    found = Token.objects.visible_to(who).select_related("scene", "character").in_bulk(wanted)
    tokens = [found[id] for id in wanted if id in found]
    for token in tokens:
        token.scene = scenes.setdefault(token.scene_id, token.scene)
    if len(tokens) < len(wanted) or any(project(who, token) is None for token in tokens):
        raise NotFound()
    return tokens


class Together(Event):
    """Base of what is done with several tokens."""

    permission = "scenes.edit"
    streams = frozenset({"scene"})

    def ids(self) -> list[UUID]:
        """The tokens that are there already."""
        return list(self.data.tokens)

    @classmethod
    def reached(cls, rows: list[Model]) -> Iterable[Model]:
        return reached(rows)

    def ends(self) -> tuple[str, ...]:
        return tuple(f"{TokenDrag.type}:{id}" for id in self.ids())


class TokensEvent(Together):
    """Base of what happens to several tokens."""

    others: list[Any] | None = None

    def becomes(self, token: Token) -> dict[str, Any]:
        """The fields on which sight may depend, as they will be."""
        return {"hidden": True}

    def target(self, who: Viewer) -> list[Token]:
        return seen_tokens(who, self.ids())

    def touched(self, tokens: list[Token]) -> Iterable[Any]:
        if self.others is None:
            self.others = seen_otherwise({token: self.becomes(token) for token in tokens})
        return [*tokens, *self.others]


class TokenCreateMany(Together):
    """Put several tokens into a scene, as pasting does: each new, a copy (`like`) or of a character. With `instead` the
    copied ones are taken away: they are moved here, also from another scene.
    """

    type = "token.create_many"
    undoable = True
    example = {"scene": "$scene", "tokens": [{"like": "$token", "x": 140.0, "y": 70.0}]}

    class Input(Input):
        scene: UUID
        tokens: Annotated[list[New], Meta(min_length=1, max_length=AT_ONCE)]
        instead: bool = False

    def ids(self) -> list[UUID]:
        return [one.like for one in self.data.tokens if isinstance(one.like, UUID)] if self.data.instead else []

    def target(self, who: Viewer) -> Scene:
        return Scene.objects.seen(who, pk=self.data.scene)

    new: list[Token] | None = None

    def touched(self, scene: Scene) -> Iterable[Any]:
        if self.new is None:
            self.left = self._given_up(scene)
            self.new = new_tokens(self.who, scene, self.data.tokens)
            others = seen_otherwise({token: {"hidden": True} for token in self.left})
            rows = [*self.left, *others, *seen_with(scene, self.new)]
            self.rows = list({(type(row), row.pk): row for row in rows}.values())
        return self.rows

    def apply(self, scene: Scene) -> list[Token]:
        for token in self.left:
            token.delete()
        return put(scene, self.new or [])

    def _given_up(self, scene: Scene) -> list[Token]:
        """The copied tokens, where these come in their place; of this very scene where they stand in it."""
        left = seen_tokens(self.who, self.ids())
        for token in left:
            token.scene = scene if token.scene_id == scene.pk else token.scene
        return left

    @classmethod
    def require_place(cls, row: Token) -> None:
        require_place(row.scene_id)


class To(Struct, forbid_unknown_fields=True, frozen=True):
    token: UUID
    x: Coordinate
    y: Coordinate
    rotation: Degrees | UnsetType = UNSET


class TokenMoveMany(TokensEvent):
    """Move several tokens at once: all of them, or none when one is locked, or stopped by a wall."""

    type = "token.move_many"
    undoable = True
    permission = "scenes.move_tokens"
    example = {"moves": [{"token": "$token", "x": 420.0, "y": 350.0}]}

    class Input(Input):
        moves: Annotated[list[To], Meta(min_length=1, max_length=AT_ONCE)]

    def ids(self) -> list[UUID]:
        return [one.token for one in self.data.moves]

    def becomes(self, token: Token) -> dict[str, Any]:
        to = self._to(token)
        turned = {} if isinstance(to.rotation, UnsetType) else {"rotation": to.rotation}
        return {"x": to.x, "y": to.y, **turned}

    def _to(self, token: Token) -> To:
        return next(one for one in self.data.moves if one.token == token.pk)

    def apply(self, tokens: list[Token]) -> None:
        for token in tokens:
            to = self._to(token)
            move(self.who, token, [(to.x, to.y)], None if isinstance(to.rotation, UnsetType) else to.rotation)

    @classmethod
    def require_back(
        cls, who: Viewer, row: Token, to: dict[str, Any], *, again: bool, remembered: dict[str, Any]
    ) -> None:
        require_way(who, row, to, again)


class TokenDeleteMany(TokensEvent):
    """Delete several tokens."""

    type = "token.delete_many"
    undoable = True
    example = {"tokens": ["$token"]}

    class Input(Input):
        tokens: Several

    def apply(self, tokens: list[Token]) -> None:
        for token in tokens:
            token.delete()

    @classmethod
    def require_place(cls, row: Token) -> None:
        require_place(row.scene_id)
