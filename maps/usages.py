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
changing: list[Callable[[Any, dict[str, Any]], None]] = []
places: list[Callable[[Any, UUID], list[dict[str, Any]]]] = []


def register(
    *,
    count: Callable[[list[UUID]], dict[UUID, int]],
    readable_by: Callable[[Any], QuerySet[Any]],
    before_delete: Callable[[list[UUID]], None] | None = None,
    before_change: Callable[[Any, dict[str, Any]], None] | None = None,
    known_to: Callable[[Any, UUID], list[dict[str, Any]]] | None = None,
) -> None:
    """Called in `AppConfig.ready()`.

    `count(ids)` answers {map id: number of scenes}; `readable_by(user)` is a queryset of the map ids that this user
    may read besides their own; `before_delete(ids)` takes the maps off the tables, in the transaction that deletes;
    `before_change(map, fields)` tells the tables what will be new of it, in the transaction that changes it;
    `known_to(user, id)` says where the map lies, {room, scenes} for each room of which this user may know.
    """
    counters.append(count)
    readable.append(readable_by)
    if before_delete is not None:
        leaving.append(before_delete)
    if before_change is not None:
        changing.append(before_change)
    if known_to is not None:
        places.append(known_to)


def count(ids: Iterable[UUID]) -> Counter[UUID]:
    """In how many scenes each map lies, in one query for each app that registered."""
    wanted = list(ids)
    total: Counter[UUID] = Counter()
    for counter in counters if wanted else ():
        total.update(counter(wanted))
    return total


def count_for(user: Any, entry: Any) -> int:
    """In how many scenes the map lies: all of them for its owner, for others those of rooms they lead."""
    if entry.owner_id == user.pk:
        return count([entry.pk])[entry.pk]
    return sum(len(place["scenes"]) for place in known_to(user, entry.pk))


def before_delete(ids: Iterable[UUID]) -> None:
    wanted = list(ids)
    for leave in leaving if wanted else ():
        leave(wanted)


def before_change(entry: Any, fields: dict[str, Any]) -> None:
    for tell in changing if fields else ():
        tell(entry, fields)


def known_to(user: Any, id: UUID) -> list[dict[str, Any]]:
    return [place for find in places for place in find(user, id)]
