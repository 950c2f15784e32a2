"""What an undoable entry wrote, row by row, and taking it back.

A change is `{"model", "id", "before", "after"}` with the stored fields as JSON: only those that differ; all of them for
a row that was made (`before` is None) or deleted (`after` is None). They stay on the server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Self

import msgspec
from django.apps import apps
from django.db import router
from django.db.models import ForeignKey
from django.db.models.deletion import Collector
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Model
from config.api.errors import Conflict, NotFound
from config.api.renderers import plain
from rooms.live.projecting import PROJECTED, plain_data
from rooms.viewer import Viewer

BOOKKEEPING = frozenset({"created_at", "updated_at", "version", "field_versions", "dice_seed"})
"""Fields that say when and how often a row was written, and seeds that were spent: an undo neither compares nor restores
them. Dice whose seed is known already must never lie again.
"""
SAID = frozenset({"rooms.message"})
"""What was said with an action stays said when the action is taken back."""

Change = dict[str, Any]
Rows = dict[tuple[str, str], dict[str, Any]]


def stored(rows: Iterable[Model]) -> Rows:
    """The fields of `rows` that are in memory, as they stand; rows that are deleted have none."""
    return {
        (row._meta.label_lower, str(row.pk)): {
            name: row.__dict__[name] for name in _names(type(row)) if name in row.__dict__
        }
        for row in rows
        if row.pk is not None and row._meta.label_lower not in SAID
    }


def written(before: Rows, after: Rows) -> list[Change]:
    """The changes that lead from `before` to `after`, in the order of the rows."""
    changes = []
    for thing in {**before, **after}:
        old, new = before.get(thing), after.get(thing)
        if old is not None and new is not None:
            names = [name for name in new if name not in old or old[name] != new[name]]
            if not set(names) - BOOKKEEPING:
                continue
            old, new = ({name: row[name] for name in names if name in row} for row in (old, new))
        model, id = thing
        changes.append({"model": model, "id": id, "before": _json(old), "after": _json(new)})
    return changes


def _names(model: type[Model]) -> tuple[str, ...]:
    """All but what the model says follows from other rows (`NOT_UNDONE`): an undo leaves that to them."""
    follows: frozenset[str] = getattr(model, "NOT_UNDONE", frozenset())
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname not in follows)


def as_json(row: Model) -> dict[str, Any]:
    """All stored fields of a row as JSON."""
    return _json(stored([row]).popitem()[1]) or {}


def _json(row: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if row is None else msgspec.to_builtins(row, enc_hook=plain)


class Step:
    """One change about to be taken back. `row` is as stored now; for a row that was deleted, as it was then."""

    def __init__(self, who: Viewer, change: Change, row: Any) -> None:
        self.who, self.row = who, row
        self.before, self.after = change["before"], change["after"]

    @classmethod
    def read(
        cls,
        who: Viewer,
        change: Change,
        find: Callable[[Viewer, Any, str], Any],
        gone: Callable[[Any, str], dict[str, Any] | None],
    ) -> Self:
        """`find` gets a row of a model by its id (`Event.row`), `gone` the fields that one had which went by itself
        (`Event.gone`). Raises NotFound when `who` may not see the row now, whether it is hidden from them or gone.
        """
        model = apps.get_model(change["model"])
        if change["after"] is not None:
            try:
                return cls(who, change, find(who, model, change["id"]))
            except NotFound:
                left = gone(model, change["id"]) if change["before"] is not None else None
                if left is None:
                    raise
                change = {**change, "before": {**left, **change["before"]}, "after": None}
        return cls(who, change, model(**_python(model, change["before"])))

    @property
    def brings_back(self) -> bool:
        return self.after is None

    def require_ground(self, together: Iterable[Step]) -> None:
        """Raises Conflict when it would come back to, or refer again to, what is gone and does not come back with it."""
        coming = {(type(step.row), step.row.pk) for step in together if step.brings_back}
        if not _stands_on_something(self.row, self.before or {}, coming):
            raise Conflict(_("What it belonged to is gone."))

    def take_back(self) -> None:
        """Raises Conflict when the row is not as the entry left it."""
        if self.brings_back:
            self._bring_back()
        else:
            self._require_unchanged()
            if self.before is None:
                self._delete()
            else:
                self._restore()

    def _require_unchanged(self) -> None:
        wrote = {name: value for name, value in self.after.items() if name not in BOOKKEEPING}
        now = _json({name: getattr(self.row, name) for name in wrote}) or {}
        changed = [name for name in wrote if now[name] != wrote[name]]
        if changed:
            raise Conflict(fields={name: [_("Changed since then.")] for name in changed}, state=self._state())

    def _state(self) -> dict[str, Any] | None:
        data = PROJECTED[type(self.row)].projections[0].function(self.who, self.row)
        return data and plain_data(data)

    def _restore(self) -> None:
        row, names = self.row, [name for name in self.before if name not in BOOKKEEPING]
        for name, value in _python(type(row), {name: self.before[name] for name in names}).items():
            setattr(row, name, value)
        if "field_versions" in self.after:
            # An editor who read the row before this must meet a conflict, as after any other change.
            row.version += 1
            row.field_versions = {**row.field_versions, **dict.fromkeys(names, row.version)}
            names += ["version", "field_versions"]
        row.save(update_fields=[*names, "updated_at"])

    def _delete(self) -> None:
        if _something_hangs_on(self.row):
            raise Conflict(_("Other things depend on it by now."), state=self._state())
        self.row.delete()

    def _bring_back(self) -> None:
        model = type(self.row)
        if model._base_manager.filter(pk=self.row.pk).exists():
            raise Conflict(_("It is back already."))
        self.row.updated_at = timezone.now()
        # Raw: `save` would give it a new time of making, and with that another place in the order.
        self.row.save_base(raw=True, force_insert=True)
        if not model._default_manager.visible_to(self.who).filter(pk=self.row.pk).exists():
            raise NotFound()


def _python(model: type[Model], fields: dict[str, Any]) -> dict[str, Any]:
    known = {field.attname: field for field in model._meta.concrete_fields}
    return {name: known[name].to_python(value) for name, value in fields.items() if name in known}


def _stands_on_something(row: Model, fields: dict[str, Any], coming: set[tuple[type[Model], Any]]) -> bool:
    """Whether all that the foreign keys among these stored `fields` of `row` point at is there, or is `coming`; but for
    those without a constraint, which may point at nothing.
    """
    for field in row._meta.concrete_fields:
        value = fields.get(field.attname)
        if not isinstance(field, ForeignKey) or value is None:
            continue
        if not field.db_constraint:  # type: ignore[attr-defined]  # the stubs lack it
            continue
        model, key = field.related_model, field.target_field.to_python(value)
        if (model, key) not in coming and not model._base_manager.filter(pk=key).exists():
            return False
    return True


def _something_hangs_on(row: Model) -> bool:
    """Whether deleting the row would delete others with it."""
    collector = Collector(using=router.db_for_write(type(row), instance=row), origin=row)
    collector.collect([row])
    with_it = [one for found in collector.data.values() for one in found if one != row]
    return bool(with_it) or any(rows.exists() for rows in collector.fast_deletes)
