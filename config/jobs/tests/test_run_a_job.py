"""A job is queued with the data it belongs to, runs, tells how far it is, and ends done or failed in plain words."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from config.jobs import progress_changed
from config.jobs.models import JobRun
from config.jobs.progress import Superseded
from config.jobs.tests import jobs
from config.jobs.worker import Worker, run_pending, take_up_abandoned

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard() -> Iterator[list[tuple[str, float, str]]]:
    """What the subscribers heard."""
    words: list[tuple[str, float, str]] = []

    def listen(run: JobRun) -> None:
        words.append((run.state, run.progress, run.note))

    progress_changed.subscribe(listen)
    yield words
    progress_changed.unsubscribe(listen)


def run_once_more(run: JobRun) -> None:
    """As `run_pending`, without the wait between two attempts."""
    DBTaskResult.objects.filter(pk=run.pk).update(run_after=timezone.now())
    run_pending(limit=1)
    run.refresh_from_db()


def test_it_works(heard: list[Any]) -> None:
    run = jobs.add.enqueue(a=2, b=3)
    assert (run.state, run.progress) == ("queued", 0.0)

    assert run_pending() == 1

    run.refresh_from_db()
    assert (run.state, run.result, run.progress, run.attempts, run.error) == ("done", 5, 1.0, 1, "")
    assert heard == [("running", 0.5, "adding"), ("done", 1.0, "")]
    task = DBTaskResult.objects.get(pk=run.pk)
    assert (task.status, task.return_value) == ("SUCCESSFUL", 5)


def test_it_is_queued_with_its_transaction() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        jobs.add.enqueue(a=1, b=1)
        raise RuntimeError

    assert run_pending() == 0
    assert not JobRun.objects.exists()


def test_the_important_comes_first() -> None:
    jobs.order.clear()
    jobs.note_order.enqueue(name="usual")
    jobs.note_order.using(priority=-5).enqueue(name="last")
    jobs.note_order.using(priority=5).enqueue(name="first")

    run_pending()

    assert jobs.order == ["first", "usual", "last"]


def test_a_refusal_is_final_and_in_its_own_words() -> None:
    run = jobs.refuse.enqueue()

    run_pending()

    run.refresh_from_db()
    assert (run.state, run.error, run.attempts) == ("failed", "This picture is broken.", 1)


def test_a_crash_is_tried_three_times_and_keeps_its_secret() -> None:
    run = jobs.crash.enqueue()

    run_pending()
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("queued", 1)
    assert run_pending() == 0, "it waits a little before the next attempt"
    run_once_more(run)
    run_once_more(run)

    assert (run.state, run.attempts) == ("failed", 3)
    assert "secret" not in run.error and "noted" in run.error
    assert "secret of the server" in DBTaskResult.objects.get(pk=run.pk).traceback


def test_what_takes_too_long_is_ended() -> None:
    run = jobs.dawdle.enqueue()

    for _ in range(3):
        run_once_more(run)

    assert (run.state, run.error) == ("failed", "This took longer than 0 minutes.")


def test_an_abandoned_job_is_taken_up_again_three_times() -> None:
    run = jobs.add.enqueue(a=1, b=1)
    for attempt in (1, 2):
        claimed = Worker(slots=1).claim()
        assert claimed is not None and claimed[0].attempts == attempt
        assert take_up_abandoned() == 0, "its lease has not ended"
        JobRun.objects.update(locked_until=timezone.now() - timedelta(seconds=1))
        assert take_up_abandoned() == 1
        run.refresh_from_db()
        assert run.state == "queued"

    Worker(slots=1).claim()
    JobRun.objects.update(locked_until=timezone.now() - timedelta(seconds=1))
    take_up_abandoned()

    run.refresh_from_db()
    assert run.state == "failed"
    assert "stopped each time" in run.error
    assert DBTaskResult.objects.get(pk=run.pk).status == "FAILED"


def test_an_attempt_that_lost_its_lease_changes_nothing_more() -> None:
    jobs.add.enqueue(a=1, b=1)
    old = Worker(slots=1).claim()
    JobRun.objects.update(locked_until=timezone.now() - timedelta(seconds=1))
    take_up_abandoned()
    new = Worker(slots=1).claim()
    assert old is not None and new is not None

    assert old[0].succeed("too late") is False
    from config.jobs.progress import Progress

    with pytest.raises(Superseded):
        Progress(old[0], seconds=60)(0.5)
    assert new[0].succeed(2) is True
    assert JobRun.objects.get().result == 2


def test_one_task_is_claimed_once() -> None:
    jobs.add.enqueue(a=1, b=1)
    task = DBTaskResult.objects.get()

    assert JobRun.claim(task, worker="one") is not None
    assert JobRun.claim(task, worker="two") is None


def test_a_subscriber_that_fails_does_not_fail_the_job() -> None:
    def fail(run: JobRun) -> None:
        raise RuntimeError

    progress_changed.subscribe(fail)
    try:
        run = jobs.add.enqueue(a=1, b=1)
        run_pending()
    finally:
        progress_changed.unsubscribe(fail)
    run.refresh_from_db()
    assert run.state == "done"


def test_a_job_whose_function_is_gone_fails_in_plain_words() -> None:
    run = jobs.add.enqueue(a=1, b=1)
    DBTaskResult.objects.update(task_path="config.jobs.tests.jobs.renamed")

    for _ in range(3):
        run_once_more(run)

    assert run.state == "failed"
    assert run.error


def test_only_who_started_it_may_ask(ada: User, cleo: User) -> None:
    run = jobs.add.enqueue(owner=ada.pk, a=1, b=1)
    run_pending()
    address = f"/api/v1/jobs/{run.pk}"
    as_ada, as_cleo = Client(), Client()
    as_ada.force_login(ada, backend="accounts.backends.NameOrEmail")
    as_cleo.force_login(cleo, backend="accounts.backends.NameOrEmail")

    told = as_ada.get(address).json()["data"]

    assert {key: told[key] for key in ("state", "progress", "note", "error", "result")} == {
        "state": "done",
        "progress": 1.0,
        "note": "",
        "error": "",
        "result": 2,
    }
    assert as_cleo.get(address).status_code == 404
    assert as_ada.get(f"/api/v1/jobs/{uuid.uuid4()}").status_code == 404
    assert Client().get(address).status_code == 401
