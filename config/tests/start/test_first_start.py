"""The first start makes an owner and says the password once; the second changes nothing."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from config.testing.servers import free_port
from config.testing.serving import manage


@pytest.fixture
def server(tmp_path: Path) -> dict[str, str]:
    """The environment of a server that has never been started."""
    return {
        "DJANGO_ENV": "home",
        "DATA_DIR": str(tmp_path / "data"),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'data' / 'dreamtable.sqlite3'}",
        "PORT": str(free_port()),
        "SECRET_KEY": "",
    }


def rows(server: dict[str, str], query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(server["DATABASE_URL"].removeprefix("sqlite:///"))) as database:
        return database.execute(query).fetchall()


def content(server: dict[str, str]) -> str:
    with closing(sqlite3.connect(server["DATABASE_URL"].removeprefix("sqlite:///"))) as database:
        return hashlib.sha256("\n".join(database.iterdump()).encode()).hexdigest()


def test_it_works(server: dict[str, str]) -> None:
    first = manage("quickstart", environment=server)
    assert f"http://localhost:{server['PORT']}/" in first
    password = re.search(r"owner with the password (\S+)", first)
    assert password
    assert rows(server, "SELECT username, is_staff, is_game_master, is_superuser FROM accounts_user ORDER BY 1") == [
        ("demo", 0, 0, 0),
        ("owner", 1, 1, 0),
    ]
    demo = "SELECT kind, count(*) FROM rooms_room GROUP BY kind ORDER BY kind"
    assert rows(server, demo) == [("chat", 3), ("table", 1), ("universe", 3)]
    assert not (Path(server["DATA_DIR"]) / "backups").exists(), "an empty database needs no copy"
    before = content(server)
    second = manage("quickstart", environment=server)
    assert "password" not in second
    assert content(server) == before


def test_the_secret_key_is_made_once_and_for_the_operator_alone(server: dict[str, str]) -> None:
    manage("quickstart", environment=server)
    key = Path(server["DATA_DIR"]) / "secret_key"
    made = key.read_text()
    assert len(made) >= 50
    assert key.stat().st_mode & 0o777 == 0o600
    manage("quickstart", environment=server)
    assert key.read_text() == made


def test_a_taken_port_is_named_with_another_to_choose(server: dict[str, str]) -> None:
    import socket

    with socket.socket() as other:
        other.bind(("0.0.0.0", int(server["PORT"])))
        other.listen()
        with pytest.raises(AssertionError, match=f"PORT={int(server['PORT']) + 1} script/run"):
            manage("quickstart", environment=server)
    assert not Path(server["DATABASE_URL"].removeprefix("sqlite:///")).exists()
