"""`python -m config.tests.upgrade.make_dump 0002`: a populated dump of the schema as it is now, for each database."""

from __future__ import annotations

import gzip
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

from config.testing.serving import Databases

HERE = Path(__file__).parent


def populated(url: str, folder: Path) -> str:
    environment = {**os.environ, "DJANGO_ENV": "testing", "DJANGO_SETTINGS_MODULE": "config.settings"}
    environment |= {"DATABASE_URL": url, "DATA_DIR": str(folder), "REDIS_URL": ""}
    subprocess.run([sys.executable, "-m", "config.tests.upgrade.populate"], env=environment, check=True)
    return url


def sqlite_text(url: str) -> str:
    """As statements, without the search index: it is made of the rest again after every migration, and the tables below
    an FTS5 table cannot be written by statements.
    """
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
        for kind, name in database.execute(
            "SELECT type, name FROM sqlite_master WHERE type = 'trigger' OR sql LIKE 'CREATE VIRTUAL TABLE%'"
            " OR name = 'rooms_searchable' ORDER BY type = 'table'"
        ).fetchall():
            database.execute(f'DROP {kind} "{name}"')
        return "\n".join(database.iterdump()) + "\n"


def postgres_text(url: str) -> str:
    """As INSERT statements, which any driver can run; without the lines that are for psql alone."""
    command = ["pg_dump", "--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=50", f"--dbname={url}"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return "\n".join(line for line in text.splitlines() if not line.startswith(("\\restrict", "\\unrestrict"))) + "\n"


def keep(text: str, name: str) -> None:
    target = HERE / name
    if target.exists():
        sys.exit(f"{name} is kept already: old dumps are never made again.")
    target.write_bytes(gzip.compress(text.encode(), mtime=0))
    sys.stdout.write(f"{target.name}: {target.stat().st_size:,} bytes\n")


def main(number: str) -> None:
    server = os.environ.get("TEST_POSTGRES_URL", "")
    with tempfile.TemporaryDirectory() as name:
        folder, made = Path(name), Databases(Path(name), server)
        try:
            keep(sqlite_text(populated(made.sqlite(), folder)), f"{number}-{date.today()}.sqlite.sql.gz")
            if server:
                keep(postgres_text(populated(made.postgres(), folder)), f"{number}-{date.today()}.postgres.sql.gz")
        finally:
            made.close()


if __name__ == "__main__":
    main(sys.argv[1])
