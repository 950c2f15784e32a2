"""What most tests begin with is made once in a process and then laid again: the rows themselves, by one INSERT a table.

Ada's table takes some 300 queries to make through `perform`, and 800 tests begin with it. What is laid again has the same
keys and the same content; the objects that the test holds are copies of their own.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

Value = TypeVar("Value")
FRESH_SECONDS = 120.0
"""After which it is made anew: some of what is tested asks how long ago something was."""


@dataclass(frozen=True)
class Laid:
    rows: dict[type[models.Model], list[models.Model]]
    value: bytes


_laid: dict[Hashable, Laid] = {}
_since = 0.0


def grow_stale() -> None:
    """To be called between tests: what was laid goes together, since parts of it name each other by key."""
    global _since
    if time.monotonic() - _since > FRESH_SECONDS:
        _laid.clear()
        _since = time.monotonic()


def again(key: Hashable, make: Callable[[], Value]) -> Value:
    """What `make` returned when it was first asked for under this key, with the rows that it wrote in the database.

    `make` must only insert rows, and its value must bear pickling; files that it stores are not stored again.
    """
    # Outside a test's own transaction what is announced on commit may write rows too.
    key = (key, connection.in_atomic_block)
    if key not in _laid:
        before = {model: set(_all(model).values_list("pk", flat=True)) for model in _models()}
        value = make()
        rows = {model: [row for row in _all(model) if row.pk not in before[model]] for model in _models()}
        _laid[key] = Laid({model: made for model, made in rows.items() if made}, pickle.dumps(value))
        return value
    _insert(_laid[key].rows)
    made: Value = pickle.loads(_laid[key].value)
    return made


def _models() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model


def _all(model: type[models.Model]) -> models.QuerySet[Any]:
    return model._base_manager.order_by("pk")


def _insert(rows: dict[type[models.Model], list[models.Model]]) -> None:
    with transaction.atomic():
        for model, made in rows.items():
            fields = [field for field in model._meta.local_concrete_fields if not field.generated]
            # As bulk_create does it, but raw: times that the model sets itself stay as they were.
            model._base_manager.all()._insert(made, fields=fields, using=connection.alias, raw=True)  # type: ignore[attr-defined]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(rows)):
                cursor.execute(statement)
