"""Who is at the table: leases in the database, batched, counted by people, gone within 30 s of a killed server.

Each process keeps a lease for its own sockets and reads everybody's; the answer passes by, it is never logged.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection
from datetime import timedelta
from time import monotonic
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from config.live import hubs, wire
from config.live.doorbell import PROCESS
from config.live.hub import Hub
from config.live.pool import in_thread
from rooms.models import Presence

LEASE, RENEW, BATCH = timedelta(seconds=20), 8.0, 0.5


def renew(room_id: str, devices: dict[str, int], idle: Collection[str] = ()) -> list[dict[str, Any]]:
    """Writes this process's leases of a room (user id to sockets, and whose are all idle) and returns who is present
    anywhere.
    """
    now = timezone.now()
    mine = Presence.objects.filter(room_id=room_id, process=PROCESS)
    mine.exclude(user_id__in=devices).delete()
    Presence.objects.filter(room_id=room_id, expires_at__lt=now).delete()
    Presence.objects.bulk_create(
        [
            Presence(
                room_id=room_id,
                user_id=user,
                process=PROCESS,
                devices=count,
                idle=user in idle,
                expires_at=now + LEASE,
            )
            for user, count in devices.items()
        ],
        update_conflicts=True,
        unique_fields=["room", "user", "process"],
        update_fields=["devices", "idle", "expires_at"],
    )
    return present(room_id)


def present(room_id: str) -> list[dict[str, Any]]:
    """[{user, name, devices, idle}] of the unexpired leases, by name; idle are those of whom every device is."""
    people = (
        Presence.objects.filter(room_id=room_id, expires_at__gte=timezone.now())
        .values("user", "user__display_name")
        .annotate(sockets=Sum("devices"), busy=Count("pk", filter=Q(idle=False)))
        .order_by("user__display_name", "user")
    )
    return [
        {
            "user": str(one["user"]),
            "name": one["user__display_name"],
            "devices": one["sockets"],
            "idle": not one["busy"],
        }
        for one in people
    ]


class Crowd:
    """The presence of one hub: changes wait half a second for each other, leases are renewed every eight."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.task: asyncio.Task[None] | None = None
        self.changed = asyncio.Event()
        hub.on_people = self.people_changed

    def people_changed(self) -> None:
        self.changed.set()
        if self.task is None:
            self.task = asyncio.ensure_future(self._run())

    async def _run(self) -> None:
        try:
            renewed = 0.0
            while True:
                try:
                    async with asyncio.timeout(RENEW):
                        await self.changed.wait()
                except TimeoutError:
                    pass
                await asyncio.sleep(BATCH)
                local_change = self.changed.is_set()
                self.changed.clear()
                here = [one for one in self.hub.subscribers if one.user]
                devices = dict(Counter(one.user for one in here if one.user))
                idle = devices.keys() - {one.user for one in here if not one.idle}
                if local_change or monotonic() - renewed >= RENEW:
                    self._say(await in_thread(renew, self.hub.topic, devices, idle))
                    renewed = monotonic()
                if not self.hub.subscribers:
                    return
        except Exception:  # the database is away: the next change or renewal tries again
            await asyncio.sleep(BATCH)
        finally:
            self.task = None
            if self.hub.subscribers and not asyncio.current_task().cancelling():  # type: ignore[union-attr]
                self.people_changed()

    def _say(self, people: list[dict[str, Any]]) -> None:
        frame = wire.encode({"type": "presence", "data": {"present": people}})
        if frame != self.hub.greeting:
            # Who comes later is greeted with it.
            self.hub.greeting = frame
            self.hub.tell_all(frame)
            hubs.tell_others(self.hub.topic, {"act": "people"})
