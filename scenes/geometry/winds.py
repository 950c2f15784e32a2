"""In which direction something lies, in words."""

from __future__ import annotations

from math import atan2, floor, pi
from typing import Any

from django.utils.translation import gettext_lazy as _

from scenes.geometry.grid import Point

WINDS: dict[str, Any] = {
    "east": _("east"),
    "south-east": _("south-east"),
    "south": _("south"),
    "south-west": _("south-west"),
    "west": _("west"),
    "north-west": _("north-west"),
    "north": _("north"),
    "north-east": _("north-east"),
}
_NAMES = tuple(WINDS)


def wind(start: Point, end: Point) -> str:
    """One of eight winds from `start` to `end`; y points south."""
    return _NAMES[floor(atan2(end[1] - start[1], end[0] - start[0]) / (pi / 4) + 0.5) % 8]


def wind_name(start: Point, end: Point) -> str:
    """The same in the reader's language."""
    return str(WINDS[wind(start, end)])
