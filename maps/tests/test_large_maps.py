"""A picture over 4,096 px is prepared by a job; its uploader sees how far it is, and gets a map or a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import StoredFile, User
from accounts.tasks import forget_waiting_uploads
from config.jobs.models import JobRun
from config.jobs.worker import run_pending
from maps.models import Map
from maps.tests.conftest import picture, upload


@pytest.fixture
def large() -> bytes:
    return picture(4200, 100, "JPEG")


def job(client: Client, answer: Any) -> dict[str, Any]:
    assert answer.status_code == 202, answer.content
    return client.get(f"/api/v1/jobs/{answer.json()['data']['job']}").json()["data"]


def test_it_works(as_ada: Client, ada: User, large: bytes, left_behind: Callable[[], list[str]], django_capture_on_commit_callbacks: Any) -> None:  # fmt: skip
    answer = upload(as_ada, large, "River [42x1].jpg")
    assert job(as_ada, answer)["state"] == "queued"

    with django_capture_on_commit_callbacks(execute=True):
        run_pending()

    told = job(as_ada, answer)
    assert (told["state"], told["error"]) == ("done", "")
    made = as_ada.get(f"/api/v1/maps/{told['result']['map']}").json()["data"]
    assert (made["name"], made["width"], made["height"]) == ("River", 4200, 100)
    assert made["grid"]["size"] == 100
    assert as_ada.get(made["picture"])["Content-Type"] == "image/jpeg"
    assert len(left_behind()) == 3
    ada.refresh_from_db()
    assert ada.storage_used == sum(StoredFile.objects.values_list("size", flat=True))


def test_a_second_attempt_makes_nothing_twice(as_ada: Client, large: bytes) -> None:
    """The worker was killed after the map was stored and before the job was noted as done."""
    answer = upload(as_ada, large)
    run_pending()
    JobRun.objects.update(state="queued", attempts=1)
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.update(status="READY")

    run_pending()

    assert job(as_ada, answer)["state"] == "done"
    assert Map.objects.count() == 1


def test_a_broken_one_fails_with_its_reason(as_ada: Client, large: bytes, left_behind: Callable[[], list[str]], django_capture_on_commit_callbacks: Any) -> None:  # fmt: skip
    answer = upload(as_ada, large[: len(large) // 2])

    with django_capture_on_commit_callbacks(execute=True):
        run_pending()

    told = job(as_ada, answer)
    assert told["state"] == "failed"
    assert "could not be read" in told["error"]
    assert left_behind() == []


def test_one_too_large_is_refused_at_once(as_ada: Client, left_behind: Callable[[], list[str]]) -> None:
    assert upload(as_ada, picture(16_385, 2)).status_code == 413
    assert left_behind() == []


def test_the_folder_may_go_meanwhile(as_ada: Client, large: bytes) -> None:
    folder = as_ada.post("/api/v1/map-folders", {"name": "Gone"}, content_type="application/json").json()["data"]["id"]
    upload(as_ada, large, folder=folder)
    as_ada.delete(f"/api/v1/map-folders/{folder}")

    run_pending()

    assert Map.objects.get().folder is None


def test_what_waits_for_ever_is_forgotten(as_ada: Client, large: bytes, left_behind: Callable[[], list[str]], django_capture_on_commit_callbacks: Any) -> None:  # fmt: skip
    upload(as_ada, large)
    StoredFile.objects.update(created_at=timezone.now() - timedelta(hours=3))

    with django_capture_on_commit_callbacks(execute=True):
        assert forget_waiting_uploads.call() == 1

    assert left_behind() == []
