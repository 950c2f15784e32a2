"""Maps in a scene: place, change, take away."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from msgspec import UNSET, UnsetType

from accounts.models import Model
from maps.models import Map
from rooms.live import Event, Input
from rooms.viewer import Viewer
from scenes.events.fields import Coordinate, Degrees, Layer, Scale, Unit
from scenes.models import PlacedMap, Scene


class MapPlace(Event):
    """Place a map of one's library into a scene, hidden unless said otherwise. The first map brings its grid."""

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

    def target(self, who: Viewer) -> Scene:
        return Scene.objects.seen(who, pk=self.data.scene)

    def touched(self, scene: Scene) -> Iterable[Model]:
        return [scene]

    def apply(self, scene: Scene) -> PlacedMap:
        map = Map.objects.seen(self.who, pk=self.data.map)
        first = not scene.placed_maps.exists()
        placed = scene.place(map, place=self.data.given("x", "y", "scale", "rotation", "hidden"))
        if first:
            scene.adopt_grid(map, placed.scale)
        return placed

    @classmethod
    def require_place(cls, row: PlacedMap) -> None:
        PlacedMap.require_place(row.scene_id)


class PlacedMapEvent(Event):
    """Base of what happens to one placed map."""

    permission = "scenes.edit"
    streams = frozenset({"scene"})

    def target(self, who: Viewer) -> PlacedMap:
        return PlacedMap.objects.select_related("map", "scene").seen(who, pk=self.data.placed_map)

    def touched(self, placed: PlacedMap) -> Iterable[Model]:
        return [placed]


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
