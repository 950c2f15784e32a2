"""Who is at the table: leases in the database, batched, counted by people, gone within 30 s of a killed server.

Each process keeps a lease for its own sockets and reads everybody's; the answer passes by, it is never logged. Who looks on
without belonging to the room is counted, never named, and told nothing of it: they came to see a universe, not to be seen,
nor to see who works on it when.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection
from datetime import timedelta
from time import monotonic
from typing import Any, NamedTuple

from django.db.models import Count, Q, Sum
from django.utils import timezone

from config.live import hubs, wire
from config.live.doorbell import PROCESS
from config.live.hub import Hub
from config.live.pool import in_thread
from rooms.live.watch import tell_delays
from rooms.models import Presence

LEASE, RENEW, BATCH = timedelta(seconds=20), 8.0, 0.5


class Company(NamedTuple):
    """`present` [{user, name, devices, idle}] by name, idle are those of whom every device is; how many look on."""

    present: list[dict[str, Any]]
    onlookers: int


def renew(
    room_id: str, devices: dict[str, int], idle: Collection[str] = (), onlookers: Collection[str] = ()
) -> Company:
    """Writes this process's leases of a room (user id to sockets, whose are all idle, who only look on) and returns who is
    present anywhere.
    """
    now = timezone.now()
    mine = Presence.objects.filter(room_id=room_id, process=PROCESS)
    looking = dict.fromkeys(set(onlookers) - devices.keys(), 1)
    mine.exclude(user_id__in=[*devices, *looking]).delete()
    Presence.objects.filter(room_id=room_id, expires_at__lt=now).delete()
    Presence.objects.bulk_create(
        [
            Presence(
                room_id=room_id,
                user_id=user,
                process=PROCESS,
                devices=count,
                idle=user in idle,
                looks_on=user in looking,
                expires_at=now + LEASE,
            )
            for user, count in {**devices, **looking}.items()
        ],
        update_conflicts=True,
        unique_fields=["room", "user", "process"],
        update_fields=["devices", "idle", "looks_on", "expires_at"],
    )
    return company(room_id)


def company(room_id: str) -> Company:
    """By the unexpired leases."""
    people = list(
        Presence.objects.filter(room_id=room_id, expires_at__gte=timezone.now())
        .values("user", "user__display_name")
        .annotate(
            sockets=Sum("devices", filter=Q(looks_on=False), default=0),
            busy=Count("pk", filter=Q(idle=False, looks_on=False)),
        )
        .order_by("user__display_name", "user")
    )
    present = [
        {
            "user": str(one["user"]),
            "name": one["user__display_name"],
            "devices": one["sockets"],
            "idle": not one["busy"],
        }
        for one in people
        if one["sockets"]
    ]
    return Company(present, len(people) - len(present))


class Crowd:
    """The presence of one hub: changes wait half a second for each other, leases are renewed every eight."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.task: asyncio.Task[None] | None = None
        self.changed = asyncio.Event()
        hub.on_people = self.people_changed
        hub.on_beat = lambda: tell_delays(hub)

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
                onlookers = {one.onlooker for one in self.hub.subscribers if one.onlooker}
                if local_change or monotonic() - renewed >= RENEW:
                    self._say(await in_thread(renew, self.hub.topic, devices, idle, onlookers))
                    renewed = monotonic()
                if not self.hub.subscribers:
                    return
        except Exception:  # the database is away: the next change or renewal tries again
            await asyncio.sleep(BATCH)
        finally:
            self.task = None
            if self.hub.subscribers and not asyncio.current_task().cancelling():  # type: ignore[union-attr]
                self.people_changed()

    def _say(self, here: Company) -> None:
        frame = wire.encode({"type": "presence", "data": here._asdict()})
        if frame != self.hub.greeting:
            # Who comes later is greeted with it.
            self.hub.greeting = frame
            self.hub.tell_company(frame)
            hubs.tell_others(self.hub.topic, {"act": "people"})
