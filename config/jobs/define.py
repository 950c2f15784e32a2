"""Declaring jobs: `@job` makes a task of django-tasks out of a module's function, `@periodic` one that repeats."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django_tasks.base import Task

from config.jobs import wake
from config.jobs.progress import Progress

if TYPE_CHECKING:
    from config.jobs.models import JobRun

ATTEMPTS = 3
MINUTES = 15
PERIODIC: dict[str, tuple[Job, timedelta]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Task):  # type: ignore[type-arg]
    """A task whose function is given a `Progress` first. `minutes` bounds one attempt."""

    attempts: int = ATTEMPTS
    minutes: float = MINUTES

    def enqueue(self, *args: Any, owner: Any = None, **kwargs: Any) -> JobRun:  # type: ignore[override]
        """Queues a run in the current transaction. `owner`, a user's id, may ask for it and hears of its progress."""
        from config.jobs.models import JobRun  # the registry of models is not ready when jobs are declared

        with transaction.atomic():
            result = self.get_backend().enqueue(self, args, kwargs)  # type: ignore[arg-type]
            run = JobRun.objects.create(id=result.id, owner=owner, name=self.module_path)
            transaction.on_commit(wake.up)
        return run

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """Runs at once without a queue, as Django's immediate backend does."""
        return self.start(Progress.unheard(), *args, **kwargs)

    def start(self, progress: Progress, *args: Any, **kwargs: Any) -> Any:
        """Calls the function; one that has no parameter `progress` (a short periodic job) is not given one."""
        if "progress" in inspect.signature(self.func).parameters:
            return self.func(progress, *args, **kwargs)
        return self.func(*args, **kwargs)


def job(
    function: Callable[..., Any] | None = None,
    *,
    priority: int = 0,
    queue: str = "default",
    attempts: int = ATTEMPTS,
    minutes: float = MINUTES,
) -> Any:
    """`@job` or `@job(priority=...)` on a module's function `(progress, *, ...)`; arguments and answer are JSON.

    `priority` is -100 to 100, the highest runs first.
    """

    def declare(function: Callable[..., Any]) -> Job:
        return Job(func=function, priority=priority, queue_name=queue, attempts=attempts, minutes=minutes)

    return declare(function) if function else declare


def periodic(*, minutes: float, priority: int = -10) -> Callable[[Callable[..., Any]], Job]:
    """A job of `(progress)` that is enqueued each `minutes` by one of the running workers."""

    def declare(function: Callable[..., Any]) -> Job:
        declared: Job = job(function, priority=priority)
        PERIODIC[declared.module_path] = (declared, timedelta(minutes=minutes))
        return declared

    return declare
