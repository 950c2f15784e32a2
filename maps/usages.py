"""What higher apps know about maps: how many scenes use one, and who may read it for that. `scenes` registers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

counters: list[Callable[[list[UUID]], dict[UUID, int]]] = []
readable: list[Callable[[Any], QuerySet[Any]]] = []
leaving: list[Callable[[list[UUID]], None]] = []


def register(
    *,
    count: Callable[[list[UUID]], dict[UUID, int]],
    readable_by: Callable[[Any], QuerySet[Any]],
    before_delete: Callable[[list[UUID]], None] | None = None,
) -> None:
    """Called in `AppConfig.ready()`.

    `count(ids)` answers {map id: number of scenes}; `readable_by(user)` is a queryset of the map ids that this user
    may read besides their own; `before_delete(ids)` takes the maps off the tables, in the transaction that deletes.
    """
    counters.append(count)
    readable.append(readable_by)
    if before_delete is not None:
        leaving.append(before_delete)


def count(ids: Iterable[UUID]) -> Counter[UUID]:
    """In how many scenes each map lies, in one query for each app that registered."""
    wanted = list(ids)
    total: Counter[UUID] = Counter()
    for counter in counters if wanted else ():
        total.update(counter(wanted))
    return total


def before_delete(ids: Iterable[UUID]) -> None:
    wanted = list(ids)
    for leave in leaving if wanted else ():
        leave(wanted)
