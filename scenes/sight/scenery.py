"""A scene as sight needs it: what stands in the way, who looks, what shines, what was covered by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import shapely
from django.db.models import Q
from shapely.geometry.base import BaseGeometry

from rooms.live.prepared import Prepared
from scenes.models import FogShape, Light, PlacedMap, Scene, Token, Vision, Wall
from scenes.sight.kept import Newest
from scenes.vision import Barriers, Eye, Lamp, Lit, Mask, Segment, by_hand, cell_of, lit, seen_by
from scenes.vision.barriers import SIDES, Box
from scenes.vision.light import Shone

MARGIN_CELLS = 20
"""How far one sees at least where nothing ends it, beyond the maps that lie open. What is hidden, and where others
stand, has no part in it: it would show in the outline."""

DARK = 0.5
CARRIED_ALPHA = 0.35
"""How strongly what tokens carry colours the ground."""
MOST_REMEMBERED = 2_000


def pixels(scene: Scene, units: float) -> float:
    """A length in the scene's unit (ft, m) in scene pixels."""
    return units / scene.grid_distance * scene.grid_size


# Walls ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Walls:
    """What stands in the way of each sense; doors that are open do not. `shone` remembers the light of each lamp."""

    sight: Barriers
    light: Barriers
    move: Barriers
    shone: dict[Lamp, Shone] = field(default_factory=dict)


WALL_FIELDS = ("x1", "y1", "x2", "y2", "direction", "kind", "state", "sight", "light", "move")
DOORS = (Wall.Kind.DOOR, Wall.Kind.SECRET)
_walls: Newest[Walls] = Newest(64)


def walls_of(scene: Scene) -> Walls:
    return _walls.get((scene.pk, scene.walls_key), lambda: _read_walls(scene))


def _read_walls(scene: Scene) -> Walls:
    stops: dict[str, list[Segment]] = {"sight": [], "light": [], "move": []}
    for row in Wall.objects.filter(scene=scene.pk).order_by().values_list(*WALL_FIELDS):
        x1, y1, x2, y2, direction, kind, state, sight, light, move = row
        if kind in DOORS and state == Wall.State.OPEN:
            continue
        for sense, stop in (("sight", sight), ("light", light), ("move", move)):
            if stop != Wall.Stops.NONE:
                stops[sense].append(Segment(x1, y1, x2, y2, stop == Wall.Stops.LIMITED, SIDES[direction]))
    # Terrain slows whom it does not stop: what is limited never holds up a step.
    solid = [segment for segment in stops["move"] if not segment.limited]
    return Walls(Barriers.of(stops["sight"]), Barriers.of(stops["light"]), Barriers.of(solid, crossings=False))


# Eyes and lamps ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Watcher:
    """A token that sees, and for whom."""

    token: UUID
    owners: frozenset[str]
    eye: Eye


@dataclass(frozen=True, slots=True)
class Flame:
    """What shines, and how: a light that stands, or one that a token of `owners` carries."""

    lamp: Lamp
    colour: str
    alpha: float
    owners: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Scenery:
    """Who looks and what shines in a scene, and how far its open maps reach; `seen` remembers what each eye sees."""

    watchers: tuple[Watcher, ...]
    flames: dict[Any, Flame]
    bounds: Box | None
    margin: float
    dark: bool
    walls: Walls
    lit: Lit | None
    seen: dict[Eye, BaseGeometry]

    def area(self, eyes: Iterable[Eye]) -> BaseGeometry:
        if len(self.seen) > MOST_REMEMBERED:
            self.seen.clear()
        return seen_by(eyes, self.walls.sight, self.bounds, self.lit, margin=self.margin, known=self.seen)

    def eyes(self, user: UUID | None) -> list[Eye]:
        """Of one player; of None all that see for anybody."""
        return [one.eye for one in self.watchers if user is None or str(user) in one.owners]


TOKEN_FIELDS = (
    "id", "x", "y", "rotation", "owner_ids", "has_sight", "sight_range", "sight_angle", "darkvision", "light_bright",
    "light_dim", "light_angle", "light_colour",
)  # fmt: skip
_scenery: Newest[Scenery] = Newest(128)
_plain_flames: Newest[Iterable[Flame]] = Newest(64)
_memories: Newest[tuple[Lit | None, dict[Eye, BaseGeometry]]] = Newest(64)


def scenery_of(scene: Scene) -> Scenery:
    key = (scene.pk, scene.sight_key, scene.walls_key)
    return _scenery.get(key, lambda: make_scenery(scene, *_read_tokens(scene)))


def make_scenery(scene: Scene, watchers: tuple[Watcher, ...], flames: dict[Any, Flame], bounds: Box | None) -> Scenery:
    walls, dark = walls_of(scene), scene.darkness >= DARK
    lamps = [flame.lamp for flame in flames.values()]

    def fresh() -> tuple[Lit | None, dict[Eye, BaseGeometry]]:
        if len(walls.shone) > MOST_REMEMBERED:
            walls.shone.clear()
        return (lit(lamps, walls.light, known=walls.shone) if dark else None), {}

    # Light has a part in what is seen only in the dark.
    margin = scene.grid_size * MARGIN_CELLS
    key = (scene.pk, scene.walls_key, bounds, margin, frozenset(lamps) if dark else None)
    return Scenery(watchers, flames, bounds, margin, dark, walls, *_memories.get(key, fresh))


def _read_tokens(scene: Scene) -> tuple[tuple[Watcher, ...], dict[Any, Flame], Box | None]:
    watchers, flames = [], {}
    for values in _of_use.rows(scene.pk):
        row = dict(zip(TOKEN_FIELDS, values, strict=True))
        watcher, flame = watcher_of(scene, row), flame_of(scene, row)
        if watcher is not None:
            watchers.append(watcher)
        if flame is not None:
            flames[row["id"]] = flame
    watchers.sort(key=lambda watcher: watcher.token)
    return tuple(watchers), {**flames, **_standing(scene)}, _bounds(scene)


_of_use = Prepared(
    lambda scene: (
        Token.objects.filter(Q(has_sight=True) | Q(light_dim__gt=0) | Q(light_bright__gt=0), scene=scene, hidden=False)
        .order_by()
        .values_list(*TOKEN_FIELDS)
    )
)


def _standing(scene: Scene) -> dict[Any, Flame]:
    flames = {}
    for id, x, y, bright, dim, angle, rotation, walls, colour, alpha in _shining.rows(scene.pk):
        lamp = Lamp(x, y, pixels(scene, bright), pixels(scene, max(dim, bright)), angle, rotation, walls)
        flames[id] = Flame(lamp, colour, alpha)
    return flames


_shining = Prepared(
    lambda scene: (
        Light.objects.filter(scene=scene, on=True)
        .order_by()
        .values_list("pk", "x", "y", "bright", "dim", "angle", "rotation", "walls", "colour", "alpha")
    )
)


def flames_of(scene: Scene) -> Iterable[Flame]:
    """What shines in a scene where no wall ends a view: none of them is read."""
    return _plain_flames.get((scene.pk, scene.sight_key), lambda: _read_flames(scene))


def _read_flames(scene: Scene) -> Iterable[Flame]:
    carrying = Q(light_dim__gt=0) | Q(light_bright__gt=0)
    rows = Token.objects.filter(carrying, scene=scene.pk, hidden=False).order_by().values(*TOKEN_FIELDS)
    carried = [flame for row in rows if (flame := flame_of(scene, row)) is not None]
    return [*carried, *_standing(scene).values()]


def watcher_of(scene: Scene, row: dict[str, Any]) -> Watcher | None:
    """The watcher that a token with these fields is; one that is nobody's sees for nobody."""
    if not row["has_sight"] or not row["owner_ids"]:
        return None
    return Watcher(row["id"], frozenset(row["owner_ids"]), eye_of(scene, row))


def eye_of(scene: Scene, row: dict[str, Any]) -> Eye:
    reach = None if row["sight_range"] is None else pixels(scene, row["sight_range"])
    dark = pixels(scene, row["darkvision"])
    return Eye(row["x"], row["y"], reach, row["sight_angle"], row["rotation"] % 360, dark)


def flame_of(scene: Scene, row: dict[str, Any]) -> Flame | None:
    """The light that a token with these fields carries, if any."""
    bright, dim = pixels(scene, row["light_bright"]), pixels(scene, row["light_dim"])
    if max(bright, dim) <= 0:
        return None
    lamp = Lamp(row["x"], row["y"], bright, max(bright, dim), row["light_angle"], row["rotation"] % 360)
    return Flame(lamp, row["light_colour"], CARRIED_ALPHA, frozenset(row["owner_ids"]))


def _bounds(scene: Scene) -> Box | None:
    """Around the maps that lie open."""
    boxes = [_box_of(*place) for place in _open_maps.rows(scene.pk)]
    if not boxes:
        return None
    left, top, right, bottom = zip(*boxes, strict=True)
    return (min(left), min(top), max(right), max(bottom))


_open_maps = Prepared(
    lambda scene: (
        PlacedMap.objects.filter(scene=scene, hidden=False)
        .order_by()
        .values_list("x", "y", "scale", "rotation", "map__width", "map__height")
    )
)


def _box_of(x: float, y: float, scale: float, rotation: float, width: int, height: int) -> Box:
    flat = shapely.box(x, y, x + width * scale, y + height * scale)
    left, top, right, bottom = shapely.affinity.rotate(flat, rotation, "center").bounds
    return (left, top, right, bottom)


# Fog by hand ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Fog:
    """Where the last stroke reveals, and where it hides."""

    revealed: BaseGeometry
    hidden: BaseGeometry
    masks: dict[int, tuple[Mask, Mask]] = field(default_factory=dict)

    def as_masks(self, cell: int) -> tuple[Mask, Mask]:
        if cell not in self.masks:
            self.masks[cell] = Mask.of(self.revealed, cell), Mask.of(self.hidden, cell)
        return self.masks[cell]


_fogs: Newest[Fog] = Newest(64)


def fog_of(scene: Scene) -> Fog:
    return _fogs.get((scene.pk, scene.fog_key), lambda: _read_fog(scene))


def _read_fog(scene: Scene) -> Fog:
    rows = FogShape.objects.filter(scene=scene.pk).order_by("order", "id")
    return Fog(*by_hand((row.mode, row.area()) for row in rows))


def mask_cell(scene: Scene) -> int:
    return cell_of(scene.grid_size)


def watches(scene: Scene) -> bool:
    """Whether what players see depends on where their tokens stand."""
    return scene.vision != Vision.NONE
