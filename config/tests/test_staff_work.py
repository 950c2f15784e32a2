"""Staff see how the server is and what it works on; they have what failed tried again, and end what hangs."""

from __future__ import annotations

from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from accounts.models import AuditEntry, Notification
from accounts.tasks import tidy
from config.doctor.answers import warning
from config.doctor.registry import CHECKS, Check
from config.jobs.models import JobRun
from config.jobs.worker import Worker, run_pending
from config.testing.cast import person

JOBS = "/api/v1/admin/jobs"


@pytest.fixture
def staff(as_: Any, db: None) -> Any:
    return as_(person("stan", is_staff=True))


def test_what_failed_is_tried_again(staff: Any, ben: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run = tidy.enqueue(owner=ben.pk)
    claimed = Worker(slots=1).claim()
    assert claimed is not None
    claimed[0].fail("The disk was full.")
    row = staff.get(f"{JOBS}?state=failed").json()["data"][0]
    assert (row["job"], row["error"], row["owner"]["username"]) == ("tidy", "The disk was full.", "ben")
    assert "result" not in row
    assert staff.post(f"{JOBS}/{run.pk}/retry", {"reason": "The disk is empty"}).json()["data"]["state"] == "queued"
    assert staff.post(f"{JOBS}/{run.pk}/retry", {}).status_code == 409
    assert run_pending() == 1
    done = staff.get(f"{JOBS}/{run.pk}").json()["data"]
    assert (done["state"], done["attempts"], done["error"]) == ("done", 2, "")
    assert staff.post(f"{JOBS}/{run.pk}/cancel", {}).status_code == 409
    DBTaskResult.objects.filter(pk=run.pk).delete()
    JobRun.objects.filter(pk=run.pk).update(state=JobRun.State.FAILED)
    assert staff.post(f"{JOBS}/{run.pk}/retry", {}).status_code == 409
    assert [(one.action, str(one.subject), one.reason) for one in AuditEntry.objects.all()] == [
        ("job.retried", str(run.pk), "The disk is empty")
    ]


def test_what_waits_or_runs_is_ended(staff: Any, ben: Any) -> None:
    waits = tidy.enqueue(owner=ben.pk)
    assert staff.post(f"{JOBS}/{waits.pk}/cancel", {}).json()["data"]["state"] == "failed"
    assert run_pending() == 0
    runs = tidy.enqueue(owner=ben.pk)
    claimed = Worker(slots=1).claim()
    assert claimed is not None
    address = "/admin/jobs/jobrun/"
    staff.post(address, {"action": "cancel", "_selected_action": str(runs.pk)}, format="multipart")
    # The attempt that is under way hears of it, and what it still finds counts no more.
    assert not claimed[0].still_mine(progress=0.5)
    assert not claimed[0].succeed(None)
    assert JobRun.objects.get(pk=runs.pk).error == "Staff of this server cancelled it."
    page = staff.get(f"{address}{runs.pk}/change/").content.decode()
    assert "Try again" in page
    assert 'name="_save"' not in page
    assert not Notification.objects.exists()


def test_the_findings_of_a_check_up_are_kept(staff: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    health = "/api/v1/admin/health"
    before = staff.get(health).json()["data"]
    assert before["checkup"] is None
    assert {part["state"] for part in before["parts"]} == {"ok"}
    assert {part["name"] for part in before["parts"]} >= {"database", "channel_layer", "storage", "jobs"}
    planted = Check("planted.fault", lambda: warning("The roof leaks.", "Put a bucket under it."))
    monkeypatch.setattr("config.staff.checkup.chosen", lambda names: [planted])
    begun = [staff.post(health, {}) for _twice in range(2)]
    assert begun[0].status_code == 202
    assert begun[0].json() == begun[1].json()
    assert run_pending() == 1
    found = staff.get(health).json()["data"]["checkup"]
    assert found["state"] == "warning"
    assert found["checks"] == [
        {"name": "planted.fault", "state": "warning", "words": "The roof leaks.", "do": "Put a bucket under it."}
    ]
    page = staff.get("/admin/").content.decode()
    assert "The roof leaks." in page
    assert "Put a bucket under it." in page
    assert staff.post("/admin/check-up/").url == "/admin/"
    assert "settings.debug" in CHECKS
