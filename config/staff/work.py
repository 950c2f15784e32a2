"""Slow work as staff see it: whose, how far, what went wrong; never its arguments nor its answer."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.staff.audit import By, note
from config.api.errors import Conflict
from config.jobs.hooks import progress_changed
from config.jobs.models import JobRun


def runs() -> QuerySet[Any]:
    """All of it, newest first; each with `owner_name`, None for the server's own."""
    owner = User.objects.filter(pk=OuterRef("owner")).order_by().values("username")[:1]
    return JobRun.objects.annotate(owner_name=Subquery(owner))


def run_data(run: Any) -> dict[str, Any]:
    return {
        "id": run.pk,
        "job": run.name.rsplit(".", 1)[-1],
        "state": run.state,
        "progress": round(run.progress, 3),
        "error": run.error,
        "attempts": run.attempts,
        "owner": {"id": run.owner, "username": run.owner_name} if run.owner else None,
        "created_at": run.created_at,
        "finished_at": run.finished_at,
    }


def retry(by: By, run: JobRun) -> None:
    """Into the queue again. Raises Conflict for what has not failed, or whose task is gone."""
    with transaction.atomic():
        if not run.requeue():
            raise Conflict(_("Only what has failed can be tried again, as long as the queue remembers it."))
        note(by, "job.retried", run, name=run.name)
    progress_changed.announce(run)


def cancel(by: By, run: JobRun) -> None:
    """What waits is taken out of the queue; what runs ends when it next says how far it is. Raises Conflict for what has
    ended.
    """
    with transaction.atomic():
        if not run.cancel(_("Staff of this server cancelled it.")):
            raise Conflict(_("It has ended already."))
        note(by, "job.cancelled", run, name=run.name)
    progress_changed.announce(run)
