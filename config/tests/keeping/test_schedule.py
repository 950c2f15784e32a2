"""Backups that the server makes by itself: when they are due, which of them stay, and that a failure is seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from config import health
from config.jobs.worker import run_pending
from config.keeping import making, retention, tasks
from config.keeping.refusal import Refused


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.BACKUP_DIR = tmp_path
    settings.BACKUP_KEEP_DAILY, settings.BACKUP_KEEP_WEEKLY = 3, 2
    return tmp_path


def test_the_newest_of_each_day_and_week_stay(folder: Path) -> None:
    """Twice a day for five weeks, and then one; 2026-11-22 is a Sunday."""
    last = datetime(2026, 11, 22, 12, tzinfo=UTC)
    for half in range(70):
        (folder / (last - timedelta(hours=12 * half)).strftime(making.NAMED)).touch()
    for other in ("before-restore-20200101T000000Z.zip", "dreamtable-mine.zip", "notes.txt"):
        (folder / other).touch()
    assert len(retention.prune()) == 66
    assert [at.strftime("%d %H") for at, _path in retention.kept()] == ["22 12", "21 12", "20 12", "15 12"]
    assert len(list(folder.iterdir())) == 7, "what is not named by its time is nobody's business"
    assert retention.prune() == []


def test_one_stays_whatever_is_set(folder: Path, settings: Any) -> None:
    settings.BACKUP_KEEP_DAILY = settings.BACKUP_KEEP_WEEKLY = 0
    for day in (1, 2):
        (folder / datetime(2026, 11, day, tzinfo=UTC).strftime(making.NAMED)).touch()
    retention.prune()
    assert [at.day for at, _path in retention.kept()] == [2]


@pytest.mark.django_db
def test_it_is_made_when_it_is_due_and_a_failure_is_seen(
    folder: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome: list[Exception] = []

    def make(target: Path, _tell: making.Tell) -> making.Made:
        if outcome:
            raise outcome.pop()
        target.touch()
        return making.Made(target, "", 0, 0, 0, [])

    monkeypatch.setattr(making, "make", make)
    assert not tasks.back_up_when_due.call(), "only when it was asked for"
    settings.BACKUP_EVERY_HOURS = 24
    assert tasks.back_up_when_due.call() and not tasks.back_up_when_due.call(), "one at a time"
    run_pending()
    assert len(retention.kept()) == 1 and health.run("backups") == "ok"
    assert not tasks.back_up_when_due.call()

    tasks.runs().update(finished_at=timezone.now() - timedelta(hours=24))
    outcome.append(Refused("The disk is full."))
    assert tasks.back_up_when_due.call()
    run_pending()
    with pytest.raises(RuntimeError, match="disk is full"):
        tasks.probe()
    assert tasks.back_up_when_due.call(), "it is tried again"
    run_pending()
    assert health.run("backups") == "ok"
    tasks.runs().update(finished_at=timezone.now() - timedelta(hours=49))
    assert health.run("backups") == "degraded", "nothing has been made for two days"
