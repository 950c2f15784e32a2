"""Backups that the server makes by itself, as BACKUP_EVERY_HOURS says, and whether they succeed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from config.api.errors import Unavailable
from config.jobs import job, periodic
from config.jobs.models import JobRun
from config.jobs.progress import Progress
from config.keeping import making, retention
from config.keeping.refusal import Refused

LONGEST_HOURS = 6
SLACK = timedelta(minutes=30)
"""Looked for each hour, a backup would else come an hour later each day."""

WAITING = (JobRun.State.QUEUED, JobRun.State.RUNNING)


@job(minutes=LONGEST_HOURS * 60, attempts=2)
def make_backup(progress: Progress) -> dict[str, Any]:
    """A backup in BACKUP_DIR; then those go that nobody wants to keep."""
    target = settings.BACKUP_DIR / datetime.now(UTC).strftime(making.NAMED)
    try:
        made = making.make(target, progress)
    except (Refused, OSError) as error:
        raise Unavailable(str(error)) from error
    return {**made.to_dict(), "missing": len(made.missing), "pruned": len(retention.prune())}


@periodic(minutes=60)
def back_up_when_due() -> bool:
    """Enqueues a backup when the last good one is old enough and none is on its way; a failed one is tried again."""
    if not settings.BACKUP_EVERY_HOURS or runs().filter(state__in=WAITING).exists():
        return False
    since = timezone.now() - timedelta(hours=settings.BACKUP_EVERY_HOURS) + SLACK
    if runs().filter(state=JobRun.State.DONE, finished_at__gt=since).exists():
        return False
    make_backup.enqueue()
    return True


def probe() -> None:
    """Raises RuntimeError when the last backup failed, or the last good one is older than twice the time between two."""
    last = runs().finished().order_by("-finished_at").first()
    if not settings.BACKUP_EVERY_HOURS or last is None:
        return
    if last.state == JobRun.State.FAILED:
        raise RuntimeError(f"the last backup failed: {last.error}")
    if last.finished_at < timezone.now() - 2 * timedelta(hours=settings.BACKUP_EVERY_HOURS):
        raise RuntimeError(f"the last backup was made at {last.finished_at:%Y-%m-%d %H:%M} UTC")


def runs() -> Any:
    return JobRun.objects.filter(name=make_backup.module_path)
