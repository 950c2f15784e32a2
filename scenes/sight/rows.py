"""Whose views follow from what is seen: the rows that an event which changes sight has to project anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

import numpy as np

from scenes.models import Area, Drawing, Light, MapNote, Scene, Token, Vision, Wall
from scenes.sight.scenery import (
    DARK,
    DOORS,
    TOKEN_FIELDS,
    Scenery,
    make_scenery,
    scenery_of,
    token_lamp,
    watcher_of,
    watches,
)
from scenes.sight.seen import Seen, sight_name
from scenes.vision import Mask

followers: list[Callable[[Scene, Iterable[UUID]], Iterable[Any]]] = []
"""Rows that follow whether these tokens are seen (an initiative line shows whose turn it is), by who knows them."""


def affected(scene: Scene, *, whatever: bool = False) -> list[Any]:
    """All rows whose views may follow from what is seen of the scene, each knowing this very scene; none where
    everything is seen, unless that itself may change (`whatever`).
    """
    if not scene.active or not (whatever or scene.vision != Vision.NONE or scene.fog):
        return []
    tokens = list(scene.tokens.all())
    things = [*tokens, *scene.lights.all(), *_knowable(scene)]
    return [scene, *_in(scene, things), *_following(scene, [token.pk for token in tokens])]


def _in(scene: Scene, rows: Iterable[Any]) -> list[Any]:
    found = list(rows)
    for row in found:
        row.scene = scene
    return found


def _following(scene: Scene, tokens: Iterable[UUID]) -> list[Any]:
    ids = list(tokens)
    return [row for follow in followers for row in follow(scene, ids)] if ids else []


def _knowable(scene: Scene) -> list[Any]:
    """What stays in view where it was explored once."""
    doors = Wall.objects.filter(scene=scene, kind__in=DOORS)
    return [*doors, *scene.areas.all(), *scene.drawings.all(), *scene.map_notes.all()]


def become_known(scene: Scene, changes: Iterable[tuple[Mask, Mask]]) -> list[Any]:
    """The rows whose box gets known by one of these changes of masks (before, after)."""
    pairs = list(changes)
    rows = _in(scene, _knowable(scene)) if pairs else []
    if not rows:
        return []
    boxes = np.array([box_of(row) for row in rows], dtype=np.float64).T
    boxes[2:] = np.nextafter(boxes[2:], np.inf)
    new = np.zeros(len(rows), dtype=bool)
    for before, after in pairs:
        new |= before.any(*boxes) != after.any(*boxes)
    return [row for row, is_new in zip(rows, new, strict=True) if is_new]


def box_of(row: Wall | Area | Drawing | MapNote) -> tuple[float, float, float, float]:
    return (row.x, row.y, row.x, row.y) if isinstance(row, MapNote) else row.box()


# One token moves -----------------------------------------------------------------------------------------------------


def moved(scene: Scene, token: Token, **to: Any) -> list[Any]:
    """The rows besides the token whose views differ when it gets these fields (x, y, rotation): none when it neither
    sees nor shines. `scene` must know all its fields.
    """
    if not scene.active or not watches(scene):
        return []
    fields = {name: getattr(token, name) for name in TOKEN_FIELDS}
    before = scenery_of(scene)
    after = _with(scene, before, {**fields, **to})
    if after is None:
        return _following(scene, [token.pk])
    seen_tokens, lights = _placed_tokens(scene, token), _placed_lights(scene)
    changed_tokens, changed_lights = (np.zeros(len(ids), dtype=bool) for ids, *_rest in (seen_tokens, lights))
    for user in (*scene.players(), None):
        one, other = (_seen_in(scene, scenery, user) for scenery in (before, after))
        if one.area.equals(other.area):
            continue
        for (_ids, x, y, reach), changed in ((seen_tokens, changed_tokens), (lights, changed_lights)):
            changed |= one.spots(x, y, reach) != other.spots(x, y, reach)
    tokens = [id for id, differs in zip(seen_tokens[0], changed_tokens, strict=True) if differs]
    shining = [id for id, differs in zip(lights[0], changed_lights, strict=True) if differs]
    rows = [*Token.objects.filter(pk__in=tokens), *Light.objects.filter(pk__in=shining)]
    return [scene, *_in(scene, rows), *_following(scene, [token.pk, *tokens])]


def _with(scene: Scene, before: Scenery, fields: dict[str, Any]) -> Scenery | None:
    """The scenery when the token has these fields; None when that makes no difference."""
    watchers = tuple(
        watcher if watcher.token != fields["id"] else watcher_of(scene, fields) or watcher
        for watcher in before.watchers
    )
    lamp = token_lamp(scene, fields)
    lamps = {**before.lamps, fields["id"]: lamp} if lamp is not None and fields["id"] in before.lamps else before.lamps
    if watchers == before.watchers and (scene.darkness < DARK or lamps == before.lamps):
        return None
    return make_scenery(scene, watchers, lamps, before.bounds)


def _seen_in(scene: Scene, scenery: Scenery, user: UUID | None) -> Seen:
    seen = Seen(scene, sight_name(scene, user), user if scene.vision == Vision.OWN else None, everything=False)
    seen.scenery = scenery
    return seen


def _placed_tokens(scene: Scene, but: Token) -> tuple[list[UUID], Any, Any, Any]:
    """Ids, places and reaches of the tokens that come and go with the view: those of nobody, and others'."""
    found = Token.objects.filter(scene=scene, hidden=False).exclude(pk=but.pk).order_by()
    rows = list(found.values_list("pk", "x", "y", "size"))
    peek = Seen(scene, everything=False).peek
    return [row[0] for row in rows], *_columns([(x, y, peek(size)) for _id, x, y, size in rows])


def _placed_lights(scene: Scene) -> tuple[list[UUID], Any, Any, Any]:
    rows = list(Light.objects.filter(scene=scene, on=True).order_by().values_list("pk", "x", "y"))
    return [row[0] for row in rows], *_columns([(x, y, 0.0) for _id, x, y in rows])


def _columns(rows: list[tuple[float, float, float]]) -> Any:
    return np.array(rows, dtype=np.float64).reshape(-1, 3).T
