"""Tokens: make, drag, move, hide, give, delete. Changing one: `token_changes`; several at once: `tokens_many`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any
from uuid import UUID

from django.db import connection
from django.db.models import F
from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from accounts.models import Model
from config.api.errors import Conflict, Invalid, NotFound
from rooms.live import Event, Input
from rooms.live.prepared import Prepared
from rooms.models import Member, Role, Room
from rooms.viewer import Viewer, sights_of
from scenes import explore
from scenes.events.fields import Coordinate, Degrees
from scenes.events.following import followed
from scenes.events.token_fields import FIELDS, Fields, Place, stored
from scenes.events.token_sight import reached, seen_otherwise, seen_with
from scenes.models import MOST_TOKENS, Character, Combatant, Scene, Token
from scenes.projections import token as project
from scenes.sight import dragging, seen_by, walk


class New(Fields, kw_only=True, frozen=True):
    """A token to be made. `like` names one whose copy it is, `character` whom it stands for; what is said besides goes
    before what these bring.
    """

    x: Coordinate
    y: Coordinate
    hidden: bool | UnsetType = UNSET
    like: UUID | UnsetType = UNSET


NOT_COPIED = frozenset({"id", "scene", "x", "y", "trail", "version", "field_versions", "created_at", "updated_at"})
COPIED = tuple(field.name for field in Token._meta.concrete_fields if field.name not in NOT_COPIED)


class TokenCreate(Event):
    """Put a new token into a scene: a new one, a copy (`like`), or one of a character, with what their tokens begin with."""

    type = "token.create"
    undoable = True
    permission = "scenes.edit"
    streams = frozenset({"scene"})
    example = {"scene": "$scene", "name": "Goblin", "x": 350.0, "y": 350.0, "disposition": "enemy"}

    class Input(New, kw_only=True):
        scene: UUID

    def target(self, who: Viewer) -> Scene:
        return Scene.objects.seen(who, pk=self.data.scene)

    new: list[Token] | None = None

    def touched(self, scene: Scene) -> Iterable[Any]:
        if self.new is None:
            self.new = new_tokens(self.who, scene, [self.data])
            self.others = seen_with(scene, self.new)
        return self.others

    def apply(self, scene: Scene) -> list[Token]:
        return put(scene, self.new or [])

    @classmethod
    def require_place(cls, row: Token) -> None:
        require_place(row.scene_id)

    @classmethod
    def reached(cls, rows: list[Model]) -> Iterable[Model]:
        return reached(rows)


def require_place(scene: Scene | UUID, count: int = 1) -> None:
    """Raises Invalid when the scene has no place for so many tokens more."""
    if Token.objects.filter(scene=scene).count() + count > MOST_TOKENS:
        raise Invalid(_("A scene holds at most 2,000 tokens."))


def put(scene: Scene, tokens: list[Token]) -> list[Token]:
    """Raises Invalid when there is no place for them."""
    require_place(scene, len(tokens))
    for token in tokens:
        token.save(force_insert=True)
    return tokens


def new_tokens(who: Viewer, scene: Scene, given: Sequence[New]) -> list[Token]:
    """Tokens not stored yet. Raises NotFound for a character or a token to copy that `who` does not see, Invalid for one
    without a name.
    """
    likes = _those(Token, who, [one.like for one in given])
    characters = _those(Character, who, [one.character for one in given])
    made = []
    for one in given:
        fields: dict[str, Any] = {}
        if one.like in likes:
            fields = {name: getattr(likes[one.like], name) for name in COPIED}
        if one.character in characters:
            fields |= characters[one.character].begins_with()
        fields |= stored(one, *FIELDS, "x", "y", "hidden")
        if not fields.get("name"):
            raise Invalid(fields={"name": [_("A token needs a name.")]})
        fields["rotation"] = fields.get("rotation", 0.0) % 360
        made.append(Token(scene=scene, **fields))
    return made


def _those(model: Any, who: Viewer, ids: Iterable[Any]) -> dict[Any, Any]:
    wanted = {id for id in ids if isinstance(id, UUID)}
    found: dict[Any, Any] = model.objects.visible_to(who).in_bulk(wanted) if wanted else {}
    if len(found) < len(wanted):
        raise NotFound()
    return found


class TokenEvent(Event):
    """Base of what happens to one token."""

    permission = "scenes.edit"
    streams = frozenset({"scene"})

    def target(self, who: Viewer) -> Token:
        return seen_token(who, self.data.token)

    others: list[Any] | None = None

    def becomes(self, token: Token) -> dict[str, Any]:
        """The fields on which sight may depend, as they will be."""
        return {}

    def touched(self, token: Token) -> Iterable[Any]:
        if self.others is None:
            self.others = seen_otherwise({token: self.becomes(token)})
        return [token, *self.others]

    @classmethod
    def reached(cls, rows: list[Model]) -> Iterable[Model]:
        return reached(rows)

    def ends(self) -> tuple[str, ...]:
        """A preview of the drag that comes after the drop would hold the token back for three seconds."""
        return (f"{TokenDrag.type}:{self.data.token}",)


TOKEN = tuple(field.attname for field in Token._meta.concrete_fields)
SCENE = tuple(field.attname for field in Scene._meta.concrete_fields)
CHARACTER = ("id", "room_id", "owner_id", "portrait_id", "attributes")


def _seen_by(role: str) -> Prepared:
    return Prepared(
        lambda room, token: (
            Token.objects.visible_to(Viewer(Room(pk=room), role))
            .filter(pk=token)
            .order_by()
            .values_list(*TOKEN, *(f"scene__{name}" for name in SCENE), *(f"character__{name}" for name in CHARACTER))
        )
    )


_seen = {True: _seen_by(Role.OWNER), False: _seen_by(Role.PLAYER)}
_at_turn = Prepared(
    lambda token: (
        Combatant.objects.filter(token=token, encounter__active=True, encounter__turn=F("pk"))
        .order_by()
        .values_list("pk")
    )
)


def seen_token(who: Viewer, pk: UUID) -> Token:
    """The token that `who` may see, with its scene, and of its character what tokens show. Raises NotFound."""
    for row in _seen[who.leads].rows(who.room.pk, pk):
        token = Token.from_db(connection.alias, TOKEN, row[: len(TOKEN)])
        token.scene = Scene.from_db(connection.alias, SCENE, row[len(TOKEN) : -len(CHARACTER)])
        of_character = row[-len(CHARACTER) :]
        if of_character[0] is None:
            token.character = None
        else:
            token.character = Character.from_db(connection.alias, CHARACTER, of_character)
        if who.leads or seen_by(who, token.scene).token(token):
            return token
    raise NotFound()


def move(who: Viewer, token: Token, path: Sequence[Place], rotation: float | None = None) -> None:
    """Moves it along `path`, from where it stands. Raises Conflict for a locked one; players' stop at walls (`walk`)."""
    if token.locked:
        raise locked()
    points = walk(who, token, path)
    token.move_to(points, rotation, on=bool(_at_turn.rows(token.pk)))
    explore.walked(token, points)


def require_way(who: Viewer, token: Token, to: dict[str, Any], again: bool, path: Sequence[Place] = ()) -> None:
    """Raises what `move` does when `token` is to come to the fields `to` by undo or redo. Taken back, a move leads where
    the token was, however it came from there; done again it is walked, by the points of `path` or else straight, and
    walls that stand by now stop it.
    """
    if token.locked:
        raise locked()
    if again:
        walk(who, token, path or [(to.get("x", token.x), to.get("y", token.y))])


def locked() -> Conflict:
    return Conflict(_("This token is locked in its place."), code="locked")


class TokenMove(TokenEvent):
    """Move a token to a new place: the drop of a drag, or a step by key. The last in the server's order wins.

    `path` holds the points on the way, the last being the place. A player's token is stopped by walls: `blocked`.
    """

    type = "token.move"
    undoable = True
    permission = "scenes.move_token"
    example = {"token": "$token", "x": 420.0, "y": 350.0}

    class Input(Input):
        token: UUID
        x: Coordinate
        y: Coordinate
        rotation: Degrees | UnsetType = UNSET
        path: Annotated[list[Place], Meta(max_length=50)] = []

    def becomes(self, token: Token) -> dict[str, Any]:
        return self.data.given("x", "y", "rotation")

    def apply(self, token: Token) -> None:
        place = (self.data.x, self.data.y)
        path = self.data.path or [place]
        if path[-1] != place:
            raise Invalid(fields={"path": [_("The way must end at the place.")]})
        move(self.who, token, path, **self.data.given("rotation"))

    def remembers(self) -> dict[str, Any]:
        return {"path": self.data.path} if len(self.data.path) > 1 else {}

    @classmethod
    def require_back(
        cls, who: Viewer, row: Token, to: dict[str, Any], *, again: bool, remembered: dict[str, Any]
    ) -> None:
        require_way(who, row, to, again, remembered.get("path", ()))


class TokenDrag(TokenEvent):
    """A token under somebody's hand: a preview that passes. Others forget it three seconds after the last one. `path`
    holds the points that it is to go by.
    """

    type = "token.drag"
    permission = "scenes.move_token"
    kept = False
    example = {"token": "$token", "x": 400.0, "y": 345.0}

    class Input(Input):
        token: UUID
        x: Coordinate
        y: Coordinate
        path: Annotated[list[Place], Meta(max_length=50)] = []

    def keys(self, token: Token) -> frozenset[str]:
        room = self.who.room
        keys = frozenset(sight for sight in sights_of(room) if project(Viewer.audience(room, sight), token) is not None)
        self.hearers(token, keys)  # which reads what it needs here, on a thread of the database
        return keys

    def hearers(self, token: Token, keys: frozenset[str]) -> frozenset[str]:
        return dragging(self.who, token, [*self.data.path, (self.data.x, self.data.y)], keys)

    def passes(self, token: Token) -> dict[str, Any]:
        return {"token": token.pk, "x": self.data.x, "y": self.data.y, "user": self.who.user.pk}

    def about(self) -> str:
        return f"{self.type}:{self.data.token}"


@followed
class TokenHide(TokenEvent):
    """Hide a token from the players, or show it; who stands for it in a fight comes along. To them, hiding and deleting
    look alike.
    """

    type = "token.hide"
    undoable = True
    example = {"token": "$token", "hidden": True}

    class Input(Input):
        token: UUID
        hidden: bool

    def becomes(self, token: Token) -> dict[str, Any]:
        return {"hidden": self.data.hidden}

    def apply(self, token: Token) -> None:
        token.change(version=None, hidden=self.data.hidden, trail=[])


class TokenOwn(TokenEvent):
    """Say which members may move the token (besides those who lead); an empty list takes it back."""

    type = "token.own"
    undoable = True
    example = {"token": "$token", "users": ["$player_user"]}

    class Input(Input):
        token: UUID
        users: Annotated[list[UUID], Meta(max_length=50)]

    def becomes(self, token: Token) -> dict[str, Any]:
        return {"owner_ids": sorted(map(str, self.data.users))}

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

    def becomes(self, token: Token) -> dict[str, Any]:
        return {"hidden": True}

    def apply(self, token: Token) -> None:
        token.delete()

    @classmethod
    def require_place(cls, row: Token) -> None:
        require_place(row.scene_id)
