"""A periodic job is enqueued when it is due, by one worker only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from config.jobs.define import PERIODIC
from config.jobs.models import JobRun, PeriodicJob
from config.jobs.worker import enqueue_due, run_pending

pytestmark = pytest.mark.django_db
SWEEP = "config.jobs.tasks.sweep_temporary_files"


def test_it_works() -> None:
    assert enqueue_due() == len(PERIODIC) > 0
    assert enqueue_due() == 0

    PeriodicJob.objects.filter(name=SWEEP).update(due_at=timezone.now() - timedelta(seconds=1))

    assert enqueue_due() == 1
    assert JobRun.objects.filter(name=SWEEP).count() == 2


def test_each_of_them_runs() -> None:
    enqueue_due()

    run_pending()

    assert list(JobRun.objects.exclude(state="done").values_list("name", "error")) == []


def test_old_runs_are_forgotten() -> None:
    enqueue_due()
    run_pending()
    JobRun.objects.update(finished_at=timezone.now() - timedelta(days=15))
    PeriodicJob.objects.update(due_at=timezone.now() - timedelta(seconds=1))

    enqueue_due()
    run_pending()

    assert not JobRun.objects.filter(finished_at__lt=timezone.now() - timedelta(days=1)).exists()
