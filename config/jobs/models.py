"""A run of a job, and when periodic jobs are due. The queue itself is django-tasks' table."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from config.jobs import wake

LEASE = timedelta(seconds=30)


class Runs(models.QuerySet["JobRun"]):
    def abandoned(self) -> Self:
        """Running by the table, but their worker has stopped extending the lease."""
        return self.filter(state=JobRun.State.RUNNING, locked_until__lt=timezone.now())

    def finished(self) -> Self:
        return self.filter(state__in=(JobRun.State.DONE, JobRun.State.FAILED))


class JobRun(models.Model):
    """One run with its progress. `attempts` numbers the attempt and fences: a writer of an earlier one is refused."""

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    # A plain id: this package knows no app, so it cannot have a foreign key to one.
    owner = models.UUIDField(_("owner"), null=True, blank=True)
    name = models.CharField(_("job"), max_length=200)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.QUEUED)
    progress = models.FloatField(_("progress"), default=0.0)
    note = models.CharField(_("what it is doing"), max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    worker = models.CharField(_("worker"), max_length=100, blank=True)
    locked_until = models.DateTimeField(_("lease ends"), null=True, blank=True)
    error = models.CharField(_("what went wrong"), max_length=500, blank=True)
    result = models.JSONField(_("answer"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = Runs.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["state", "locked_until"], name="jobrun_state_lease"),
            models.Index(fields=["owner", "-created_at"], name="jobrun_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.name.rsplit('.', 1)[-1]} ({self.get_state_display()})"

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.pk,
            "job": self.name.rsplit(".", 1)[-1],
            "state": self.state,
            "progress": round(self.progress, 3),
            "note": self.note,
            "error": self.error,
            "result": self.result,
            "created_at": self.created_at,
            "finished_at": self.finished_at,
        }

    @classmethod
    def claim(cls, task: DBTaskResult, *, worker: str) -> JobRun | None:
        """Takes the ready `task` for `worker`, or None when another worker was faster."""
        with transaction.atomic():
            ready = DBTaskResult.objects.filter(pk=task.pk, status="READY")
            if not ready.update(
                status="RUNNING", started_at=timezone.now(), worker_ids=[*task.worker_ids, worker[:64]]
            ):
                return None
            # A task that was queued without @job has no run yet.
            run, _created = cls.objects.get_or_create(pk=task.pk, defaults={"name": task.task_path[:200]})
            run.state, run.worker, run.locked_until = cls.State.RUNNING, worker, timezone.now() + LEASE
            run.attempts += 1
            run.progress, run.note, run.error = 0.0, "", ""
            run.save()
        return run

    def still_mine(self, **changes: Any) -> bool:
        """Stores `changes` unless the attempt was ended or given to another worker meanwhile."""
        mine = JobRun.objects.filter(pk=self.pk, attempts=self.attempts, state=self.State.RUNNING)
        if not mine.update(**changes, updated_at=timezone.now()):
            return False
        for field, value in changes.items():
            setattr(self, field, value)
        return True

    def succeed(self, result: Any) -> bool:
        with transaction.atomic():
            if not self._end(self.State.DONE, progress=1.0, result=result, error=""):
                return False
            DBTaskResult.objects.filter(pk=self.pk).update(
                status="SUCCESSFUL", finished_at=timezone.now(), return_value=result
            )
        return True

    def fail(self, words: str, *, traceback: str = "", exception: str = "") -> bool:
        with transaction.atomic():
            if not self._end(self.State.FAILED, error=words[:500]):
                return False
            DBTaskResult.objects.filter(pk=self.pk).update(
                status="FAILED", finished_at=timezone.now(), traceback=traceback, exception_class_path=exception
            )
        return True

    def again(self, note: str, *, after: datetime | None = None) -> bool:
        """Back into the queue, for the next attempt."""
        with transaction.atomic():
            if not self.still_mine(state=self.State.QUEUED, note=note[:200], locked_until=None, progress=0.0):
                return False
            DBTaskResult.objects.filter(pk=self.pk).update(status="READY", run_after=after or timezone.now())
        return True

    def requeue(self) -> bool:
        """A failed run into the queue again, for one more attempt; its number goes on, which keeps earlier ones out. False
        for one that has not failed, or whose task is gone.
        """
        failed = JobRun.objects.filter(pk=self.pk, state=self.State.FAILED)
        fresh = {"state": self.State.QUEUED, "progress": 0.0, "error": "", "note": "", "finished_at": None}
        with transaction.atomic():
            task = DBTaskResult.objects.filter(pk=self.pk)
            if not task.exists() or not failed.update(**fresh, updated_at=timezone.now()):
                return False
            task.update(
                status="READY", run_after=timezone.now(), finished_at=None, traceback="", exception_class_path=""
            )
            transaction.on_commit(wake.up)
        self.refresh_from_db()
        return True

    def cancel(self, words: str) -> bool:
        """Ends a run that waits or runs; what still works on it hears of that when it next tells its progress. False for
        one that has ended.
        """
        running = JobRun.objects.filter(pk=self.pk, state__in=(self.State.QUEUED, self.State.RUNNING))
        now = timezone.now()
        ended = {"state": self.State.FAILED, "error": words[:500], "note": "", "locked_until": None, "finished_at": now}
        with transaction.atomic():
            if not running.update(**ended, updated_at=now):
                return False
            # Named as a refusal that a person was told of: the doctor does not count it as a fault.
            DBTaskResult.objects.filter(pk=self.pk).update(
                status="FAILED", finished_at=now, exception_class_path="config.api.errors.Conflict"
            )
        self.refresh_from_db()
        return True

    def _end(self, state: str, **changes: Any) -> bool:
        return self.still_mine(state=state, note="", locked_until=None, finished_at=timezone.now(), **changes)


class PeriodicJob(models.Model):
    """When the periodic job `name` is due next; the conditional UPDATE of one worker decides who enqueues it."""

    name = models.CharField(_("job"), max_length=200, primary_key=True)
    due_at = models.DateTimeField(_("due"))

    class Meta:
        verbose_name = _("periodic job")
        verbose_name_plural = _("periodic jobs")

    def __str__(self) -> str:
        return self.name.rsplit(".", 1)[-1]
