"""Whose views follow from what is seen: the rows that an event which changes sight has to project anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import numpy as np

from rooms.live.prepared import Prepared
from scenes.models import Area, Combatant, Drawing, Encounter, Light, MapNote, Scene, Token, Vision, Wall
from scenes.sight.scenery import (
    DOORS,
    TOKEN_FIELDS,
    Flame,
    Scenery,
    flame_of,
    make_scenery,
    scenery_of,
    watcher_of,
    watches,
)
from scenes.sight.seen import EDGE, Seen, sight_name
from scenes.vision import Mask


def affected(scene: Scene, *, whatever: bool = False, known: bool = True) -> list[Any]:
    """All rows whose views may follow from what is seen of the scene, each knowing this very scene; the scene alone
    where everything is seen, unless that itself may change (`whatever`). Without `known` only those that come and go
    with the view.
    """
    if not scene.active:
        return []
    if not (whatever or scene.vision != Vision.NONE or scene.fog):
        return [scene]  # for its lights
    tokens = list(scene.tokens.select_related("character"))
    things = [*tokens, *scene.lights.all(), *(_knowable(scene) if known else ())]
    return [scene, *_in(scene, things), *in_the_fight(scene, tokens)]


def _in(scene: Scene, rows: Iterable[Any]) -> list[Any]:
    found = list(rows)
    for row in found:
        row.scene = scene
    return found


def in_the_fight(scene: Scene, tokens: Iterable[Token]) -> list[Any]:
    """The fight under way and who stands in it for these tokens, known as long as these are seen; each knows the very
    scene and token.
    """
    by_id = {token.pk: token for token in tokens}
    if not any(id in by_id for (id,) in _fighting.rows(scene.pk)):
        return []
    encounter = Encounter.objects.get(scene=scene, active=True)
    encounter.scene = scene
    # Not joined with their tokens: one that is about to be brought back is not stored yet.
    line = Combatant.objects.select_related(None).filter(encounter=encounter, is_player=False)
    standing = list(line.filter(token__in=by_id))
    for one in standing:
        one.encounter, one.scene, one.token = encounter, scene, by_id[one.token_id]
    return [encounter, *standing]


_fighting = Prepared(
    lambda scene: (
        Combatant.objects.filter(encounter__scene=scene, encounter__active=True, is_player=False)
        .order_by()
        .values_list("token_id")
    )
)


def _knowable(scene: Scene) -> list[Any]:
    """What stays in view where it was explored once."""
    doors = Wall.objects.filter(scene=scene, kind__in=DOORS)
    return [*doors, *scene.areas.all(), *scene.drawings.all(), *scene.map_notes.all()]


def become_known(scene: Scene, new: Iterable[Mask]) -> list[Any]:
    """The rows in whose box more gets known by one of these masks of what is new: a stroke may show only then, though a
    corner of the box around it was known before.
    """
    masks = list(new)
    rows = _in(scene, _knowable(scene)) if masks else []
    if not rows:
        return []
    boxes = np.array([box_of(row) for row in rows], dtype=np.float64).T
    boxes[2:] += EDGE
    more = np.zeros(len(rows), dtype=bool)
    for mask in masks:
        more |= mask.any(*boxes)
    return [row for row, gets_known in zip(rows, more, strict=True) if gets_known]


def box_of(row: Wall | Area | Drawing | MapNote) -> tuple[float, float, float, float]:
    return (row.x, row.y, row.x, row.y) if isinstance(row, MapNote) else row.box()


# Tokens change -------------------------------------------------------------------------------------------------------


def matters(token: Token) -> bool:
    """Whether it sees for somebody, or shines."""
    return (token.has_sight and bool(token.owner_ids)) or max(token.light_bright, token.light_dim) > 0


def changed_by(scene: Scene, changes: Mapping[Token, Mapping[str, Any]]) -> list[Any]:
    """The rows besides these tokens, the scene first, whose views differ when each gets its fields (`hidden` stands for
    deleting too): none when they neither saw nor shone and will not. `scene` knows all its fields.
    """
    if not scene.active:
        return []
    if not watches(scene):
        shining = any(_flame(scene, row, {}) != _flame(scene, row, to) for row, to in changes.items())
        return [*([scene] if shining else []), *(in_the_fight(scene, changes) if scene.fog else [])]
    ids = [token.pk for token in changes]
    before = scenery_of(scene)
    after = _with(scene, before, changes)
    if after is None:
        return in_the_fight(scene, changes)
    users = (*scene.players(), None)
    tokens = _differing(scene, users, _placed_tokens(scene, ids), before, after)
    lights = _differing(scene, users, _placed_lights(scene), before, after)
    shown = list(Token.objects.filter(pk__in=tokens))
    rows = _in(scene, [*shown, *Light.objects.filter(pk__in=lights)])
    return [scene, *rows, *in_the_fight(scene, [*changes, *shown])]


def _with(scene: Scene, before: Scenery, changes: Mapping[Token, Mapping[str, Any]]) -> Scenery | None:
    """The scenery when the tokens have these fields; None when that makes no difference."""
    watchers = {watcher.token: watcher for watcher in before.watchers}
    flames = dict(before.flames)
    for token, to in changes.items():
        fields = _fields(token, to)
        watchers.pop(token.pk, None)
        flames.pop(token.pk, None)
        if fields["hidden"]:
            continue
        watcher, flame = watcher_of(scene, fields), flame_of(scene, fields)
        if watcher is not None:
            watchers[token.pk] = watcher
        if flame is not None:
            flames[token.pk] = flame
    in_order = tuple(watchers[id] for id in sorted(watchers))
    if in_order == before.watchers and flames == before.flames:
        return None
    return make_scenery(scene, in_order, flames, before.bounds)


def _fields(token: Token, to: Mapping[str, Any]) -> dict[str, Any]:
    return {**{name: getattr(token, name) for name in (*TOKEN_FIELDS, "hidden")}, **to}


def _flame(scene: Scene, token: Token, to: Mapping[str, Any]) -> Flame | None:
    """What it shines with, given these fields."""
    fields = _fields(token, to)
    return None if fields["hidden"] else flame_of(scene, fields)


def _differing(
    scene: Scene, users: Iterable[UUID | None], placed: Placed, before: Scenery, after: Scenery
) -> list[UUID]:
    """Which of what is placed some of these audiences see by one scenery and not by the other, or see more or less of its
    trail.
    """
    ids, x, y, reach, trails = placed
    if not ids:
        return []
    differs = np.zeros(len(ids), dtype=bool)
    for user in users:
        one, other = (_seen_in(scene, scenery, user) for scenery in (before, after))
        if one.area is not other.area:
            differs |= trails | (one.spots(x, y, reach) != other.spots(x, y, reach))
    return [id for id, differ in zip(ids, differs, strict=True) if differ]


def _seen_in(scene: Scene, scenery: Scenery, user: UUID | None) -> Seen:
    seen = Seen(scene, sight_name(scene, user), user if scene.vision == Vision.OWN else None, everything=False)
    seen.scenery = scenery
    return seen


Placed = tuple[list[UUID], Any, Any, Any, Any]
"""Ids, and as arrays x, y, how far around it is seen, and whether there is a trail."""


def _placed_tokens(scene: Scene, but: list[UUID]) -> Placed:
    """The tokens that come and go with the view."""
    rows = [row for row in _open_tokens.rows(scene.pk) if row[0] not in but]
    peek = Seen(scene, everything=False).peek
    return [row[0] for row in rows], *_columns([(x, y, peek(size), bool(trail)) for _id, x, y, size, trail in rows])


def _placed_lights(scene: Scene) -> Placed:
    rows = _open_lights.rows(scene.pk)
    return [row[0] for row in rows], *_columns([(x, y, 0.0, False) for _id, x, y in rows])


_open_tokens = Prepared(
    lambda scene: (
        Token.objects.filter(scene=scene, hidden=False).order_by().values_list("pk", "x", "y", "size", "trail")
    )
)
_open_lights = Prepared(lambda scene: Light.objects.filter(scene=scene, on=True).order_by().values_list("pk", "x", "y"))


def _columns(rows: list[tuple[float, float, float, bool]]) -> tuple[Any, Any, Any, Any]:
    x, y, reach, trails = np.array(rows, dtype=np.float64).reshape(-1, 4).T
    return x, y, reach, trails.astype(bool)
