"""`doctor` names each fault that was planted, says what to do about it, and mends what is safe to mend."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from datetime import timedelta
from importlib import metadata
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from accounts.models import StoredFile, User
from config.doctor.checks import clocks, redis, versions
from config.jobs.define import job
from config.jobs.models import JobRun
from rooms.models import Room

pytestmark = pytest.mark.django_db
A_DAY_AGO = time.time() - 86_400
Planting = Callable[[Any], None]


def doctor(*arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code, and the answers by name."""
    out, code = StringIO(), 0
    try:
        call_command("doctor", "--json", *arguments, stdout=out)
    except SystemExit as ended:
        code = int(ended.code or 0)
    return code, {one["name"]: one for one in json.loads(out.getvalue())["checks"]}


@pytest.fixture
def soil(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path, ada: User) -> SimpleNamespace:
    """A healthy installation with one file of Ada's, to plant something in."""
    media = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path / "media")},
    }
    settings.STORAGES = {**settings.STORAGES, "default": media}
    settings.DATA_DIR = settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    (tmp_path / "picture").write_bytes(b"picture")
    file = StoredFile.objects.store(
        tmp_path / "picture", owner=ada, kind="avatar", sha256="ab" * 32, size=7, content_type="image/webp",
        extension="webp",
    )  # fmt: skip
    return SimpleNamespace(
        patch=monkeypatch.setattr, settings=settings, path=tmp_path, file=file, ada=ada, module=monkeypatch
    )


def lay(name: str, *, at: float = A_DAY_AGO) -> None:
    """An object in the storage, as if it had been there for a day."""
    os.utime(default_storage.path(default_storage.save(name, ContentFile(b"12345"))), (at, at))


def old_sqlite(soil: Any) -> None:
    soil.patch(versions.sqlite3, "sqlite_version", "3.50.6")


def old_daphne(soil: Any) -> None:
    installed = metadata.version
    soil.patch(versions.metadata, "version", lambda name: "4.2.1" if name == "daphne" else installed(name))


def debug_on_the_internet(soil: Any) -> None:
    soil.settings.DEBUG, soil.settings.PUBLIC_URL = True, "https://table.example"


def open_redis(soil: Any) -> None:
    soil.settings.REDIS_URL = "redis://8.8.8.8:6379/0"


def redis_for_all_of_the_network(soil: Any) -> None:
    soil.settings.REDIS_URL = "redis://127.0.0.1:6379/0"
    told = {"bind": "* -::*", "protected-mode": "no"}
    asked = SimpleNamespace(config_get=lambda name: {name: told[name]}, close=lambda: None)
    soil.patch(redis, "client", lambda: asked)


def storage_in_a_file(soil: Any) -> None:
    media = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(soil.path / "picture")},
    }
    soil.settings.STORAGES = {**soil.settings.STORAGES, "default": media}


def orphan_file(soil: Any) -> None:
    lay(f"map/{soil.ada.pk}/cd/{'cd' * 32}.webp")


def strange_file(soil: Any) -> None:
    lay("holiday/beach.jpg")


def row_without_file(soil: Any) -> None:
    default_storage.delete(soil.file.key)


def unused_file(soil: Any) -> None:
    StoredFile.objects.update(kind="map", created_at=timezone.now() - timedelta(days=9))


def wrong_quota(soil: Any) -> None:
    User.objects.filter(pk=soil.ada.pk).update(storage_used=999)


def wrong_quota_of_a_room(soil: Any) -> None:
    Room.objects.filter(pk=Room.open_by(soil.ada, name="Crypt").pk).update(file_used=5)


def unapplied_migration(soil: Any) -> None:
    MigrationRecorder(connection).record_unapplied("jobs", "0001_runs_and_periodic_jobs")


def migration_of_newer_code(soil: Any) -> None:
    MigrationRecorder(connection).record_applied("jobs", "0099_flying_rooms")


def missing_migration(soil: Any) -> None:
    soil.patch(User._meta.get_field("bio"), "max_length", 501)


def conflicting_migrations(soil: Any) -> None:
    package = soil.path / "planted_migrations"
    package.mkdir()
    (package / "__init__.py").touch()
    first = "from django.db.migrations import Migration as Base\nclass Migration(Base):\n    dependencies = {}\n"
    for name, after in (("0001_a", []), ("0002_b", [("jobs", "0001_a")]), ("0002_c", [("jobs", "0001_a")])):
        (package / f"{name}.py").write_text(first.format(after))
    soil.module.syspath_prepend(soil.path)
    soil.settings.MIGRATION_MODULES = {"jobs": "planted_migrations"}


def fast_database(soil: Any) -> None:
    soil.patch(clocks, "connection", SimpleNamespace(vendor="postgresql"))
    soil.patch(clocks, "database_time", lambda: time.time() + 3600)


def slow_redis(soil: Any) -> None:
    soil.settings.REDIS_URL = "redis://127.0.0.1:6379/0"
    seconds = int(time.time()) - 3600
    soil.patch(clocks, "client", lambda: SimpleNamespace(time=lambda: (seconds, 0), close=lambda: None))


def full_disk(soil: Any) -> None:
    stats = SimpleNamespace(f_bavail=10, f_frsize=4096, f_files=0, f_favail=0)
    soil.patch(os, "statvfs", lambda place: stats)


def no_files_left(soil: Any) -> None:
    stats = SimpleNamespace(f_bavail=10**9, f_frsize=4096, f_files=1000, f_favail=30)
    soil.patch(os, "statvfs", lambda place: stats)


@job()
def dig(progress: Any) -> None:
    """Never run here."""


def stuck_job(soil: Any) -> None:
    JobRun.objects.filter(pk=dig.enqueue().pk).update(
        state=JobRun.State.RUNNING, attempts=1, locked_until=timezone.now() - timedelta(hours=1)
    )


def lost_job(soil: Any) -> None:
    JobRun.objects.create(name="dig")


def open_secret(soil: Any) -> None:
    (soil.path / "secret_key").write_text("word")
    (soil.path / "secret_key").chmod(0o644)


def weak_key(soil: Any) -> None:
    soil.settings.SECRET_KEY = "secret"


# Who planted it, the check that names it, a word of what it says, and what --fix leaves.
FAULTS: list[tuple[Planting, str, str, str, str]] = [
    (old_sqlite, "versions.sqlite", "fault", "3.50.6", "fault"),
    (old_daphne, "versions.packages", "fault", "daphne 4.2.1", "fault"),
    (debug_on_the_internet, "settings.debug", "fault", "PUBLIC_URL", "fault"),
    (weak_key, "settings.secrets", "fault", "too short", "fault"),
    (open_secret, "settings.permissions", "warning", "secret_key", "ok"),
    (open_redis, "redis.password", "fault", "8.8.8.8", "fault"),
    (redis_for_all_of_the_network, "redis.password", "fault", "every address", "fault"),
    (storage_in_a_file, "storage.writable", "fault", "cannot be written", "fault"),
    (full_disk, "storage.room", "fault", "0 MB", "fault"),
    (no_files_left, "storage.room", "warning", "30 files", "warning"),
    (orphan_file, "files.orphans", "warning", "cd" * 32, "ok"),
    (row_without_file, "files.missing", "fault", "ab" * 32, "fault"),
    (strange_file, "files.strange", "warning", "holiday/beach.jpg", "warning"),
    (unused_file, "files.unused", "warning", "map 1", "warning"),
    (wrong_quota, "quota.people", "warning", "ada 999 != 7", "ok"),
    (wrong_quota_of_a_room, "quota.rooms", "warning", "5 != 0", "ok"),
    (unapplied_migration, "migrations.applied", "fault", "jobs.0001", "fault"),
    (migration_of_newer_code, "migrations.unknown", "fault", "0099_flying_rooms", "fault"),
    (missing_migration, "migrations.missing", "fault", "Alter field bio on user", "fault"),
    (conflicting_migrations, "migrations.conflicts", "fault", "0002_b / 0002_c", "fault"),
    (fast_database, "clock.database", "fault", "3600 seconds behind that of PostgreSQL", "fault"),
    (slow_redis, "clock.redis", "fault", "seconds ahead of that of Redis", "fault"),
    (stuck_job, "jobs.stuck", "warning", "1 job", "ok"),
    (lost_job, "jobs.lost", "warning", "1 job", "ok"),
]


@pytest.mark.parametrize(
    ("plant", "name", "state", "word", "mended"), FAULTS, ids=[plant.__name__ for plant, *_rest in FAULTS]
)
def test_it_is_named(
    soil: Any, monkeypatch: pytest.MonkeyPatch, plant: Planting, name: str, state: str, word: str, mended: str
) -> None:
    monkeypatch.setattr("config.doctor.checks.redis.probe_channel_layer", lambda: None)
    monkeypatch.setattr(versions.sqlite3, "sqlite_version", "3.51.3")
    if not name.startswith("migrations."):
        monkeypatch.setattr("config.quickstart.backup.pending", list)  # migrations are read slowly, and are not planted
    plant(soil)
    code, found = doctor(name)
    assert (found[name]["state"], code) == (state, {"warning": 1, "fault": 2}[state])
    assert word in found[name]["words"] and found[name]["do"]
    code, found = doctor(name, "--fix")
    assert (found[name]["state"], bool(found[name]["did"])) == (mended, mended == "ok")
    assert bool(code) == (mended != "ok")


def test_a_healthy_installation_is_well(soil: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions.sqlite3, "sqlite_version", "3.51.3")
    monkeypatch.setattr("config.doctor.checks.server.missing", list)
    code, found = doctor()
    assert {name: one["words"] for name, one in found.items() if one["state"] not in {"ok", "skipped"}} == {}
    assert code == 0 and {row[1] for row in FAULTS} <= set(found)


def test_a_part_that_is_broken_is_said_once(soil: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any) -> None:
        raise OSError("no route to 10.0.0.7")

    monkeypatch.setattr("config.health.connection.cursor", away)
    code, found = doctor("database", "migrations", "files", "quota", "jobs")
    assert (code, found["database.answers"]["state"]) == (2, "fault")
    assert "10.0.0.7" in found["database.answers"]["words"]
    assert {one["state"] for name, one in found.items() if name != "database.answers"} == {"skipped"}


def test_what_came_a_moment_ago_is_no_orphan_and_what_was_mended_is_said(
    soil: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.quickstart.backup.pending", list)
    lay(f"map/{soil.ada.pk}/cd/{'cd' * 32}.webp", at=time.time())
    assert doctor("files.orphans")[0] == 0
    lay(f"map/{soil.ada.pk}/ef/{'ef' * 32}.webp")
    found = doctor("files", "--fix")[1]["files.orphans"]
    assert found["did"] == "1 file was deleted."
    assert default_storage.exists(f"map/{soil.ada.pk}/cd/{'cd' * 32}.webp") and default_storage.exists(soil.file.key)


def test_people_can_read_it(soil: Any) -> None:
    out = StringIO()
    default_storage.delete(soil.file.key)
    with pytest.raises(SystemExit, match="2"):
        call_command("doctor", "files", stdout=out, no_color=True)
    lines = out.getvalue().splitlines()
    assert "fault    files.missing" in out.getvalue()
    assert lines[-1] == "Checks: 4. Faults: 1. Warnings: 0."
    with pytest.raises(CommandError, match="no check named flies"):
        call_command("doctor", "flies")
