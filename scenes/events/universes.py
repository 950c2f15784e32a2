"""Scenes in universes: their order there, and what becomes of them when a universe is gone. Into one they come by
`scene.update`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from accounts.models import Model
from config.api.errors import NotFound
from rooms.live import Event, Input
from rooms.models import Room
from rooms.viewer import Viewer
from scenes.models import MOST_SCENES, Scene, Soundtrack, no_overrides
from scenes.universes import of


class Place(Struct, forbid_unknown_fields=True, frozen=True):
    scene: UUID
    order: Annotated[int, Meta(ge=0, le=10_000)]


class UniverseOrder(Event):
    """Say at which places scenes of this room stand in the order of their universe, in which those of other rooms may be."""

    type = "scene.universe_order"
    undoable = True
    permission = "scenes.edit"
    streams = frozenset({"scene"})
    example = {"places": [{"scene": "$scene", "order": 1}, {"scene": "$other_scene", "order": 0}]}

    class Input(Input):
        places: Annotated[list[Place], Meta(min_length=1, max_length=MOST_SCENES)]

    def target(self, who: Viewer) -> Room:
        self.places = {one.scene: one.order for one in self.data.places}
        self.scenes = list(Scene.objects.visible_to(who).filter(pk__in=self.places))
        if who.leads and len(self.scenes) < len(self.places):
            raise NotFound()
        return who.room

    def touched(self, room: Room) -> Iterable[Model]:
        return self.scenes

    def apply(self, room: Room) -> None:
        for scene in self.scenes:
            scene.universe_order = self.places[scene.pk]
            scene.save(update_fields=["universe_order", "updated_at"])


class UniverseGone(Event):
    """A universe is deleted: no scene is in it any more, and its music is over."""

    type = "scene.universe_gone"
    internal = True
    permission = "scenes.edit"
    streams = frozenset({"room", "scene"})
    example = {"universe": "$used_universe"}
    rows: list[Scene | Soundtrack] | None = None

    class Input(Input):
        universe: UUID

    def touched(self, room: Room) -> Iterable[Model]:
        if self.rows is None:
            scenes = Scene.objects.filter(of(self.data.universe), room=room)
            self.rows = [*scenes, *Soundtrack.objects.filter(room=room)]
        return self.rows

    def apply(self, room: Room) -> None:
        """The scenes first: what is heard follows from them."""
        assert self.at is not None
        for row in self.rows or ():
            if isinstance(row, Scene) and row.universe_id == self.data.universe:
                none = {"universe": None, "own_universe": None}
                row.change(grid={}, **none, physics_overrides=no_overrides(), music_overrides=no_overrides())
            elif isinstance(row, Scene):
                row.change(grid={}, own_universe=None)
            else:
                row.dial(self.at.timestamp())
