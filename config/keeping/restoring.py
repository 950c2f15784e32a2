"""Puts a backup back: checked whole, its files into the storage, then all its rows in one transaction.

What was there before stays as it was unless the last step succeeds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.core.management.sql import emit_post_migrate_signal
from django.db import DEFAULT_DB_ALIAS, connection, models, transaction
from django.db.utils import DatabaseError
from django.utils.translation import gettext as _

from config.files import uploads
from config.keeping import objects, running, schema
from config.keeping.catalogue import Table, all_tables, kept_tables
from config.keeping.checking import Checked, check
from config.keeping.connections import beside, sqlite_file, standing_in
from config.keeping.making import Tell
from config.keeping.opening import opened
from config.keeping.refusal import Refused
from config.keeping.rows import BATCH, prepared, stored_in

Rows = Callable[[Table], Iterator[Any]]
MADE_BY_MIGRATING = {"contenttypes.ContentType", "auth.Permission"}


@dataclass(frozen=True, slots=True)
class Restored:
    """What a backup held, and what of it is in place now."""

    program: str
    made_at: datetime
    sha256: str
    rows: int
    objects: int
    missing: list[str]
    settings: dict[str, str]
    migrated: bool

    def to_dict(self) -> dict[str, Any]:
        return {
            "program": self.program, "made_at": self.made_at.isoformat(), "sha256": self.sha256, "rows": self.rows,
            "files": self.objects, "missing": self.missing, "settings": self.settings, "migrated": self.migrated,
        }  # fmt: skip


def look(path: Path, tell: Tell) -> Restored:
    """Checks a backup without touching anything else. Raises Refused."""
    with opened(path) as backup:
        return _told(check(backup, tell))


def restore(path: Path, *, replace: bool, before: Callable[[], None], tell: Tell) -> Restored:
    """Puts the backup at `path` back. Raises Refused; then nothing was changed.

    `replace`: what is there may go; `before` is called when it is about to, to make a copy of it.
    """
    with opened(path) as backup, running.nobody_else():
        occupied = _check_target(replace=replace)
        checked = check(backup, tell)
        objects.check_space(backup)
        if occupied:
            before()
        with _rows_of_today(checked, tell) as rows, objects.put(backup, tell):
            if not occupied:
                schema.migrate()
            _write(rows, tell)
        tell(1.0, _("done"))
        return _told(checked)


def _told(checked: Checked) -> Restored:
    described = checked.backup.manifest
    return Restored(
        described.program, described.made_at, checked.backup.sha256, described.rows,
        len(checked.backup.objects), described.missing, checked.backup.settings(), not checked.is_current,
    )  # fmt: skip


def _check_target(*, replace: bool) -> bool:
    """Whether there is something in the database. Raises Refused when it must not be replaced, or has another schema."""
    names, program = schema.of_database(), schema.of_program()
    if not names:
        return False
    if not names <= program:
        raise Refused(_("The database belongs to a newer version of the program."))
    registry = schema.models_with(names)
    kept = [table for table in kept_tables(registry) if table.label not in MADE_BY_MIGRATING]
    if not any(models.QuerySet(table.model).exists() for table in kept):
        return False
    if not replace:
        raise Refused(
            _(
                "There is something in the database already. To put the backup in its place, with a copy of it made "
                "before, add --replace."
            )
        )
    if names != program:
        raise Refused(_("The database is not migrated. Type: python manage.py migrate"))
    return True


@contextmanager
def _rows_of_today(checked: Checked, tell: Tell) -> Iterator[Rows]:
    """A function that gives the rows of a table of this program; those of an older backup are migrated first, in an
    SQLite file that is thrown away.
    """
    if checked.is_current:
        there = {table.label for table in checked.tables}
        yield lambda table: checked.rows(table) if table.label in there else iter(())
        return
    tell(0.0, _("bringing rows to this version"))
    with uploads.workspace("restore-") as folder:
        older = sqlite_file(folder / "older.sqlite3")
        with standing_in(older):
            schema.lay_bare(checked.names, checked.registry)
            with transaction.atomic():
                for table in checked.tables:
                    _insert(table, checked.rows(table))
            schema.migrate()
        with beside("older", older) as alias:
            yield lambda table: stored_in(table, alias)


def _write(rows: Rows, tell: Tell) -> None:
    """All tables anew in one transaction. Raises Refused; then the database is as it was."""
    tables = list(all_tables())
    kept = _needed_first(kept_tables())
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                if connection.vendor == "postgresql":
                    cursor.execute("SET LOCAL lock_timeout = '10s'")
                _drop_triggers(cursor)
                for statement in connection.ops.sql_flush(no_style(), [t.model._meta.db_table for t in tables]):
                    cursor.execute(statement)
            for number, table in enumerate(kept):
                tell(0.5 + 0.5 * number / len(kept), _("putting rows back"))
                _insert(table, rows(table))
            connection.check_constraints()
            # What is made of the rows after every migration, the search index of SQLite, is made anew.
            emit_post_migrate_signal(verbosity=0, interactive=False, db=DEFAULT_DB_ALIAS)
            with connection.cursor() as cursor:
                for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in kept]):
                    cursor.execute(statement)
    except DatabaseError as error:
        raise Refused(_("The database refused the rows, and is as it was: %(why)s") % {"why": error}) from error
    ContentType.objects.clear_cache()


def _drop_triggers(cursor: Any) -> None:
    """Those of SQLite, which keep the search index level row by row, in the order of what was said."""
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")


def _needed_first(tables: list[Table]) -> list[Table]:
    """In such an order that what rows refer to comes before them, as far as tables do not refer to each other."""
    by_label, found = {table.label: table for table in tables}, dict[str, Table]()

    def visit(table: Table, above: frozenset[str]) -> None:
        for _place, other in table.references:
            if other in by_label and other not in found and other not in above:
                visit(by_label[other], above | {other})
        found.setdefault(table.label, table)

    for table in tables:
        visit(table, frozenset({table.label}))
    return list(found.values())


def _insert(table: Table, rows: Iterable[Any]) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in table.fields)
    into = f"{quote(table.model._meta.db_table)} ({names})"
    ready = map(prepared(table, connection), rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in ready:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(table.fields))
        while batch := list(islice(ready, BATCH)):
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", batch)  # noqa: S608
