"""Maps in a scene: place, change, take away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from msgspec import UNSET, UnsetType

from accounts.models import Model
from maps.models import Map
from rooms.live import Event, Input
from rooms.models import Room
from rooms.viewer import Viewer
from scenes.archive.building import Given, fill
from scenes.archive.neutral import Placement, darkness, from_library
from scenes.events.fields import Coordinate, Degrees, Layer, Scale, Unit
from scenes.events.seeing import SeenAnew, seen_anew
from scenes.models import Light, PlacedMap, Scene, Wall


class MapPlace(Event):
    """Place a map of one's library into a scene, hidden unless said otherwise. The first map brings its grid.

    `structure` copies the walls, doors and lights that came with the map into the scene, where the map lies; unless said
    otherwise it does so when the scene has none yet. The ambient light of a first map becomes the scene's darkness.
    """

    type = "map.place"
    undoable = True
    permission = "scenes.edit"
    streams = frozenset({"scene"})
    example = {"scene": "$scene", "map": "$map", "hidden": False}

    class Input(Input):
        scene: UUID
        map: UUID
        x: Coordinate | UnsetType = UNSET
        y: Coordinate | UnsetType = UNSET
        scale: Scale | UnsetType = UNSET
        rotation: Degrees | UnsetType = UNSET
        hidden: bool | UnsetType = UNSET
        structure: bool | UnsetType = UNSET

    def target(self, who: Viewer) -> Scene:
        return Scene.objects.seen(who, pk=self.data.scene)

    rows: list[Any] | None = None

    def touched(self, scene: Scene) -> Iterable[Model]:
        """The scene, and all that a first map's grid, and new walls and lights, may hide or show."""
        if self.rows is None:
            self.map = Map.objects.seen(self.who, pk=self.data.map)
            self.structured = bool(self.map.structure) and self._wanted(scene)
            self.rows = seen_anew(scene, [scene], whatever=True)
        return self.rows

    def _wanted(self, scene: Scene) -> bool:
        if isinstance(self.data.structure, bool):
            return self.data.structure
        return not (scene.walls.exists() or scene.lights.exists())

    def apply(self, scene: Scene) -> list[Model]:
        first = not scene.placed_maps.exists()
        placed = scene.place(self.map, place=self.data.given("x", "y", "scale", "rotation", "hidden"))
        if first:
            scene.adopt_grid(self.map, placed.scale)
        return [placed, *(lay_structure(scene, placed, darkens=first) if self.structured else [])]

    @classmethod
    def reached(cls, rows: list[Any]) -> Iterable[Model]:
        """What came with the map goes with it."""
        scene = next(row if isinstance(row, Scene) else row.scene for row in rows)
        return seen_anew(scene, rows, whatever=True)

    @classmethod
    def require_place(cls, row: Any) -> None:
        MOST_OF[type(row)](row.scene_id)


MOST_OF: dict[type[Model], Any] = {
    PlacedMap: PlacedMap.require_place,
    Wall: Wall.require_place,
    Light: Light.require_place,
}


def lay_structure(scene: Scene, placed: PlacedMap, *, darkens: bool) -> list[Model]:
    """The walls and lights that came with the map as rows of the scene. Raises Invalid when they do not fit in."""
    map = placed.map
    if not map.structure:
        return []
    where = Placement(placed.x, placed.y, placed.scale, placed.rotation, map.width, map.height)
    document = from_library(map, where, scene.grid_size, scene.grid_distance)
    Wall.require_place(scene.pk, len(document.walls))
    Light.require_place(scene.pk, len(document.lights))
    if darkens:
        scene.darkness = darkness(map)
    scene.renew("sight_key", "walls_key")
    scene.save()
    return fill(scene, document, Given())


class PlacedMapEvent(SeenAnew):
    """Base of what happens to one placed map: where nothing ends it, a view ends with the maps that lie open."""

    def target(self, who: Viewer) -> PlacedMap:
        placed: PlacedMap = PlacedMap.objects.select_related("map", "scene").seen(who, pk=self.data.placed_map)
        return placed


class MapUpdate(PlacedMapEvent):
    """Move, scale, turn, hide or lock a placed map; only what is named changes."""

    type = "map.update"
    undoable = True
    example = {"placed_map": "$placed_map", "x": 140.0, "hidden": False}

    class Input(Input):
        placed_map: UUID
        x: Coordinate | UnsetType = UNSET
        y: Coordinate | UnsetType = UNSET
        scale: Scale | UnsetType = UNSET
        rotation: Degrees | UnsetType = UNSET
        z: Layer | UnsetType = UNSET
        opacity: Unit | UnsetType = UNSET
        hidden: bool | UnsetType = UNSET
        locked: bool | UnsetType = UNSET

    def apply(self, placed: PlacedMap) -> None:
        placed.change(**self.data.given("x", "y", "scale", "rotation", "z", "opacity", "hidden", "locked"))


class MapChanged(Event):
    """The library changed what this room's tables show of a map: its name, or that it has tiles now."""

    type = "map.changed"
    internal = True
    permission = "scenes.edit"
    streams = frozenset({"scene"})
    example = {"map": "$map", "name": "Old mine"}

    class Input(Input):
        map: UUID
        name: str | UnsetType = UNSET
        tiles: UUID | UnsetType = UNSET
        levels: int | UnsetType = UNSET

    rows: list[PlacedMap] | None = None

    def touched(self, room: Room) -> Iterable[Model]:
        if self.rows is None:
            placed = PlacedMap.objects.filter(map=self.data.map, scene__room=room)
            self.rows = list(placed.select_related("map", "scene"))
        return self.rows

    def apply(self, room: Room) -> None:
        """Only in these rows: the library stores it, once for all rooms, in the transaction that performs this."""
        for row in self.rows or ():
            given = self.data.given("name", "levels")
            if self.data.tiles is not UNSET:
                given["tiles_id"] = self.data.tiles
            for name, value in given.items():
                setattr(row.map, name, value)


class MapTake(PlacedMapEvent):
    """Take a map out of the scene; it stays in the library."""

    type = "map.take"
    undoable = True
    example = {"placed_map": "$placed_map"}

    class Input(Input):
        placed_map: UUID

    def apply(self, placed: PlacedMap) -> None:
        placed.delete()

    @classmethod
    def require_place(cls, row: PlacedMap) -> None:
        PlacedMap.require_place(row.scene_id)
