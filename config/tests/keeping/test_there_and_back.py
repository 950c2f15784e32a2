"""A backup that was made while people play is put back on an empty machine: all of that moment is there."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import StoredFile, User
from config.keeping import making
from config.keeping.catalogue import LEFT_OUT
from config.testing.cast import PASSWORD
from config.testing.serving import Databases
from config.tests.keeping.conftest import Machine
from config.tests.keeping.evening import contents, play, upload
from rooms.live.snapshot import snapshot
from rooms.models import Message, Room
from rooms.viewer import Viewer


@dataclass
class Evening:
    """What was at the moment of the backup, and what the backup is."""

    rows: dict[str, list[Any]]
    files: dict[str, bytes]
    """By key; those that went while the backup was made as well."""
    without_bytes: set[str]
    made: making.Made
    room: Any


def told(command: str, *arguments: object, code: int = 0) -> dict[str, Any]:
    """What the command says with --json, when it ends with this code."""
    out = StringIO()
    try:
        call_command(command, *map(str, arguments), "--json", stdout=out, stderr=StringIO())
        ended: Any = 0
    except SystemExit as end:
        ended = end.code
    assert ended == code
    return dict(json.loads(out.getvalue()))


def in_another_thread(act: Callable[[], object]) -> None:
    failed: list[BaseException] = []

    def run() -> None:
        try:
            act()
        except BaseException as error:  # told in the test's own thread
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert not failed


@pytest.fixture(scope="module")
def evening(machine: Machine, databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Evening:
    url, folder = databases.sqlite(), tmp_path_factory.mktemp("old")
    with machine(url, folder):
        table = play()
        ben = User.objects.get(username="ben")
        stays, goes = (upload(ben, words * 1000, folder / "up") for words in (b"stays", b"goes"))
        said: list[str] = []

        def meanwhile(_fraction: float, words: str) -> None:
            """Once between two tables and once before files are copied, people go on: words, an upload and its end, and a
            file of the snapshot is deleted.
            """
            said.append(words)
            between_tables = len(said) == 2
            if between_tables or (words == "copying files" and said.count(words) == 1):
                in_another_thread(lambda: go_on(f"Meanwhile {len(said)}", at_the_end=not between_tables))

        def go_on(text: str, *, at_the_end: bool) -> None:
            with machine(url, folder):
                table.seat(ben).does("chat.say", text=text, client_id=text)
                upload(ben, text.encode(), folder / "up").delete()
                if at_the_end:
                    StoredFile.objects.get(pk=goes.pk).delete()

        without_bytes = set(StoredFile.objects.filter(key__contains="/none/").values_list("key", flat=True))
        rows = contents()
        made = making.make(folder / "backups" / "evening.zip", meanwhile)
        assert Message.objects.filter(text__startswith="Meanwhile").count() == 2, "nobody waited for the backup"
        assert not StoredFile.objects.filter(pk=goes.pk).exists()
        files = {stays.key: b"stays" * 1000, goes.key: b"goes" * 1000}
        return Evening(rows, files, without_bytes, made, table.room.pk)


def is_as_it_was(evening: Evening) -> None:
    after = contents()
    for label, rows in evening.rows.items():
        assert after[label] == ([] if label in LEFT_OUT else rows), label
    for key, content in evening.files.items():
        with default_storage.open(key) as file:
            assert file.read() == content


def test_it_works(evening: Evening, machine: Machine, databases: Databases, tmp_path: Path, as_: Any) -> None:
    archive = evening.made.path
    assert archive.stat().st_mode & 0o777 == 0o600
    assert set(evening.made.missing) == evening.without_bytes
    with machine(databases.sqlite(), tmp_path):
        assert told("restore", archive, "--check")["rows"] == evening.made.rows
        assert not User.objects.exists(), "nothing was touched"
        done = told("restore", archive)
        assert (done["rows"], done["files"]) == (evening.made.rows, evening.made.objects)
        is_as_it_was(evening)

        browser = as_()
        answer = browser.post("/api/v1/auth/login", {"username": "ben", "password": PASSWORD}).json()["data"]
        browser.credentials(HTTP_AUTHORIZATION=f"Bearer {answer['access']}")
        room = Room.objects.get(pk=evening.room)
        assert browser.get(f"/api/v1/rooms/{room.pk}").status_code == 200
        assert snapshot(Viewer.of(room, room.members.get(user__username="ben")))["seq"] == room.head
        found = browser.get(f"/api/v1/rooms/{room.pk}/search", {"q": "water"}).json()["data"]
        numbers = [one["seq"] for one in found]
        assert len(numbers) == 5 and numbers == sorted(numbers, reverse=True), (
            "the index is in the order of what was said"
        )

        Message.objects.all().update(text="Changed since")
        with pytest.raises(CommandError, match="--replace"):
            told("restore", archive)
        assert Message.objects.filter(text="Changed since").exists()
        copy = told("restore", archive, "--replace")["copy"]
        is_as_it_was(evening)
        assert told("restore", copy, "--replace", "--no-copy")["copy"] is None
        assert set(Message.objects.values_list("text", flat=True)) == {"Changed since"}, "the copy made before"


@pytest.mark.postgres
def test_it_goes_to_the_other_database_and_back(
    evening: Evening, machine: Machine, databases: Databases, tmp_path: Path
) -> None:
    with machine(databases.postgres(), tmp_path / "postgres"):
        told("restore", evening.made.path)
        is_as_it_was(evening)
        last = max(row[0] for row in evening.rows["auth.Permission"])
        assert User.objects.get(username="ben").user_permissions.through.objects.count() == 0
        content = evening.rows["auth.Permission"][0][2]
        from django.contrib.auth.models import Permission

        made = Permission.objects.create(name="x", codename="x", content_type_id=content)
        assert made.pk > last, "numbers go on where they were"
        made.delete()
        again = told("backup", "--to", tmp_path / "again.zip", code=3)
        assert set(again["missing"]) == evening.without_bytes
    with machine(databases.sqlite(), tmp_path / "sqlite"):
        told("restore", tmp_path / "again.zip")
        is_as_it_was(evening)
