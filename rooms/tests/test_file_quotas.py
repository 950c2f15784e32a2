"""A person's and a room's storage end where they were set, also for uploads at the same moment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from accounts.models import User
from rooms.live.testing import Table
from rooms.models import Room
from rooms.tests.conftest import PDF, send

if TYPE_CHECKING:
    from config.testing.serving import Databases

LeftBehind = Callable[[], list[str]]


def test_the_rooms_storage_is_full(table: Table, as_: Any, ben: User, left_behind: LeftBehind) -> None:
    Room.objects.filter(pk=table.room.pk).update(file_quota=len(PDF) + 10)
    assert send(as_(ben), table.room, PDF).status_code == 201

    answer = send(as_(ben), table.room, PDF + b"%%EOF")

    assert answer.status_code == 507 and "room" in answer.json()["error"]
    assert len(left_behind()) == 1
    assert Room.objects.get(pk=table.room.pk).file_used == len(PDF) == User.objects.get(pk=ben.pk).storage_used


def test_ones_own_storage_is_full(table: Table, as_: Any, ben: User, left_behind: LeftBehind) -> None:
    User.objects.filter(pk=ben.pk).update(storage_quota=20)

    assert send(as_(ben), table.room, PDF).status_code == 507
    assert left_behind() == []
    assert Room.objects.get(pk=table.room.pk).file_used == 0


def test_staff_set_what_a_room_may_keep(table: Table, as_: Any, ada: User, cleo: User) -> None:
    User.objects.filter(pk=cleo.pk).update(is_staff=True)
    page = f"/admin/rooms/room/{table.room.pk}/change/"

    as_(cleo).post(page, {"file_quota": "123"}, format="multipart")

    assert Room.objects.get(pk=table.room.pk).file_quota == 123
    assert as_(ada).get(page).status_code in (302, 403, 404)


RACE = """
import pathlib, sys, threading
import django
django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from accounts.models import StoredFile, User
from rooms.models import Attachment, Room
ben = User.objects.create_user("ben", "a good password")
room = Room.open_by(ben, name="The Lich and His Tomb")
sent = [b"%PDF-1.7" + bytes(90) + bytes([number]) + b"%%EOF" for number in range(20)]
Room.objects.update(file_quota=10 * len(sent[0]) + 5)
start, answers = threading.Barrier(20), []
client = Client()
client.force_login(ben, backend="accounts.backends.NameOrEmail")
def upload(content):
    start.wait()
    try:
        file = SimpleUploadedFile("Letter.pdf", content)
        own = Client()
        own.cookies = client.cookies
        answers.append(own.post(f"/api/v1/rooms/{room.pk}/files", {"file": file}).status_code)
    finally:
        connections.close_all()
threads = [threading.Thread(target=upload, args=(content,)) for content in sent]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
room.refresh_from_db()
ben.refresh_from_db()
files = [path for path in pathlib.Path(sys.argv[1]).rglob("*") if "media" in path.parts or "tmp" in path.parts]
on_disk = sum(path.stat().st_size for path in files if path.is_file())
print("SEEN", answers.count(201), answers.count(507), Attachment.objects.count(), StoredFile.objects.count(),
      room.file_used // len(sent[0]), ben.storage_used // len(sent[0]), on_disk // len(sent[0]))
"""


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_of_twenty_at_once_exactly_those_that_fit(database: str, databases: Databases, tmp_path: Path) -> None:
    """Over REST, from twenty threads, with room for ten: ten are in, ten are told, and nothing else is left."""
    data = tmp_path / "data"
    environment = {
        **os.environ,
        "DATABASE_URL": getattr(databases, database)(),
        "DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "ALLOWED_HOSTS": "testserver",
    }
    done = subprocess.run(
        [sys.executable, "-c", RACE, str(data)],
        env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=120,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.split("SEEN")[-1].split() == ["10"] * 7
