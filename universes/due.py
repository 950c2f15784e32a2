"""Seeing to it that what is to run runs: each simulation is leased to one server process, which has a child compute it,
tells what it says and keeps its checkpoints. What a killed process held, another one goes on with when the lease is over.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from threading import Lock
from time import monotonic, time
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import F, Q
from django.utils import timezone

from config.api.errors import Problem
from config.live.pool import in_thread
from rooms.live import follow
from rooms.models import Presence
from rooms.viewer import sights_of
from universes.models import Run
from universes.physics.world import Checkpoint
from universes.simulated import documents_of, kept, key_of, reason_in_words
from universes.simulation.runner import Runner
from universes.telling import COLLISIONS, LATE, STATE, tell
from universes.timeline import look as look_at_stories

log = logging.getLogger("dreamtable.universes")

LOOK, LEASE = 0.5, 10.0
"""Seconds between two looks, and for which a run is held without one."""
PATIENCE = 3.0
UNSEEN = 600.0
"""A simulation that nobody has looked at for so long is stopped."""

_task: asyncio.Task[None] | None = None


class Held:
    """One simulation that this process runs. The runner's thread only leaves here what it hears."""

    def __init__(self, run: Run, holder: str) -> None:
        universe = run.world.universe
        assert universe is not None
        self.run, self.holder, self.room = run.pk, holder, universe.room
        self.head, self.sights = universe.room.head, sights_of(universe.room)
        self.documents = documents_of(run.world, universe.seed)
        self.newest: dict[str, Any] | None = None
        self.failed, self.seen = "", monotonic()
        before: dict[str, Any] | None = run.checkpoint
        self.runner = Runner(
            self.documents,
            msgspec.convert(before["checkpoint"], Checkpoint) if before else None,
            changed=before is not None and before["key"] != key_of(self.documents),
            on_state=lambda state: self.tell(STATE, {"status": Run.Status.RUNNING, **state}),
            on_collisions=lambda met: self.tell(COLLISIONS, {"collisions": met}),
            on_checkpoint=self.keep,
            on_failed=self.fail,
            on_late=lambda seconds: self.tell(LATE, {"seconds": seconds}),
        )

    def tell(self, type: str, data: dict[str, Any]) -> None:
        tell(self.room.pk, self.sights, type, {"at": time(), **data})

    def keep(self, state: dict[str, Any], checkpoint: dict[str, Any]) -> None:
        self.newest = kept(self.documents, state, checkpoint)

    def fail(self, reason: str) -> None:
        self.failed = reason

    def follow_changes(self, head: int) -> None:
        """Goes on under what was changed since the last look."""
        if head == self.head:
            return
        run = Run.objects.select_related("world__universe__room").get(pk=self.run)
        assert run.world.universe is not None
        self.head, self.sights = head, sights_of(self.room)
        now = documents_of(run.world, run.world.universe.seed)
        if key_of(now) != key_of(self.documents):
            self.documents = now
            self.runner.change(now.physics, now.bodies, now.constraints)


class Keeper:
    """All simulations that this process holds; one a process."""

    def __init__(self) -> None:
        self.holder = secrets.token_hex(16)
        self.held: dict[UUID, Held] = {}
        self.lock = Lock()

    def look(self) -> None:
        """One look at all of them, and at what waits to be taken."""
        with self.lock:
            self._look()

    def _look(self) -> None:
        now = {
            pk: (status, holder, head)
            for pk, status, holder, head in Run.objects.filter(pk__in=self.held).values_list(
                "pk", "status", "holder", F("world__universe__room__head")
            )
        }
        for pk, held in list(self.held.items()):
            status, holder, head = now.get(pk, (Run.Status.STOPPED, "", 0))
            try:
                self._see_to(held, status, holder == self.holder, head)
            except Exception:
                # The others go on; this one is tried again, from its checkpoint when the lease is over.
                log.exception("the simulation of room %s could not be seen to", held.room.pk)
        self._take()

    def _see_to(self, held: Held, status: str, mine: bool, head: int) -> None:
        if held.failed or status != Run.Status.RUNNING or not mine:
            self._let_go(held, halt=mine)
            return
        held.follow_changes(head)
        self._keep(held)
        if Presence.objects.filter(room=held.room, expires_at__gt=timezone.now()).exists():
            held.seen = monotonic()
        elif monotonic() - held.seen > UNSEEN:
            follow(held.room, "simulation.stop", {})

    def _keep(self, held: Held) -> None:
        newest, held.newest = held.newest, None
        fields = {"lease_until": time() + LEASE} | ({"checkpoint": newest} if newest else {})
        Run.objects.filter(pk=held.run, holder=self.holder, status=Run.Status.RUNNING).update(**fields)

    def _let_go(self, held: Held, *, halt: bool) -> None:
        """`halt`: it is still this process' to say where it stopped, and why."""
        held.runner.stop(PATIENCE)
        del self.held[held.run]
        if halt:
            reason = reason_in_words(held.failed) if held.failed else ""
            follow(held.room, "simulation.halted", {"holder": self.holder, "checkpoint": held.newest, "reason": reason})

    def _take(self) -> None:
        waiting = Run.objects.filter(status=Run.Status.RUNNING, world__universe__isnull=False)
        waiting = waiting.filter(Q(lease_until__lt=time()) | Q(holder="")).exclude(pk__in=self.held)
        for pk in waiting.values_list("pk", flat=True):
            free = Run.objects.filter(Q(lease_until__lt=time()) | Q(holder=""), pk=pk, status=Run.Status.RUNNING)
            if free.update(holder=self.holder, lease_until=time() + LEASE):
                self._begin(Run.objects.select_related("world__universe__room").get(pk=pk))

    def _begin(self, run: Run) -> None:
        try:
            self.held[run.pk] = Held(run, self.holder)
        except (Problem, msgspec.ValidationError) as problem:
            # The world, or a checkpoint of an earlier version, cannot be read.
            assert run.world.universe is not None
            told = {"holder": self.holder, "checkpoint": None, "reason": str(problem)[:300]}
            follow(run.world.universe.room, "simulation.halted", told)

    def hand_on(self) -> None:
        """The server stops: what runs is left where it is to whoever comes next."""
        with self.lock:
            for held in self.held.values():
                held.runner.stop(PATIENCE)
                self._keep(held)
                Run.objects.filter(pk=held.run, holder=self.holder).update(holder="", lease_until=0.0)
            self.held.clear()


keeper = Keeper()


async def _keep_time() -> None:
    while True:
        try:
            await in_thread(keeper.look)
            await in_thread(look_at_stories)
        except Exception:  # the database is away: it is looked at again
            log.exception("what runs could not be looked at")
        await asyncio.sleep(LOOK)


def start() -> None:
    """Called in the server's event loop once it listens."""
    global _task
    _task = asyncio.ensure_future(_keep_time())


async def stop() -> None:
    """Called when the server is told to stop."""
    if _task is not None:
        _task.cancel()
        await in_thread(keeper.hand_on)
