"""A second connection that sees one moment of the database, and another database in the place of the default one."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.utils import load_backend

SNAPSHOT = "snapshot"


@contextmanager
def snapshot() -> Iterator[str]:
    """The alias of a connection that reads the default database as it was at its first query, whatever is written
    meanwhile. Nothing can be written by it.
    """
    described = _alone(connection.settings_dict)
    if connection.vendor == "sqlite":
        # A read transaction: under WAL it sees one moment and keeps nobody from writing.
        described["OPTIONS"]["transaction_mode"] = "DEFERRED"
        begin = described["OPTIONS"].get("init_command", "")
        described["OPTIONS"]["init_command"] = f"{begin} PRAGMA query_only=ON;"
    else:
        from psycopg import IsolationLevel

        described["OPTIONS"]["isolation_level"] = IsolationLevel.REPEATABLE_READ
        described["OPTIONS"]["options"] = "-c default_transaction_read_only=on"
    with beside(SNAPSHOT, described), transaction.atomic(using=SNAPSHOT):
        yield SNAPSHOT


@contextmanager
def beside(alias: str, described: dict[str, Any]) -> Iterator[str]:
    """Another database for this thread under `alias`, described as in DATABASES."""
    whole = {**_alone(connection.settings_dict), "OPTIONS": {}, **described}
    connections[alias] = load_backend(whole["ENGINE"]).DatabaseWrapper(whole, alias)
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]


@contextmanager
def standing_in(described: dict[str, Any]) -> Iterator[Any]:
    """In this thread the default database is the one `described` as in DATABASES: migrations that name none use it."""
    whole = {**_alone(connections[DEFAULT_DB_ALIAS].settings_dict), "OPTIONS": {}, **described}
    before = connections[DEFAULT_DB_ALIAS]
    instead = load_backend(whole["ENGINE"]).DatabaseWrapper(whole, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = instead
    try:
        yield instead
    finally:
        instead.close()
        connections[DEFAULT_DB_ALIAS] = before


def sqlite_file(path: Path) -> dict[str, Any]:
    """`standing_in` of an SQLite file that nobody else uses and that may be lost: it is never waited for the disk."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA synchronous=OFF;"},
    }


def _alone(described: dict[str, Any]) -> dict[str, Any]:
    """A copy of a database's description without its pool of connections."""
    own = copy.deepcopy(described)
    own["OPTIONS"].pop("pool", None)
    return own
