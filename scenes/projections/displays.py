"""What a display is told about itself, and nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rooms.live.projecting import projects
from rooms.viewer import Viewer, screen_key
from scenes.models import Display

TOLD = ("kind", "blank", "rotation", "ppi", "inch_cells", "centre", "follow", "calibrating", "show_invite")


def itself(viewer: Viewer) -> Iterable[Display]:
    return Display.objects.filter(pk=viewer.screen) if viewer.screen is not None else []


@projects("display", Display, within=itself, keys=lambda display: [screen_key(display.pk)])
def display(viewer: Viewer, display: Display) -> dict[str, Any]:
    """`invite` is the id of what it may show: its code it asks for by its own code."""
    return {"id": display.pk, "invite": display.invite_id, **{name: getattr(display, name) for name in TOLD}}
