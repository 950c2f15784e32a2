"""Whether the database answers, is whole, and is set up as it should be."""

from __future__ import annotations

from django.db import IntegrityError, connection
from django.utils.translation import gettext as _

from config.doctor import Answer, check, fault, ok, warning
from config.health import probe_database

OLDEST_POSTGRES = 140_000


@check("database.answers")
def answers() -> Answer:
    try:
        probe_database()
    except Exception as error:
        reason = " ".join(str(error).split())
        return fault(
            _("The database does not answer: %(reason)s") % {"reason": reason[:200]},
            _("Start it, and compare DATABASE_URL in .env."),
        )
    return ok(_("The database answers (%(vendor)s).") % {"vendor": connection.vendor})


@check("database.mode", needs="database.answers")
def mode() -> Answer:
    """The write-ahead log of SQLite, a version of PostgreSQL that is still maintained."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            version = int(cursor.fetchone()[0])
        if version < OLDEST_POSTGRES:
            return fault(
                _("PostgreSQL %(major)s is older than what Django works with.") % {"major": version // 10_000},
                _("Move to PostgreSQL 14 or newer."),
            )
        return ok(f"PostgreSQL {version // 10_000}")
    if connection.is_in_memory_db():  # type: ignore[attr-defined]
        return ok(_("SQLite in memory."))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        journal = cursor.fetchone()[0]
    if journal != "wal":
        return warning(
            _("SQLite keeps no write-ahead log (%(journal)s), so that readers and writers wait for each other.")
            % {"journal": journal},
            _("Type: manage.py migrate, which turns it on; it does not work on network drives."),
        )
    return ok(_("SQLite keeps a write-ahead log."))


@check("database.whole", needs="database.answers")
def whole() -> Answer:
    """SQLite is asked whether it is damaged; rows that point to nothing are looked for where a database lets them be."""
    do = _("Stop the server and put the newest backup in place (DATA_DIR/backups).")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            said = cursor.fetchone()[0]
        if said != "ok":
            return fault(_("The database is damaged: %(said)s") % {"said": str(said)[:200]}, do)
    try:
        connection.check_constraints()
    except IntegrityError as error:
        return fault(_("Rows point to rows that are gone: %(error)s") % {"error": str(error)[:200]}, do)
    return ok(_("The database is whole."))
