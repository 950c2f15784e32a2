"""A backup that was made while people play is put back on an empty machine: all of that moment is there."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import StoredFile, User
from config.keeping import making, running
from config.keeping.catalogue import LEFT_OUT
from config.testing.cast import PASSWORD
from config.testing.serving import Databases
from config.tests.keeping.evening import contents, play, upload
from rooms.live.snapshot import snapshot
from rooms.models import Message, Room
from rooms.viewer import Viewer


def told(command: str, *arguments: object) -> dict[str, Any]:
    out = StringIO()
    call_command(command, *map(str, arguments), "--json", stdout=out, stderr=StringIO())
    return dict(json.loads(out.getvalue()))


def elsewhere(act: Callable[[], None], own: Any, url: str) -> None:
    """Does it in another thread, by a connection of its own, while this one waits."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            with own(url):
                act()
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(60)
    assert not failed and not thread.is_alive(), failed


def test_it_works(own: Any, machine: Any, databases: Databases, tmp_path: Path, as_: Any) -> None:
    source, target, archive = databases.sqlite(), databases.sqlite(), tmp_path / "backups" / "evening.zip"
    machine("old")
    with own(source):
        table = play()
        ben = User.objects.get(username="ben")
        stays, goes = (upload(ben, words * 1000, tmp_path / "up") for words in (b"stays", b"goes"))
        files_without_bytes = set(StoredFile.objects.filter(key__contains="/none/").values_list("key", flat=True))
        before = contents()
        steps: list[str] = []

        def meanwhile(fraction: float, words: str) -> None:
            """Between tables: words and an upload come and go. Before the files are copied: a file of the snapshot goes."""

            def act() -> None:
                table.seat(ben).does("chat.say", text="Meanwhile", client_id=f"m{len(steps)}")
                upload(ben, f"meanwhile {len(steps)}".encode(), tmp_path / "up").delete()
                StoredFile.objects.filter(pk=goes.pk).delete() if words == "copying files" else None

            steps.append(words)
            if len(steps) == 2 or (words == "copying files" and steps.count(words) == 1):
                elsewhere(act, own, source)

        made = making.make(archive, meanwhile)
        assert Message.objects.filter(text="Meanwhile").count() == 2
        assert not StoredFile.objects.filter(pk=goes.pk).exists()
        assert archive.stat().st_mode & 0o777 == 0o600
        assert set(made.missing) == files_without_bytes

    machine("new")
    with own(target):
        assert told("restore", archive, "--check")["rows"] == made.rows
        assert not User.objects.exists(), "nothing was touched"
        done = told("restore", archive)
        assert (done["rows"], done["files"], done["sha256"]) == (made.rows, made.objects, made.sha256)
        after = contents()
        for label, rows in before.items():
            assert after[label] == ([] if label in LEFT_OUT else rows), label
        for row, words in ((stays, b"stays"), (goes, b"goes")):
            with default_storage.open(row.key) as file:
                assert file.read() == words * 1000
        browser = as_()
        signed_in = browser.post("/api/v1/auth/login", {"username": "ben", "password": PASSWORD}).json()["data"]
        browser.credentials(HTTP_AUTHORIZATION=f"Bearer {signed_in['access']}")
        room = Room.objects.get(pk=table.room.pk)
        assert browser.get(f"/api/v1/rooms/{room.pk}").status_code == 200
        found = browser.get(f"/api/v1/rooms/{room.pk}/search", {"q": "water"}).json()["data"]
        assert [one["seq"] for one in found] == sorted((one["seq"] for one in found), reverse=True) and len(found) == 5
        assert snapshot(Viewer.of(room, room.members.get(user__username="ben")))["seq"] == room.head
