"""A consistent copy of the database, made before a migration changes it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _


class NoCopy(Exception):
    """The copy could not be made; the message says what to do."""


def pending() -> list[str]:
    """Names of the migrations that are not applied yet, in order; empty when the database is up to date."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def has_data() -> bool:
    """Whether a migration has ever run here: an empty database needs no copy."""
    return bool(MigrationExecutor(connection).loader.applied_migrations)


def copy(migration: str) -> Path:
    """Copy the database to DATA_DIR/backups, named for the migration that comes next; raises NoCopy."""
    folder = Path(settings.DATA_DIR) / "backups"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _not_copied(folder, error) from error
    stem = f"before-{migration}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    if connection.vendor == "sqlite":
        return _copy_sqlite(folder / f"{stem}.sqlite3")
    return _copy_postgres(folder / f"{stem}.dump")


def old_copies(age: timedelta) -> list[Path]:
    """Copies that `copy` made longer than `age` ago; the newest is never among them, and no backup is."""
    before = (datetime.now(UTC) - age).timestamp()
    copies = [
        path for path in (Path(settings.DATA_DIR) / "backups").glob("before-*") if path.suffix in (".sqlite3", ".dump")
    ]
    found = sorted(copies, key=lambda path: path.stat().st_mtime)
    return [path for path in found[:-1] if path.stat().st_mtime < before]


def delete_copies(age: timedelta) -> int:
    found = old_copies(age)
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def _not_copied(folder: Path, error: Exception) -> NoCopy:
    return NoCopy(
        _("The database could not be copied to %(folder)s (%(error)s). Nothing was changed. Is the disk full?")
        % {"folder": folder, "error": error}
    )


def _copy_sqlite(target: Path) -> Path:
    """SQLite's own backup: consistent even while another process writes, unlike a copy of the file."""
    unfinished = target.with_suffix(".part")
    unfinished.touch(mode=0o600)
    try:
        with (
            closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as source,
            closing(sqlite3.connect(unfinished)) as destination,
        ):
            source.backup(destination)
            if destination.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise NoCopy(_("The copy of the database is damaged, so the database is too. Nothing was changed."))
        unfinished.rename(target)
    except (sqlite3.Error, OSError) as error:
        raise _not_copied(target.parent, error) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _copy_postgres(target: Path) -> Path:
    program = shutil.which("pg_dump")
    if program is None:
        raise NoCopy(
            _(
                "pg_dump is missing, so the database cannot be copied before it is migrated. Install PostgreSQL's client "
                "(Debian: apt-get install postgresql-client), or make a copy yourself and type: "
                "script/run --no-copy"
            )
        )
    options = settings.DATABASES["default"]
    # By the environment, not as arguments: those can be read by everyone on the machine.
    environment = {
        **os.environ,
        "PGHOST": options.get("HOST") or "localhost",
        "PGPORT": str(options.get("PORT") or 5432),
        "PGUSER": options.get("USER") or "",
        "PGPASSWORD": options.get("PASSWORD") or "",
        "PGDATABASE": options["NAME"],
    }
    target.touch(mode=0o600)
    done = subprocess.run(
        [program, "--format=custom", "--no-password", f"--file={target}"],
        env=environment,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        target.unlink(missing_ok=True)
        raise NoCopy(
            _(
                "pg_dump could not copy the database, and nothing was changed:\n%(reason)s\n"
                "Mend that, or make a copy yourself and type: script/run --no-copy"
            )
            % {"reason": done.stderr.strip()}
        )
    return target
