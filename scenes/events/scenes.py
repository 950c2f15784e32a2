"""Scenes: prepare, change, show to the players, delete."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from accounts.models import Model
from audio.models import Playlist, Sound
from audio.playing import of_room, start
from config.api.errors import Conflict, Invalid
from rooms.live import Event, Input
from rooms.models import Room
from rooms.viewer import Viewer
from scenes.events.fields import CellSize, Colour, Coordinate, SceneName, Unit
from scenes.events.seeing import seen_anew
from scenes.models import Handout, Scene
from scenes.overrides import MusicOverrides, PhysicsOverrides
from scenes.universes import place_in, usable

Folder = Annotated[str, Meta(max_length=200)]
OVERRIDES = ("physics_overrides", "music_overrides")


class Grid(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    type: (
        Literal["square", "hex_pointy_odd", "hex_pointy_even", "hex_flat_odd", "hex_flat_even", "none"] | UnsetType
    ) = UNSET
    size: CellSize | UnsetType = UNSET
    size_y: CellSize | UnsetType = UNSET
    offset_x: Coordinate | UnsetType = UNSET
    offset_y: Coordinate | UnsetType = UNSET
    show: bool | UnsetType = UNSET
    colour: Colour | UnsetType = UNSET
    opacity: Unit | UnsetType = UNSET
    distance: Annotated[float, Meta(gt=0, le=10_000)] | UnsetType = UNSET
    unit: Annotated[str, Meta(min_length=1, max_length=10)] | UnsetType = UNSET


class SceneCreate(Event):
    """Prepare a new scene. The first of a room is shown at once, later ones when they are activated."""

    type = "scene.create"
    undoable = True
    permission = "scenes.edit"
    streams = frozenset({"scene"})
    example = {"name": "The antechamber"}

    class Input(Input):
        name: SceneName
        folder: Folder = ""

    def touched(self, room: Room) -> list[Model]:
        return []

    def apply(self, room: Room) -> Scene:
        return Scene.prepare(room, name=self.data.name, folder=self.data.folder)

    @classmethod
    def require_place(cls, row: Scene) -> None:
        Scene.require_place(row.room_id)


class SceneEvent(Event):
    """Base of what happens to one scene."""

    permission = "scenes.edit"
    streams = frozenset({"scene"})

    def target(self, who: Viewer) -> Scene:
        return Scene.objects.seen(who, pk=self.data.scene)

    def touched(self, scene: Scene) -> Iterable[Model]:
        return [scene]


class SceneUpdate(SceneEvent):
    """Change a scene's name, folder, order, background, grid, rules, night, the playlist that begins when it is put on the
    table, or the universe it is in, the copy of that which is its own world, and what of their parameters is otherwise here; only
    what is named changes.
    """

    type = "scene.update"
    undoable = True
    example = {"scene": "$scene", "name": "The crypt", "grid": {"size": 70, "size_y": 70}}

    class Input(Input):
        scene: UUID
        name: SceneName | UnsetType = UNSET
        folder: Folder | UnsetType = UNSET
        order: Annotated[int, Meta(ge=-10_000, le=10_000)] | UnsetType = UNSET
        background: Colour | UnsetType = UNSET
        grid: Grid | UnsetType = UNSET
        distance_mode: Literal["chebyshev", "alternating", "euclidean", "manhattan"] | UnsetType = UNSET
        coverage: Literal["centre", "any"] | UnsetType = UNSET
        snap: bool | UnsetType = UNSET
        trails: bool | UnsetType = UNSET
        staged: bool | UnsetType = UNSET
        night: Unit | UnsetType = UNSET
        vision: Literal["none", "party", "own"] | UnsetType = UNSET
        fog: bool | UnsetType = UNSET
        darkness: Unit | UnsetType = UNSET
        playlist: UUID | None | UnsetType = UNSET
        universe: UUID | None | UnsetType = UNSET
        own_universe: UUID | None | UnsetType = UNSET
        physics_overrides: PhysicsOverrides | UnsetType = UNSET
        music_overrides: MusicOverrides | UnsetType = UNSET

    rows: list[Model] | None = None

    def touched(self, scene: Scene) -> Iterable[Model]:
        """The scene, and when its rules of sight change, all that they hide or show."""
        if self.rows is None:
            self.rows = seen_anew(scene, [scene], whatever=True) if self._shapes_sight() else [scene]
        return self.rows

    def _shapes_sight(self) -> bool:
        return bool(self.data.given("vision", "fog", "darkness", "grid", "trails"))

    @classmethod
    def reached(cls, rows: list[Model]) -> Iterable[Model]:
        return [
            thing for scene in rows if isinstance(scene, Scene) for thing in seen_anew(scene, [scene], whatever=True)
        ]

    def apply(self, scene: Scene) -> None:
        fields = {name: value for name, value in self.data.given().items() if name not in ("scene", "grid")}
        if isinstance(self.data.playlist, UUID):
            fields["playlist"] = Playlist.objects.seen(self.who, pk=self.data.playlist).pk
        fields |= {name: msgspec.to_builtins(fields[name]) for name in OVERRIDES if name in fields}
        if isinstance(self.data.universe, UUID):
            fields |= self._put_into(scene, self.data.universe)
        if isinstance(self.data.own_universe, UUID):
            if fields.get("universe", scene.universe) is None:
                raise Invalid(fields={"own_universe": [_("The scene is in no universe.")]})
            fields["own_universe"] = usable(self.who.user, self.data.own_universe)
        elif "universe" in fields and fields["universe"] != scene.universe:
            # The copy was one of the universe that it leaves.
            fields["own_universe"] = None
        scene.change(grid=msgspec.to_builtins(self.data.grid) if isinstance(self.data.grid, Grid) else {}, **fields)

    def _put_into(self, scene: Scene, universe: UUID) -> dict[str, Any]:
        """Behind the universe's other scenes; where it is already, it stays."""
        if universe == scene.universe_id:
            return {"universe": scene.universe}
        found = usable(self.who.user, universe)
        return {"universe": found, "universe_order": place_in(found)}

    @classmethod
    def require_back(
        cls, who: Viewer, row: Any, to: dict[str, Any], *, again: bool, remembered: dict[str, Any]
    ) -> None:
        if isinstance(row, Scene):
            if "universe_id" in to and "own_universe_id" not in to and row.own_universe_id is not None:
                raise Conflict(_("By now the scene has a world of its own."))
            for id in (to.get("universe_id"), to.get("own_universe_id")):
                if id:
                    usable(who.user, UUID(str(id)))


class SceneActivate(SceneEvent):
    """Put a scene on the table: players see it in place of the one before. Its playlist begins, unless it plays already."""

    type = "scene.activate"
    undoable = True
    example = {"scene": "$other_scene"}

    class Input(Input):
        scene: UUID

    def target(self, who: Viewer) -> Scene:
        scene = super().target(who)
        active = Scene.objects.filter(room=who.room, active=True).first()
        self.before = scene if active is not None and active.pk == scene.pk else active
        scenes = {one.pk: one for one in (self.before, scene) if one is not None}
        self.things = [thing for one in scenes.values() for thing in (one, *one.things())]
        self.sounds = of_room(who.room) if scene.playlist else []
        return scene

    def touched(self, scene: Scene) -> Iterable[Model]:
        return [*self.things, *self.sounds]

    def apply(self, scene: Scene) -> Sound | None:
        scene.show(self.before)
        if scene.playlist is None or any(one.playlist == scene.playlist for one in self.sounds):
            return None
        assert self.at is not None
        playlist = Playlist.objects.filter(pk=scene.playlist, room=self.who.room).select_related("room").first()
        return start(playlist, self.sounds, self.at.timestamp()) if playlist is not None else None

    @classmethod
    def reached(cls, rows: list[Model]) -> Iterable[Model]:
        return [thing for scene in rows if isinstance(scene, Scene) for thing in scene.things()]


class SceneDelete(SceneEvent):
    """Delete a scene with what lies in it. Maps stay in the library."""

    type = "scene.delete"
    example = {"scene": "$other_scene"}

    class Input(Input):
        scene: UUID

    def target(self, who: Viewer) -> Scene:
        scene = super().target(who)
        self.things = all_of(scene)
        return scene

    def touched(self, scene: Scene) -> Iterable[Model]:
        return self.things

    def apply(self, scene: Scene) -> None:
        delete_all(self.things)


def all_of(scene: Scene) -> list[Model]:
    """The scene with whatever shows that it is there."""
    return [scene, *scene.things(), *scene.handouts.all()]


def delete_all(things: list[Model]) -> None:
    """Deletes the scenes among `things` and what lies in them; their handouts stay in the room."""
    for thing in things:
        if isinstance(thing, Handout):
            thing.change(scene=None)
    for thing in things:
        if isinstance(thing, Scene):
            thing.delete()
    for thing in things:
        if not isinstance(thing, Handout):
            thing.pk = None  # gone with its scene: a deleted row has no view
