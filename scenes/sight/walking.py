"""Where walls let a token go."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from config.api.errors import Invalid
from rooms.viewer import Viewer
from scenes.models import Token
from scenes.sight.scenery import walls_of
from scenes.sight.seen import seen_by
from scenes.vision import way
from scenes.vision.ways import Point

NEAR_CELLS = 0.25
"""A wall ends what is known, so it lies on the edge of it: this much of a cell beyond it counts."""


def walk(who: Viewer, token: Token, path: Sequence[Point]) -> list[Point]:
    """The path from where the token stands by the points of `path`. Players' tokens are stopped by walls: raises Invalid
    (code "blocked") with how far they get as `state`, unless that tells of a wall at a place that they do not know; those
    who lead go through.
    """
    points = [(token.x, token.y), *((float(x), float(y)) for x, y in path)]
    if not who.leads:
        found = way(walls_of(token.scene).move, points)
        if not found.free:
            x, y = found.reached
            told = seen_by(who, token.scene).known(x, y, NEAR_CELLS * token.scene.grid_size)
            raise Invalid(
                _("A wall is in the way."),
                code="blocked",
                fields={"path": [_("A wall is in the way.")]},
                state={"leg": found.leg, "x": round(x, 1), "y": round(y, 1)} if told else None,
            )
    return points


def dragging(who: Viewer, token: Token, path: Sequence[Point], keys: frozenset[str]) -> frozenset[str]:
    """Which of the audiences `keys` may hear of a drag by `path` to its end: those who see that place, and none when a
    wall stops the drag, or players would scout by it.
    """
    points = [(token.x, token.y), *((float(x), float(y)) for x, y in path)]
    if not who.leads and not way(walls_of(token.scene).move, points).free:
        return frozenset()
    x, y = points[-1]
    return frozenset(key for key in keys if _sees(key, who, token, x, y))


def _sees(key: str, who: Viewer, token: Token, x: float, y: float) -> bool:
    seen = seen_by(Viewer.audience(who.room, key), token.scene)
    return seen.everything or seen.owns(token.owner_ids) or seen.spot(x, y, seen.peek(token.size))
