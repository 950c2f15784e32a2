"""`prune` deletes by age what only took room, and says before what it would delete."""

from __future__ import annotations

import json
import os
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from accounts.inbox import notify
from accounts.models import Notification, User
from config.jobs.models import JobRun
from rooms.models import Message, Room

LONG_AGO = timezone.now() - timedelta(days=40)


def prune(*arguments: str) -> dict[str, int]:
    out = StringIO()
    call_command("prune", "--json", *arguments, stdout=out)
    counts: dict[str, int] = json.loads(out.getvalue())["counts"]
    return {name: count for name, count in counts.items() if count}


@pytest.fixture
def attic(settings: Any, tmp_path: Path, ada: User) -> Path:
    """Old and new of each kind."""
    settings.DATA_DIR = settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    for day, name in enumerate(("before-a.sqlite3", "before-b.sqlite3", "before-c.sqlite3")):
        (tmp_path / "backups").mkdir(exist_ok=True)
        (tmp_path / "backups" / name).touch()
        os.utime(tmp_path / "backups" / name, (LONG_AGO.timestamp() + day,) * 2)
    (tmp_path / "spool-1").mkdir()
    for entry in tmp_path.iterdir():
        os.utime(entry, (time.time(), time.time()))
    os.utime(tmp_path / "spool-1", (LONG_AGO.timestamp(),) * 2)
    for ended in (LONG_AGO, timezone.now()):
        JobRun.objects.create(name="dig", state=JobRun.State.DONE, finished_at=ended)
        Session.objects.create(session_key=str(ended)[:40], session_data="", expire_date=ended)
        notify(ada, "accounts.password_changed")
    Notification.objects.filter(pk=Notification.objects.first().pk).update(read_at=LONG_AGO)
    room = Room.open_by(ada, name="Crypt")
    Message.objects.create(room=room, seq=1, user=ada, name="Ada", text="long ago")
    Message.objects.update(created_at=LONG_AGO - timedelta(days=4000))
    return tmp_path


OLD = {"copies": 2, "jobs": 1, "temporary": 1, "sign-ins": 1, "notifications": 1}


def test_it_works(attic: Path) -> None:
    assert prune("--dry-run") == OLD
    assert prune("--dry-run", "--days", "50") == {}
    assert prune() == OLD
    assert prune() == {}
    assert [path.name for path in (attic / "backups").iterdir()] == ["before-c.sqlite3"], "the newest stays"
    assert Message.objects.count() == Notification.objects.count() == JobRun.objects.count() == 1


def test_what_may_be_in_use_stays_whatever_is_asked_for(attic: Path) -> None:
    (attic / "spool-2").mkdir()
    assert "jobs" in prune("--days", "0")
    assert (attic / "spool-2").exists() and JobRun.objects.count() == 1, "a day is the least for jobs, an hour here"
    with pytest.raises(CommandError, match="from 0 to"):
        prune("--days", "-1")
    out = StringIO()
    call_command("prune", "--dry-run", stdout=out)
    assert "0 would be deleted." in out.getvalue()
