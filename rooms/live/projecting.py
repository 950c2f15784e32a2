"""What each viewer may see of each kind of thing: one function a kind, used by snapshot, event and REST alike.

`@projects("token", Token)` registers it; None means that this viewer must not know that it exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from accounts.models import Model
from config.api.renderers import plain
from rooms.models import Room
from rooms.viewer import Viewer, sights_of

Project = Callable[[Viewer, Any], dict[str, Any] | None]
Views = dict[tuple[str, str], dict[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Projection:
    """`keys` is given for things that are not stored under sights but for named readers (messages, one's own tokens)."""

    kind: str
    function: Project
    keys: Callable[[Any], Iterable[str]] | None


@dataclass(slots=True)
class Projected:
    """All projections of one model, and the rows a snapshot projects for a viewer."""

    within: Callable[[Viewer], Iterable[Any]]
    projections: list[Projection]


PROJECTED: dict[type[Model], Projected] = {}


def projects(
    kind: str,
    model: type[Model],
    *,
    within: Callable[[Viewer], Iterable[Any]] | None = None,
    keys: Callable[[Any], Iterable[str]] | None = None,
) -> Callable[[Project], Project]:
    """Registers how `model` is seen as `kind`. The model's first projection brings `within`, its rows in a snapshot."""

    def register(function: Project) -> Project:
        if model not in PROJECTED:
            if within is None:
                raise ValueError(f"the first projection of {model.__name__} must say which rows a snapshot holds")
            PROJECTED[model] = Projected(within, [])
        PROJECTED[model].projections.append(Projection(kind, function, keys))
        return function

    return register


def plain_data(data: dict[str, Any]) -> dict[str, Any]:
    """UUIDs and times as the strings that go over the wire and into the log."""
    return msgspec.to_builtins(data, enc_hook=plain)


def views_of(room: Room, rows: Iterable[Model]) -> Views:
    """{(kind, id): {audience key: data}} of `rows` as they stand now; deleted rows have no views."""
    audiences = {sight: Viewer.audience(room, sight) for sight in sights_of(room)}
    found: Views = {}
    for row in rows:
        if row.pk is None:
            continue
        for projection in PROJECTED[type(row)].projections:
            views = found.setdefault((projection.kind, str(row.pk)), {})
            if projection.keys is not None:
                keys: Sequence[str] = list(projection.keys(row))
                data = projection.function(audiences["gm"], row) if keys else None
                if data is not None:
                    data = plain_data(data)
                    views.update(dict.fromkeys(keys, data))
                continue
            for sight, audience in audiences.items():
                data = projection.function(audience, row)
                if data is not None:
                    views[sight] = plain_data(data)
    return found


def difference(before: Views, after: Views) -> dict[str, list[list[Any]]]:
    """The ops put / patch / gone, for each audience key, that lead from `before` to `after`."""
    ops: dict[str, list[list[Any]]] = {}
    for thing in {**before, **after}:
        old, new = before.get(thing, {}), after.get(thing, {})
        for key in {**old, **new}:
            op = _op(*thing, old.get(key), new.get(key))
            if op is not None:
                ops.setdefault(key, []).append(op)
    return ops


def _op(kind: str, id: str, old: dict[str, Any] | None, new: dict[str, Any] | None) -> list[Any] | None:
    if new is None:
        return ["gone", kind, id] if old is not None else None
    if old is None or old.keys() - new.keys():
        return ["put", kind, id, new]
    changed = {field: value for field, value in new.items() if field not in old or old[field] != value}
    return ["patch", kind, id, changed] if changed else None
