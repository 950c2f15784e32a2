"""A database with data in it is copied before a migration changes it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from config.testing.servers import free_port
from config.testing.serving import Databases, manage


def environment(url: str, folder: Path) -> dict[str, str]:
    return {"DATABASE_URL": url, "DATA_DIR": str(folder), "PORT": str(free_port()), "DJANGO_ENV": "home"}


def copies(folder: Path) -> list[Path]:
    return sorted((folder / "backups").glob("*")) if (folder / "backups").exists() else []


def older(server: dict[str, str]) -> None:
    """As a release before this one left the database: an owner is there, one app's tables are not."""
    manage("quickstart", environment=server)
    without_axes(server["DATABASE_URL"])


def without_axes(url: str) -> None:
    tables = ("axes_accessattempt", "axes_accessattemptexpiration", "axes_accessfailurelog", "axes_accesslog")
    connect: Any = sqlite3.connect if url.startswith("sqlite") else psycopg.connect
    with closing(connect(url.removeprefix("sqlite:///"))) as database:
        for table in tables:
            database.execute(f"DROP TABLE IF EXISTS {table}" + ("" if connect is sqlite3.connect else " CASCADE"))
        database.execute("DELETE FROM django_migrations WHERE app = 'axes'")
        database.commit()


def test_it_works(tmp_path: Path, databases: Databases) -> None:
    server = environment(databases.sqlite(), tmp_path)
    older(server)
    assert copies(tmp_path) == [], "nothing to migrate, nothing to copy"
    manage("quickstart", environment=server)
    [copy] = copies(tmp_path)
    assert copy.name.startswith("before-axes.0001")
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("SELECT username FROM accounts_user ORDER BY 1").fetchall() == [("demo",), ("owner",)]
        assert not database.execute("SELECT name FROM sqlite_master WHERE name = 'axes_accessattempt'").fetchall()
    manage("quickstart", environment=server)
    assert copies(tmp_path) == [copy], "nothing to migrate, nothing to copy"


def test_without_a_copy_nothing_is_migrated(tmp_path: Path, databases: Databases) -> None:
    server = environment(databases.sqlite(), tmp_path)
    older(server)
    (tmp_path / "backups").write_text("a file where the folder should be")
    with pytest.raises(AssertionError, match="Nothing was changed"):
        manage("quickstart", environment=server)
    assert "[ ]  axes.0001_initial" in manage("showmigrations", "--plan", environment=server)


@pytest.mark.postgres
def test_postgres_is_copied_by_pg_dump_or_not_migrated(tmp_path: Path, databases: Databases) -> None:
    server = environment(databases.postgres(), tmp_path)
    older(server)
    if shutil.which("pg_dump"):
        manage("quickstart", environment=server)
        [copy] = copies(tmp_path)
        assert copy.read_bytes().startswith(b"PGDMP")
        without_axes(server["DATABASE_URL"])
    without = {**server, "PATH": str(tmp_path)}
    with pytest.raises(AssertionError, match="--no-copy"):
        manage("quickstart", environment=without)
    manage("quickstart", "--no-copy", environment=without)
    assert "[X]  axes.0001_initial" in manage("showmigrations", "--plan", environment=server)
