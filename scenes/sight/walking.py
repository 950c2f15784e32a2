"""Where walls let a token go."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from config.api.errors import Invalid
from rooms.viewer import Viewer
from scenes.models import Token
from scenes.sight.scenery import walls_of
from scenes.vision import way
from scenes.vision.ways import Point


def walk(who: Viewer, token: Token, path: Sequence[Point]) -> list[Point]:
    """The path from where the token stands by the points of `path`. Players' tokens are stopped by walls: raises Invalid
    (code "blocked") with how far they get as `state`; those who lead go through.
    """
    points = [(token.x, token.y), *((float(x), float(y)) for x, y in path)]
    if not who.leads:
        found = way(walls_of(token.scene).move, points)
        if not found.free:
            x, y = found.reached
            raise Invalid(
                _("A wall is in the way."),
                code="blocked",
                fields={"path": [_("A wall is in the way.")]},
                state={"leg": found.leg, "x": round(x, 1), "y": round(y, 1)},
            )
    return points
