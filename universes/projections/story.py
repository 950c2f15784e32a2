"""What is seen of a universe's story and of how it is shown."""

from __future__ import annotations

from typing import Any

from rooms.live import projects
from rooms.viewer import Viewer
from universes.models import StoryPoint, Timeline, Visualization
from universes.projections.within import here

OF_TIMELINE = ("since", "second", "rate")
OF_POINT = ("place", "title", "text", "at", "changes")
OF_VISUALIZATION = ("name", "kind", "settings", "mappings")


@projects("story_point", StoryPoint, within=here(StoryPoint))
def story_point(viewer: Viewer, point: StoryPoint) -> dict[str, Any]:
    return {"id": point.pk, **{name: getattr(point, name) for name in OF_POINT}}


@projects("timeline", Timeline, within=here(Timeline))
def timeline(viewer: Viewer, told: Timeline) -> dict[str, Any]:
    """Where the story is: at `second` when the server's clock showed `since`, going on at `rate`; None: it stands there."""
    return {"id": told.pk, **{name: getattr(told, name) for name in OF_TIMELINE}}


@projects("visualization", Visualization, within=here(Visualization))
def visualization(viewer: Viewer, shown: Visualization) -> dict[str, Any]:
    return {"id": shown.pk, **{name: getattr(shown, name) for name in OF_VISUALIZATION}}
