"""The worker: claims runs, gives each a thread, extends their leases, takes up what dead workers left behind.

`start_embedded` runs one in the server's process; `manage.py db_worker` is the same alone. Processor work belongs into
child processes (config.files), so threads are enough as slots.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from config.jobs import wake
from config.jobs.attempt import allowed_attempts, allowed_minutes, attempt
from config.jobs.define import PERIODIC
from config.jobs.hooks import progress_changed
from config.jobs.models import LEASE, JobRun, PeriodicJob

log = logging.getLogger(__name__)
GRACE_SECONDS = 60.0
BACKEND = "default"


@dataclass(slots=True)
class Running:
    run: JobRun
    thread: threading.Thread
    deadline: float = field(default=float("inf"))

    @property
    def overdue(self) -> bool:
        return time.monotonic() > self.deadline


class Worker:
    """`slots` runs at a time. A thread that outlasts its time keeps its thread, but no longer its slot or its lease."""

    def __init__(self, *, slots: int, interval: float = 1.0) -> None:
        self.name = f"{socket.gethostname()[:50]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self.slots, self.interval = max(slots, 1), interval
        self.running: dict[uuid.UUID, Running] = {}
        self.lock = threading.Lock()
        self.stopping = threading.Event()
        self._upkeep_at = 0.0

    def run(self, *, until_empty: bool = False) -> None:
        """Works until `stop`, or until the queue is empty."""
        log.info("worker %s started with %s slots", self.name, self.slots)
        while not self.stopping.is_set():
            since = wake.seen()
            started = 0
            try:
                close_old_connections()
                self.upkeep()
                started = self.start_ready()
            except Exception:  # the database may be away or locked for a while; the worker outlasts that
                log.exception("worker %s could not look into the queue", self.name)
                self.stopping.wait(self.interval)
            if until_empty and not started and not self.running:
                return
            if not started:
                wake.wait(since, self.interval)

    def stop(self, *, timeout: float = 10.0) -> None:
        """Starts nothing more, waits for what runs, and gives the rest back at once for the next worker."""
        self.stopping.set()
        wake.up()
        deadline = time.monotonic() + timeout
        with self.lock:
            under_way = list(self.running.values())
        for running in under_way:
            running.thread.join(max(deadline - time.monotonic(), 0))
        unfinished = list(self.running)
        JobRun.objects.filter(pk__in=unfinished, worker=self.name, state=JobRun.State.RUNNING).update(
            locked_until=timezone.now() - timedelta(seconds=1)
        )

    def start_ready(self) -> int:
        """Starts as many ready runs as there are free slots. Returns how many."""
        with self.lock:
            free = self.slots - sum(not running.overdue for running in self.running.values())
        started = 0
        while free > started:
            claimed = self.claim()
            if claimed is None:
                break
            self._start(*claimed)
            started += 1
        return started

    def claim(self) -> tuple[JobRun, DBTaskResult] | None:
        """The ready run of the highest priority, now this worker's; None when the queue has none."""
        for task in DBTaskResult.objects.ready().filter(backend_name=BACKEND)[: self.slots + 2]:
            run = JobRun.claim(task, worker=self.name)
            if run is not None:
                return run, task
        return None

    def upkeep(self) -> None:
        """Extends leases, takes up abandoned runs and enqueues what is due, three times a lease."""
        now = time.monotonic()
        if now < self._upkeep_at:
            return
        self._upkeep_at = now + LEASE.total_seconds() / 3
        with self.lock:
            alive = [key for key, running in self.running.items() if not running.overdue]
        if alive:
            JobRun.objects.filter(pk__in=alive, worker=self.name, state=JobRun.State.RUNNING).update(
                locked_until=timezone.now() + LEASE
            )
        take_up_abandoned()
        enqueue_due()

    def _start(self, run: JobRun, task: DBTaskResult) -> None:
        thread = threading.Thread(target=self._work, args=(run, task), name=f"job-{run.pk}", daemon=True)
        deadline = time.monotonic() + allowed_minutes(task) * 60 + GRACE_SECONDS
        with self.lock:
            # Started before anybody else sees it: `stop` waits for what it finds here.
            self.running[run.pk] = Running(run, thread, deadline)
            thread.start()

    def _work(self, run: JobRun, task: DBTaskResult) -> None:
        try:
            attempt(run, task)
        except Exception:  # the database went away before the end could be noted: the lease runs out by itself
            log.exception("the end of job %s could not be noted", run.name)
        finally:
            with self.lock:
                self.running.pop(run.pk, None)
            connections.close_all()
            wake.up()


def take_up_abandoned() -> int:
    """The reaper: runs of dead workers go back into the queue, or fail after the last attempt. Returns how many."""
    taken = 0
    for run in JobRun.objects.abandoned():
        task = DBTaskResult.objects.filter(pk=run.pk).first()
        if task is not None and run.attempts < allowed_attempts(task):
            ended = run.again(_("The server was stopped; trying again."))
        else:
            ended = run.fail(_("The server was stopped each time while doing this."))
        if ended:
            taken += 1
            progress_changed.announce(run)
    return taken


def enqueue_due() -> int:
    """Enqueues the periodic jobs that are due; of several workers one does it. Returns how many."""
    now, enqueued = timezone.now(), 0
    for name, (job, every) in PERIODIC.items():
        _row, new = PeriodicJob.objects.get_or_create(name=name, defaults={"due_at": now + every})
        if new or PeriodicJob.objects.filter(name=name, due_at__lte=now).update(due_at=now + every):
            job.enqueue()
            enqueued += 1
    return enqueued


def run_pending(*, limit: int = 100) -> int:
    """Runs what is ready in this thread, one after the other. Returns how many runs; for tests and small commands."""
    worker, done = Worker(slots=1), 0
    while done < limit and (claimed := worker.claim()):
        attempt(*claimed)
        done += 1
    return done


_embedded: Worker | None = None


def start_embedded(slots: int | None = None) -> Worker:
    """The worker in the server's own process, started by `manage.py serve` only. A second call changes nothing."""
    global _embedded
    if _embedded is None:
        _embedded = Worker(slots=max(slots or settings.JOB_SLOTS, 2))
        threading.Thread(target=_embedded.run, name="jobs", daemon=True).start()
    return _embedded


def stop(*, timeout: float = 10.0) -> None:
    """Stops the embedded worker, if there is one; what does not end in `timeout` seconds is given back."""
    global _embedded
    if _embedded is not None:
        _embedded.stop(timeout=timeout)
        _embedded = None
