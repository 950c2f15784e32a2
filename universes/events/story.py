"""The story of a universe."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, UnsetType

from audio.events.pads import put_in_order
from audio.models.playlist import last_place
from rooms.live import Input
from rooms.viewer import Viewer
from universes.composer.parameters import Music
from universes.events.changing import Changing, universe_of
from universes.fields import At, Changes, Text, Title
from universes.models import StoryPoint, Universe
from universes.models.story import MOST_STORY_POINTS
from universes.parameters import changed, stored
from universes.physics.parameters import Physics

FIELDS = ("title", "text", "at")


class StoryCreate(Changing):
    """Add a point to the story, behind the others: from `at` seconds on, these parameters are others."""

    type = "story.create"
    example = {
        "title": "The tide turns",
        "at": 30.0,
        "changes": {"physics": {"gravity": 2.0}, "music": {"tempo": 72.0}},
    }

    class Input(Input):
        title: Title
        text: Text = ""
        at: At = 0.0
        changes: Changes = Changes()

    def apply(self, universe: Universe) -> StoryPoint:
        StoryPoint.require_place(universe.pk)
        place = last_place(StoryPoint.objects.filter(universe=universe)) + 1
        changes = msgspec.to_builtins(self.data.changes)
        return StoryPoint.objects.create(universe=universe, place=place, changes=changes, **self.data.given(*FIELDS))

    @classmethod
    def require_place(cls, row: Any) -> None:
        StoryPoint.require_place(row.universe_id)


class OfPoint(Changing):
    """Base of what happens to one point of the story."""

    def target(self, who: Viewer) -> Any:
        return StoryPoint.objects.seen(who, pk=self.data.story_point)

    def touched(self, point: StoryPoint) -> list[Any]:
        return [point]

    @classmethod
    def require_place(cls, row: Any) -> None:
        StoryPoint.require_place(row.universe_id)


class StoryUpdate(OfPoint):
    """Change a point of the story; only what is named changes, of `changes` all."""

    type = "story.update"
    example = {"story_point": "$story_point", "title": "The tide stands still", "at": 45.0}

    class Input(Input):
        story_point: UUID
        title: Title | UnsetType = UNSET
        text: Text | UnsetType = UNSET
        at: At | UnsetType = UNSET
        changes: Changes | UnsetType = UNSET

    def apply(self, point: StoryPoint) -> None:
        fields = self.data.given(*FIELDS)
        if isinstance(self.data.changes, Changes):
            fields["changes"] = msgspec.to_builtins(self.data.changes)
        point.change(**fields)


class StoryDelete(OfPoint):
    """Take a point out of the story."""

    type = "story.delete"
    example = {"story_point": "$story_point"}

    class Input(Input):
        story_point: UUID

    def apply(self, point: StoryPoint) -> None:
        point.delete()


class StoryOrder(Changing):
    """Say in which order the points of the story are told: all of them, by id."""

    type = "story.order"
    example = {"story_points": ["$story_point"]}
    points: list[StoryPoint] | None = None

    class Input(Input):
        story_points: Annotated[list[UUID], Meta(max_length=MOST_STORY_POINTS)]

    def touched(self, universe: Universe) -> list[Any]:
        if self.points is None:
            self.points = list(StoryPoint.objects.filter(universe=universe))
        return self.points

    def apply(self, universe: Universe) -> None:
        put_in_order(self.points or [], self.data.story_points, "story_points")


class StoryGo(Changing):
    """Go to a point of the story: what it changes is so from now on. A story that is told stands there."""

    type = "story.go"
    example = {"story_point": "$story_point"}
    universe: Universe | None = None

    class Input(Input):
        story_point: UUID

    def target(self, who: Viewer) -> Any:
        return StoryPoint.objects.seen(who, pk=self.data.story_point)

    def touched(self, point: StoryPoint) -> list[Any]:
        if self.universe is None:
            self.universe = universe_of(self.who)
        return [self.universe.world, self.universe, self.universe.timeline]

    def apply(self, point: StoryPoint) -> None:
        assert self.universe is not None
        universe = self.universe
        physics = changed(Physics, universe.world.physics, point.changes.get("physics", {}))
        music = changed(Music, universe.music, point.changes.get("music", {}))
        self.from_next_bar(universe)
        universe.world.change(stored(physics))
        universe.change(music=stored(music))
        universe.timeline.stand(point.at)
