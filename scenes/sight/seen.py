"""What one audience sees of a scene now, and what it knows of it from before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from functools import cached_property
from typing import Any
from uuid import UUID

import numpy as np
import shapely
from django.db import connection
from shapely.geometry.base import BaseGeometry

from rooms.live.prepared import Prepared
from rooms.models import Room
from rooms.viewer import OPEN, WATCH, Viewer, own_sight
from scenes.models import Explored, Scene, Token, Vision
from scenes.sight.glow import Glow, shown_plainly, shown_within
from scenes.sight.kept import Newest
from scenes.sight.scenery import TOKEN_FIELDS, Flame, Scenery, eye_of, flames_of, fog_of, mask_cell, scenery_of, watches
from scenes.vision import Mask
from scenes.vision.areas import rings, without
from scenes.vision.light import Level

PEEK = 0.25
"""A token is seen when any of the disc around its middle is, whose radius is this much of its width."""

DUSK = 0.25

EDGE = 1e-6
"""Of a pixel: a box that ends where a cell begins touches that cell. The next larger number would be lost in a sum."""


class Seen:
    """What somebody sees of a scene. `everything`: no wall, darkness or fog is in their way. `sight` is the audience
    whose explored mask counts: "open", "watch", or "own:<user id>" of `user`.
    """

    def __init__(self, scene: Scene | None, sight: str = OPEN, user: UUID | None = None, *, everything: bool) -> None:
        self.scene, self.sight, self.user, self.everything = scene, sight, user, everything

    # Now -------------------------------------------------------------------------------------------------------------

    @cached_property
    def area(self) -> BaseGeometry:
        """What is seen now; of who sees everything, nothing is said."""
        if self.scene is None or self.everything:
            return shapely.MultiPolygon()
        fog = fog_of(self.scene)
        if not watches(self.scene):
            return _prepared(fog.revealed)
        return _prepared(without(self.scenery.area(self.scenery.eyes(self.user)), fog.hidden))

    @cached_property
    def scenery(self) -> Scenery:
        """Who looks and what shines; only of a scene that is there."""
        assert self.scene is not None
        return scenery_of(self.scene)

    @cached_property
    def polygons(self) -> list[list[list[int]]] | None:
        """The same as it goes over the wire; None: everything."""
        return None if self.everything else rings(self.area)

    @cached_property
    def glow(self) -> Glow:
        """The light that is seen, as it goes over the wire."""
        assert self.scene is not None
        if not watches(self.scene):
            return shown_plainly(filter(self._burns_in_view, flames_of(self.scene)))
        flames = [(flame, self._burns_in_view(flame)) for flame in self.scenery.flames.values()]
        in_view = [flame for flame, there in flames if there]
        others = [flame for flame, there in flames if not there]
        return shown_within(self.area, self.scenery, in_view, others if self.scene.darkness >= DUSK else [])

    def _burns_in_view(self, flame: Flame) -> bool:
        return self.owns(list(flame.owners)) or self.spot(flame.lamp.x, flame.lamp.y)

    def token(self, token: Token) -> bool:
        """One's own always (of who share their sight, anybody's), others where they stand in view."""
        if self.everything:
            return True
        return self.owns(token.owner_ids) or self.spot(token.x, token.y, self.peek(token.size))

    def owns(self, owners: Sequence[str]) -> bool:
        return self.scene is not None and (str(self.user) in owners if self.user else bool(owners))

    def peek(self, size: float) -> float:
        return PEEK * size * self.scene.grid_size if self.scene is not None else 0.0

    def spot(self, x: float, y: float, reach: float = 0.0) -> bool:
        """Whether a disc of radius `reach` at `x`, `y` (scene pixels) is seen now, in part at least."""
        return self.everything or bool(self.spots(x, y, reach))

    def spots(self, x: Any, y: Any, reach: Any = 0.0) -> Any:
        """The same of many, as arrays."""
        if self.everything:
            return np.ones(np.shape(x), dtype=bool)
        return shapely.dwithin(self.area, shapely.points(x, y), reach)

    def level(self, x: float, y: float) -> Level:
        """How bright it is there, whether it is seen or not."""
        if self.scene is None or self.scene.darkness < DUSK:
            return "bright"
        return "dim" if self.scenery.lit is None else self.scenery.lit.level(x, y)

    # From before -----------------------------------------------------------------------------------------------------

    @cached_property
    def explored(self) -> Explored | None:
        """What the audience has explored, as it is stored; None before it has begun."""
        scene = self.scene
        if scene is None:
            return None
        return _explored.get((scene.pk, scene.sight_key), lambda: _read_explored(scene)).get(self.sight)

    @cached_property
    def mask(self) -> Mask | None:
        """What is known: explored or revealed by hand, and not hidden by hand. None: everything."""
        if self.everything:
            return None
        if self.scene is None:
            return Mask.empty(1)
        return known_mask(self.scene, self.explored)

    def known(self, x: Any, y: Any, reach: Any = 0.0) -> bool:
        """Whether any of the square around the disc, or around one of many, is known."""
        return self.box(x - reach, y - reach, x + reach, y + reach)

    def box(self, x0: Any, y0: Any, x1: Any, y1: Any) -> bool:
        """Whether any part of the box is known; of many, as arrays, whether any of any is."""
        if self.mask is None:
            return True
        return bool(np.any(self.mask.any(x0, y0, x1 + EDGE, y1 + EDGE)))


def _prepared(area: BaseGeometry) -> BaseGeometry:
    shapely.prepare(area)
    return area


EXPLORED = tuple(field.attname for field in Explored._meta.concrete_fields)
_explored: Newest[dict[str, Explored]] = Newest(64)
_of_scene = Prepared(lambda scene: Explored.objects.filter(scene=scene).order_by().values_list(*EXPLORED))


def _read_explored(scene: Scene) -> dict[str, Explored]:
    """By audience: a step of a token asks for all of them."""
    rows = [Explored.from_db(connection.alias, EXPLORED, row) for row in _of_scene.rows(scene.pk)]
    return {row.sight: row for row in rows}


_masks: Newest[Mask] = Newest(64)


def known_mask(scene: Scene, explored: Explored | None) -> Mask:
    """The cells that an audience knows which has explored this much. Made once for each state of both."""
    stored = ("", 0, 0) if explored is None else (explored.mask, explored.left, explored.top)

    def make() -> Mask:
        mask = Mask.empty(mask_cell(scene)) if explored is None else explored.cells(mask_cell(scene))
        revealed, hidden = fog_of(scene).as_masks(mask.cell)
        return ((mask | revealed) - hidden).trimmed()

    return _masks.get((scene.pk, scene.fog_key, mask_cell(scene), *stored), make)


def view_of(token: Token) -> Seen:
    """What this one token sees, whoever it belongs to; where nothing is hidden from anybody, everything."""
    scene = token.scene
    view = Seen(scene, everything=not watches(scene))
    if not view.everything:
        eye = eye_of(scene, {name: getattr(token, name) for name in TOKEN_FIELDS})
        view.area = _prepared(without(view.scenery.area([eye]), fog_of(scene).hidden))
    return view


EVERYTHING, NOTHING = Seen(None, everything=True), Seen(None, everything=False)
_seen: Newest[Seen] = Newest(256)


def seen_by(viewer: Viewer, scene: Scene) -> Seen:
    """Those who lead see everything; others of the active scene what their audience does, of others nothing."""
    if viewer.leads:
        return EVERYTHING
    return seen_as(scene, viewer.eyes) if scene.active else NOTHING


def glow_for(viewer: Viewer, scene: Scene) -> Glow:
    """The light that a viewer sees of the active scene."""
    seen = seen_by(viewer, scene)
    return Seen(scene, everything=True).glow if seen.everything else seen.glow


def seen_as(scene: Scene, user: UUID | None) -> Seen:
    """What a player sees, or (None) those who only look on."""
    if scene.vision == Vision.NONE and not scene.fog:
        return EVERYTHING
    own = user if scene.vision == Vision.OWN else None
    sight = sight_name(scene, own)
    key = (scene.pk, scene.sight_key, scene.walls_key, scene.fog_key, sight)
    # A copy: the scene at hand gets other keys when something changes, and this must not follow it.
    return _seen.get(key, lambda: Seen(copy(scene), sight, own, everything=False))


def sight_name(scene: Scene, user: UUID | None) -> str:
    """Under which name an audience's explored mask is kept."""
    if scene.vision != Vision.OWN:
        return OPEN
    return own_sight(user) if user else WATCH


def forget() -> None:
    """Drops what this process remembers of all scenes; tests that write rows behind the models' backs need it."""
    from scenes.sight import scenery

    for kept in (
        _seen,
        _explored,
        _masks,
        scenery._walls,
        scenery._scenery,
        scenery._plain_flames,
        scenery._memories,
        scenery._fogs,
    ):
        kept.clear()


def own_sights(room: Room) -> Iterable[UUID] | None:
    """The players of a room where each sees for themselves now; None where all who play see the same."""
    for vision in _active.rows(room.pk):
        return Scene(room_id=room.pk, vision=Vision.OWN).players() if vision == (Vision.OWN,) else None
    return None


_active = Prepared(lambda room: Scene.objects.filter(room=room, active=True).order_by().values_list("vision"))
