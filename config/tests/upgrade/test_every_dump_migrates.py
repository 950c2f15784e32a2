"""A database of any day that was kept migrates to the newest schema, and nothing in it is lost."""

from __future__ import annotations

import gzip
import hashlib
import os
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

DUMPS = sorted(Path(__file__).parent.glob("*.sql.gz"))
CHANGED_ON_PURPOSE: dict[str, set[str]] = {
    "django_migrations": {"*"},
    "django_content_type": {"*"},
    "auth_permission": {"*"},
}
"""Tables that migrations rewrite, and their columns ("*": the whole table); a later migration adds what it changes."""

MIGRATED_AND_USED = """
import django
django.setup()
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
call_command("migrate", verbosity=0)
executor = MigrationExecutor(connection)
assert not executor.migration_plan(executor.loader.graph.leaf_nodes())
from rooms.live.snapshot import snapshot
from rooms.models import Member
from rooms.viewer import Viewer
members = list(Member.objects.select_related("room", "user"))
for member in members:
    seen = snapshot(Viewer.of(member.room, member))
    assert seen["seq"] == member.room.head
    assert member.user.check_password("a lamp over a table") or member.user.is_guest
ada = next(member for member in members if member.user.username == "ada" and member.role == "owner")
with transaction.atomic():
    page = Client()
    page.force_login(ada.user, backend="accounts.backends.NameOrEmail")
    assert page.get(f"/rooms/{ada.room.pk}/").status_code == 200, "the table opens"
    transaction.set_rollback(True)  # what a visit notes is nothing that a migration does
print(len(members))
"""


class Loaded:
    """A dump in a database of its own."""

    def __init__(self, dump: Path, folder: Path) -> None:
        text = gzip.decompress(dump.read_bytes()).decode()
        self.postgres = ".postgres." in dump.name
        if self.postgres:
            self.server = os.environ["TEST_POSTGRES_URL"]
            self.name = f"upgrade_{uuid.uuid4().hex}"
            self._on_server(f'CREATE DATABASE "{self.name}" TEMPLATE template0')
            self.url = urlsplit(self.server)._replace(path=f"/{self.name}").geturl()
            with psycopg.connect(self.url) as database:
                database.execute(text.encode())
        else:
            self.url = f"sqlite:///{folder / 'old.sqlite3'}"
            with closing(sqlite3.connect(folder / "old.sqlite3")) as database:
                database.executescript(text)

    def contents(self) -> dict[str, dict[str, list[str]]]:
        """{table: {column: its values in the order of the table's first column}}."""
        connect: Any = psycopg.connect if self.postgres else sqlite3.connect
        tables = (
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            if self.postgres
            else "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        found: dict[str, dict[str, list[str]]] = {}
        with closing(connect(self.url.removeprefix("sqlite:///"))) as database:
            for (table,) in database.execute(tables).fetchall():
                cursor = database.execute(f'SELECT * FROM "{table}" ORDER BY 1')  # noqa: S608
                names = [column[0] for column in cursor.description]
                rows = cursor.fetchall()
                found[table] = {name: [repr(row[place]) for row in rows] for place, name in enumerate(names)}
        return found

    def remove(self) -> None:
        if self.postgres:
            self._on_server(f'DROP DATABASE "{self.name}" WITH (FORCE)')

    def _on_server(self, statement: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as server:
            server.execute(statement.encode())


def params() -> Iterator[Any]:
    for dump in DUMPS:
        yield pytest.param(dump, id=dump.name, marks=[pytest.mark.postgres] if ".postgres." in dump.name else [])


@pytest.fixture
def loaded(request: Any, tmp_path: Path) -> Iterator[Loaded]:
    database = Loaded(request.param, tmp_path)
    yield database
    database.remove()


def checksum(values: list[str]) -> str:
    return hashlib.sha256("\n".join(values).encode()).hexdigest()


def test_something_is_kept() -> None:
    assert {dump.name.split(".")[1] for dump in DUMPS} == {"sqlite", "postgres"}


@pytest.mark.parametrize("loaded", list(params()), indirect=True)
def test_it_migrates(loaded: Loaded, tmp_path: Path) -> None:
    before = loaded.contents()
    assert sum(bool(next(iter(columns.values()))) for columns in before.values()) > 20, "a populated dump"
    environment = {"DATABASE_URL": loaded.url, "DATA_DIR": str(tmp_path), "REDIS_URL": "", "DJANGO_ENV": "testing"}
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings", "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", MIGRATED_AND_USED], env={**os.environ, **environment}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 3
    after = loaded.contents()
    for table, columns in before.items():
        on_purpose = CHANGED_ON_PURPOSE.get(table, set())
        for column, values in columns.items() if "*" not in on_purpose else ():
            if column not in on_purpose:
                assert checksum(after[table][column]) == checksum(values), f"{table}.{column}"
