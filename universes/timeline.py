"""The story of a universe as the server's clock tells it: what it makes of the parameters now, and seeing to it that it is
told.

Where a story is follows from what is kept and the clock alone, so any process may tell the next bar of it, one that was
started meanwhile too; `story.moved` takes the room's lock, and who comes second finds nothing left to tell.
"""

from __future__ import annotations

import logging
from time import time

from django.utils import timezone

from config.api.errors import Conflict
from rooms.live import follow
from rooms.models import Presence
from universes.course import Groups, Point, differs, end_of, parameters_at
from universes.models import StoryPoint, Timeline, Universe
from universes.music import bar_seconds, heard
from universes.usages import heard as heard_at_tables

log = logging.getLogger("dreamtable.universes")

UNSEEN, NOTED = 600.0, 30.0
"""A story that nobody has looked at or listened to for so long stands; so often, in seconds, it is noted that somebody does."""


def points_of(universe: Universe) -> list[Point]:
    """In the order of the story."""
    rows = StoryPoint.objects.filter(universe=universe).values_list("at", "changes")
    return [Point(at, changes) for at, changes in rows]


def wanted(universe: Universe, second: float) -> Groups:
    """{physics, music}: what the story that is told makes of the parameters it speaks of at `second`."""
    began = universe.timeline.began or {"second": second}
    return parameters_at(points_of(universe), second, began["second"], began)


def next_second(universe: Universe, now: float) -> float:
    """Where the story is when the next bar begins, from which on a change is heard; its end at the most."""
    _bar, at = universe.next_bar(now, bar_seconds(heard(universe)))
    return min(universe.timeline.second_at(max(at, now)), end_of(points_of(universe)))


def waits(universe: Universe, now: float) -> bool:
    """Whether something is to be told now: it is at its end, or the parameters of the next bar are others and no change
    waits for its bar already.
    """
    if universe.timeline.second_at(now) >= end_of(points_of(universe)):
        return True
    if universe.bar_at > now:
        return False
    return differs(
        {"physics": universe.world.physics, "music": universe.music}, wanted(universe, next_second(universe, now))
    )


def look() -> None:
    """One look at all stories that are told."""
    for told in Timeline.objects.filter(since__isnull=False).select_related("universe__room", "universe__world"):
        try:
            _see_to(told, time())
        except Conflict:
            # Another process was faster.
            pass
        except Exception:
            # The others are told; this one is tried again.
            log.exception("the story of room %s could not be told", told.universe.room_id)


def _see_to(told: Timeline, now: float) -> None:
    room = told.universe.room
    if room.archived_at is not None:
        follow(room, "story.moved", {"timeline": str(told.pk), "halt": True})
        return
    if now - told.seen_at > NOTED:
        if Presence.objects.filter(room=room, expires_at__gt=timezone.now()).exists() or heard_at_tables(
            told.universe_id
        ):
            Timeline.objects.filter(pk=told.pk).update(seen_at=now)
        elif now - told.seen_at > UNSEEN:
            follow(room, "story.moved", {"timeline": str(told.pk), "halt": True})
            return
    if waits(told.universe, now):
        follow(room, "story.moved", {"timeline": str(told.pk)})
