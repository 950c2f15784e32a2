"""Seeing to it that what is due is done: sounds end, playlists go on. When is kept with each sound, not in a timer, so a
server that was killed goes on where the next one finds it.

Each process does so for the tables at which somebody listens to it. Where nobody does, nothing is done and nothing is
written: a playlist that was left running stands at the end of the track that sounded then, and goes on with the next one
within a second of somebody coming.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from time import time
from uuid import UUID

from django.db.models import Min

from audio.models import Sound, Speaker
from config.live.hub import Subscriber
from config.live.hubs import Hubs
from config.live.pool import in_thread
from rooms.live import perform
from rooms.live.socket import SOURCE
from rooms.models import Room
from rooms.viewer import Viewer

log = logging.getLogger("dreamtable.audio")

LOOK = 1.0
"""A sound that another process began, or that waited for somebody to come, is found this late at most."""
NEVER_SOONER = 0.02

_task: asyncio.Task[None] | None = None


def attended() -> list[str]:
    """The ids of the rooms that somebody listens to in this process. Called in its event loop."""
    hubs = Hubs.here().hubs.values()
    return [hub.topic for hub in hubs if hub.source is SOURCE and any(map(_listens, hub.subscribers))]


def _listens(one: Subscriber) -> bool:
    """People and speakers do; a display plays nothing."""
    return one.user is not None or (one.session or "").startswith(f"{Speaker.KIND}:")


def catch_up(rooms: Collection[str]) -> float:
    """Does all that is due by now in these rooms. Returns for how many seconds nothing will be, LOOK at most."""
    if not rooms:
        return LOOK
    now = time()
    waiting = Sound.objects.filter(room__in=[UUID(id) for id in rooms], room__archived_at=None).order_by()
    for room in Room.objects.filter(pk__in=waiting.filter(due__lte=now).values("room")).order_by("pk"):
        try:
            perform(Viewer.audience(room, "gm"), "sound.advance", {}, internal=True)
        except Exception:
            # The other tables' music does not wait for this one; it is tried again.
            log.exception("what is due in room %s could not be done", room.pk)
    first = waiting.filter(due__gt=now).aggregate(first=Min("due"))["first"]
    return LOOK if first is None else min(LOOK, max(NEVER_SOONER, first - time()))


async def _keep_time() -> None:
    while True:
        try:
            wait = await in_thread(catch_up, attended())
        except Exception:  # the database is away: it is looked at again
            log.exception("what is due could not be looked at")
            wait = LOOK
        await asyncio.sleep(wait)


def start() -> None:
    """Called in the server's event loop once it listens."""
    global _task
    _task = asyncio.ensure_future(_keep_time())


def stop() -> None:
    """Called when the server is told to stop; what is due then, its successor does."""
    if _task is not None:
        _task.cancel()
