"""A migrated SQLite file keeps a write-ahead log: readers and the writer do not wait for each other."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit


def test_a_migrated_database_writes_ahead(databases: Any) -> None:
    with closing(sqlite3.connect(urlsplit(databases.sqlite()).path.replace("//", "/"))) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
