"""Health is probed, not assumed: each part is broken in turn, and the answer names it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from config.jobs.models import JobRun

pytestmark = pytest.mark.django_db
FULL = "/api/v1/health/full"


def no_cursor(*_: Any) -> None:
    raise OperationalError("no connection to 10.0.0.7")


def components(as_: Any) -> dict[str, str]:
    answer = as_().get(FULL)
    assert answer.status_code == 200
    found: dict[str, str] = answer.json()["data"]["components"]
    return found


def test_it_works(as_: Any) -> None:
    assert as_().get("/api/v1/health").json()["data"]["status"] == "ok"
    assert as_().get("/api/v1/health/db").json()["data"]["database"] == "connected"
    assert set(components(as_).values()) == {"ok"}
    assert set(components(as_)) == {"database", "channel_layer", "storage", "jobs", "backups"}


def test_without_a_database_it_is_503(as_: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.health.connection.cursor", no_cursor)
    for address in ("/api/v1/health/db", FULL):
        answer = as_().get(address)
        assert answer.status_code == 503
        assert answer.json()["errors"]["database"] == ["degraded"]
        assert b"10.0.0.7" not in answer.content
    assert as_().get("/api/v1/health").status_code == 200


def test_a_layer_that_loses_messages(as_: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def lost(*_: Any) -> None:
        """Takes the message and does nothing with it."""

    monkeypatch.setattr("channels.layers.InMemoryChannelLayer.send", lost)
    assert components(as_)["channel_layer"] == "degraded"


def test_a_storage_that_cannot_be_written(as_: Any, settings: Any, tmp_path: Any) -> None:
    (tmp_path / "media").write_text("a file where the folder should be")
    backend = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path / "media")},
    }
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    assert components(as_)["storage"] == "degraded"


def test_the_probe_of_the_storage_leaves_nothing(as_: Any, settings: Any, tmp_path: Any) -> None:
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    assert components(as_)["storage"] == "ok"
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


def test_jobs_that_nobody_takes_up(as_: Any) -> None:
    waiting = JobRun.objects.create(name="maps.tasks.prepare_map")
    assert components(as_)["jobs"] == "ok"
    JobRun.objects.filter(pk=waiting.pk).update(created_at=timezone.now() - timedelta(minutes=6))
    assert components(as_)["jobs"] == "degraded"
