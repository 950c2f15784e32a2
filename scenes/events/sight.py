"""What the server does by itself about sight: keeping what was seen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rooms.live import Event, Input
from rooms.viewer import Viewer
from scenes.explore import MOST_STEPS, findings
from scenes.models import Scene, Step
from scenes.sight import become_known


class SightExplore(Event):
    """What players' tokens saw along their ways becomes explored, for each audience. The server's own, after a move, an
    opened door, a new light.
    """

    type = "sight.explore"
    internal = True
    permission = "scenes.edit"
    streams = frozenset({"scene"})
    example = {"scene": "$scene"}

    class Input(Input):
        scene: UUID

    def target(self, who: Viewer) -> Scene:
        scene = Scene.objects.seen(who, pk=self.data.scene)
        self.steps = list(Step.objects.filter(scene=scene).order_by("pk")[:MOST_STEPS])
        self.found = findings(scene, self.steps)
        known = become_known(scene, [finding.new for finding in self.found])
        self.rows: list[Any] = [scene, *known]
        return scene

    def touched(self, scene: Scene) -> list[Any]:
        return self.rows

    def apply(self, scene: Scene) -> None:
        for finding in self.found:
            finding.row.become(finding.mask, finding.box)
        Step.objects.filter(pk__in=[step.pk for step in self.steps]).delete()
        scene.renew("sight_key")
