"""Housekeeping that belongs to no app."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from config.files import uploads
from config.jobs.define import periodic
from config.jobs.models import JobRun
from config.jobs.progress import Progress

KEPT = timedelta(days=14)


@periodic(minutes=30)
def sweep_temporary_files(progress: Progress) -> int:
    """Removes what interrupted uploads left behind more than an hour ago."""
    return uploads.sweep()


@periodic(minutes=24 * 60)
def forget_old_jobs(progress: Progress) -> int:
    """Removes runs that ended more than 14 days ago."""
    return forget(KEPT)


def forget(age: timedelta) -> int:
    """Deletes runs that ended longer than `age` ago. Returns how many."""
    old = JobRun.objects.finished().filter(finished_at__lt=timezone.now() - age)
    DBTaskResult.objects.filter(pk__in=old.values("pk")).delete()
    return old.delete()[0]
