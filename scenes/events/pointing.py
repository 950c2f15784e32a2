"""What passes and is not kept: a ping, a ruler while it is held, a pulled view, an effect.

Nobody is told of a place that they do not know; those who lead know every place.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from rooms.live import Input
from rooms.viewer import Viewer, sights_of
from scenes.events.fields import Coordinate
from scenes.events.marks import OnScene
from scenes.models import Scene
from scenes.sight import seen_by

MOST_WAYPOINTS = 50
NEARBY_PX = 100.0
"""Whom a ruler is shown to is asked again when it has moved as far as this."""

Place = tuple[float, float]


class Pointing(OnScene):
    """Base of what points at places of a scene."""

    kept = False

    def places(self) -> Iterable[Place]:
        """Who hears of it knows all of these places."""
        return [(self.data.x, self.data.y)]

    def keys(self, scene: Scene) -> frozenset[str]:
        room, places = self.who.room, list(self.places())
        seen = {sight: seen_by(Viewer.audience(room, sight), scene) for sight in sights_of(room)}
        shown = ("gm",) if not scene.active else seen
        return frozenset(sight for sight in shown if all(seen[sight].known(x, y) for x, y in places))

    def passes(self, scene: Scene) -> dict[str, Any]:
        return {"scene": scene.pk, "user": self.who.user.pk, **self.data.given("x", "y")}

    def about(self) -> str:
        """Who hears of it is remembered by this for a second, so it names the place too."""
        near = ":".join(f"{round(x / NEARBY_PX)},{round(y / NEARBY_PX)}" for x, y in self.places())
        return f"{self.type}:{self.who.user.pk}:{self.data.scene}:{near}"


class Ping(Pointing):
    """Point at a place; `alert` for what is urgent. (A bare `ping` asks the socket whether it lives.)"""

    type = "ping.show"
    example = {"scene": "$scene", "x": 350.0, "y": 350.0}

    class Input(Input):
        scene: UUID
        x: Coordinate
        y: Coordinate
        alert: bool = False

    def passes(self, scene: Scene) -> dict[str, Any]:
        return {**super().passes(scene), "alert": self.data.alert}


class RulerShow(Pointing):
    """A ruler in somebody's hand, with its waypoints; no points put it away. Others forget it after three seconds."""

    type = "ruler.show"
    example = {"scene": "$scene", "points": [[150.0, 150.0], [450.0, 350.0]]}

    class Input(Input):
        scene: UUID
        points: Annotated[list[tuple[Coordinate, Coordinate]], Meta(max_length=MOST_WAYPOINTS)]

    def places(self) -> Iterable[Place]:
        return self.data.points

    def passes(self, scene: Scene) -> dict[str, Any]:
        return {"scene": scene.pk, "user": self.who.user.pk, "points": self.data.points}


class CameraPull(Pointing):
    """Bring everybody's view to a place."""

    type = "camera.pull"
    permission = "scenes.edit"
    example = {"scene": "$scene", "x": 350.0, "y": 350.0, "zoom": 1.0}

    class Input(Input):
        scene: UUID
        x: Coordinate
        y: Coordinate
        zoom: Annotated[float, Meta(ge=0.05, le=4)] | UnsetType = UNSET

    def passes(self, scene: Scene) -> dict[str, Any]:
        return {**super().passes(scene), **self.data.given("zoom")}


class EffectPlay(Pointing):
    """Play an effect on everybody's table: a ripple at a place, lightning over all of it, a shake."""

    type = "effect.play"
    permission = "scenes.edit"
    example = {"scene": "$scene", "effect": "lightning"}

    class Input(Input):
        scene: UUID
        effect: Literal["ripple", "lightning", "shake"]
        x: Coordinate | UnsetType = UNSET
        y: Coordinate | UnsetType = UNSET

    def places(self) -> Iterable[Place]:
        placed = self.data.given("x", "y")
        return [(placed["x"], placed["y"])] if len(placed) == 2 else []

    def passes(self, scene: Scene) -> dict[str, Any]:
        return {**super().passes(scene), "effect": self.data.effect}
