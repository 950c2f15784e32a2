"""What plays sounds, as the library knows it: how many places use one, who may read it and who may hear it for that.

A table's sounds, playlists and pads join here (this app's own `playback`, and `scenes` with its emitters).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

counters: list[Callable[[list[UUID]], dict[UUID, int]]] = []
readable: list[Callable[[Any], QuerySet[Any]]] = []
hearable: list[Callable[[Any], QuerySet[Any]]] = []
leaving: list[Callable[[list[UUID]], None]] = []
changing: list[Callable[[Any, dict[str, Any]], None]] = []
places: list[Callable[[Any, UUID], list[dict[str, Any]]]] = []
listeners: list[Callable[[Any], Any]] = []


def register(
    *,
    count: Callable[[list[UUID]], dict[UUID, int]] | None = None,
    readable_by: Callable[[Any], QuerySet[Any]] | None = None,
    hearable_by: Callable[[Any], QuerySet[Any]] | None = None,
    before_delete: Callable[[list[UUID]], None] | None = None,
    before_change: Callable[[Any, dict[str, Any]], None] | None = None,
    known_to: Callable[[Any, UUID], list[dict[str, Any]]] | None = None,
    listener: Callable[[Any], Any] | None = None,
) -> None:
    """Called in `AppConfig.ready()`.

    `count(ids)` answers {track id: number of places}; `readable_by(who)` is a queryset of the ids of tracks that `who` (a
    User, or a Viewer) may read besides their own, `hearable_by(who)` of those whose sound they may fetch; both are asked
    for AnonymousUser too. `before_delete(ids)` takes the tracks off the tables, in the transaction that deletes;
    `before_change(track, fields)` tells the tables what will be new of it, in the transaction that changes it;
    `known_to(user, id)` says where the track is used, {room, times, ...} for each room of which this user may know.
    `listener(request)` is the Viewer behind a request that no person is signed in for (a speaker), or None.
    """
    joining: list[tuple[list[Any], Any]] = [
        (counters, count),
        (readable, readable_by),
        (hearable, hearable_by),
        (leaving, before_delete),
        (changing, before_change),
        (places, known_to),
        (listeners, listener),
    ]
    for hook, joined in joining:
        if joined is not None:
            hook.append(joined)


def count(ids: Iterable[UUID]) -> Counter[UUID]:
    """In how many places each track is used, in one query for each that registered."""
    wanted = list(ids)
    total: Counter[UUID] = Counter()
    for counter in counters if wanted else ():
        total.update(counter(wanted))
    return total


def count_for(user: Any, entry: Any) -> int:
    """In how many places the track is used: all of them for its owner, for others those of rooms they lead."""
    if entry.owner_id == user.pk:
        return count([entry.pk])[entry.pk]
    return sum(place["times"] for place in known_to(user, entry.pk))


def before_delete(ids: Iterable[UUID]) -> None:
    wanted = list(ids)
    for leave in leaving if wanted else ():
        leave(wanted)


def before_change(entry: Any, fields: dict[str, Any]) -> None:
    for tell in changing if fields else ():
        tell(entry, fields)


def known_to(user: Any, id: UUID) -> list[dict[str, Any]]:
    return [place for find in places for place in find(user, id)]


def who_listens(request: Any) -> Any:
    """Who asks for a sound: the user, else a device that somebody registered for, else the anonymous user."""
    if not request.user.is_authenticated:
        for listener in listeners:
            if (viewer := listener(request)) is not None:
                return viewer
    return request.user
