"""Whether slow work gets done: jobs that wait too long mean that no worker runs."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from config.jobs.models import JobRun

LONGEST_WAIT = timedelta(minutes=5)


def probe() -> None:
    """Raises RuntimeError when the oldest waiting job has waited for more than five minutes with none running."""
    waiting = JobRun.objects.filter(state=JobRun.State.QUEUED, created_at__lt=timezone.now() - LONGEST_WAIT)
    running = JobRun.objects.filter(state=JobRun.State.RUNNING, locked_until__gte=timezone.now())
    if waiting.exists() and not running.exists():
        raise RuntimeError("jobs wait and no worker takes them up")
