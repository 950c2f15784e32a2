"""The story of a universe, told by the server's clock. Telling it is not undone, for who takes back ten minutes of it means
none of its bars: one goes to a point of it, or makes the universe what it was.
"""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from config.api.errors import Conflict, Invalid
from rooms.live import Input
from rooms.viewer import Viewer
from universes.composer.parameters import Music
from universes.course import Groups, differs, end_of
from universes.events.changing import Changing, universe_of
from universes.fields import At
from universes.models import StoryPoint, Timeline, Universe
from universes.parameters import changed, stored
from universes.physics.parameters import Physics
from universes.timeline import next_second, points_of, waits, wanted

Rate = Annotated[float, Meta(ge=0.1, le=10)]


class Telling(Changing):
    """Base of what is done with the story as it is told."""

    undoable = False
    universe: Universe | None = None

    def target(self, who: Viewer) -> Timeline:
        self.universe = universe_of(who)
        timeline: Timeline = self.universe.timeline
        return timeline

    def touched(self, timeline: Timeline) -> list[Any]:
        return [timeline]


class StoryPlay(Telling):
    """Tell the story from a second of it or a point of it on, else from where it stands, from the beginning when it is at
    its end; `rate` seconds of it in one of the clock. Once a bar at most its parameters move (`story.moved`). One that
    is told already goes on there.
    """

    type = "story.play"
    example = {"story_point": "$story_point", "rate": 1.0}

    class Input(Input):
        second: At | UnsetType = UNSET
        story_point: UUID | UnsetType = UNSET
        rate: Rate = 1.0

    def apply(self, timeline: Timeline) -> None:
        assert self.universe is not None and self.at is not None
        points, now = points_of(self.universe), self.at.timestamp()
        if not points:
            raise Invalid(_("This story has no point yet. Add one first."), code="no_story")
        second = self._second(timeline, now, end_of(points))
        before = {"physics": self.universe.world.physics, "music": self.universe.music}
        timeline.change(since=now, second=second, rate=self.data.rate, began={"second": second, **before}, seen_at=now)

    def _second(self, timeline: Timeline, now: float, end: float) -> float:
        if self.data.story_point is not UNSET:
            point: StoryPoint = StoryPoint.objects.seen(self.who, pk=self.data.story_point)
            return point.at
        if isinstance(self.data.second, float):
            return self.data.second
        there = timeline.second_at(now)
        return there if there < end else 0.0


class StoryStop(Telling):
    """Tell the story no further: what is now stays."""

    type = "story.stop"

    def apply(self, timeline: Timeline) -> None:
        assert self.universe is not None and self.at is not None
        timeline.stand(min(timeline.second_at(self.at.timestamp()), end_of(points_of(self.universe))))


class StoryMoved(Telling):
    """The story went on: these are its parameters from the next bar on, and at its last point it stands. With `halt` it
    stands where it is. The server's own.
    """

    type = "story.moved"
    internal = True
    example = {"timeline": "$timeline", "halt": True}

    class Input(Input):
        timeline: UUID
        halt: bool = False

    def touched(self, timeline: Timeline) -> list[Any]:
        assert self.universe is not None
        return [timeline, self.universe.world, self.universe]

    def apply(self, timeline: Timeline) -> None:
        universe = self.universe
        assert universe is not None and self.at is not None
        now = self.at.timestamp()
        if timeline.since is None or not (self.data.halt or waits(universe, now)):
            raise Conflict(_("This is told already."), code="told")
        second, end = next_second(universe, now), end_of(points_of(universe))
        self._put(universe, wanted(universe, second))
        if self.data.halt or timeline.second_at(now) >= end:
            timeline.stand(second)

    def _put(self, universe: Universe, parameters: Groups) -> None:
        if not differs({"physics": universe.world.physics, "music": universe.music}, parameters):
            return
        physics = changed(Physics, universe.world.physics, dict(parameters["physics"]))
        music = changed(Music, universe.music, dict(parameters["music"]))
        self.from_next_bar(universe)
        universe.world.change(stored(physics))
        universe.change(music=stored(music))
