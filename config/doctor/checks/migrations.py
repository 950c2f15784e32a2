"""Whether database, migrations and models agree."""

from __future__ import annotations

from datetime import timedelta

from django.apps import apps
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState
from django.utils.translation import gettext as _

from config.doctor import Answer, check, fault, ok, prunable
from config.quickstart import backup

MOST_NAMED = 5


def _named(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" (+{more})" if more > 0 else "")


@check("migrations.conflicts", needs="database.answers")
def conflicts() -> Answer:
    """Two migrations of an app that both want to be its last: two branches of the code were put together."""
    found = MigrationLoader(connection).detect_conflicts()
    if found:
        words = _named([f"{app}: {' / '.join(sorted(names))}" for app, names in sorted(found.items())])
        return fault(
            _("Migrations contradict each other: %(words)s.") % {"words": words},
            _("Fetch the code of one release anew; while developing: manage.py makemigrations --merge"),
        )
    return ok(_("Migrations follow each other."))


@check("migrations.applied", needs="migrations.conflicts")
def applied() -> Answer:
    waiting = backup.pending()
    if waiting:
        return fault(
            _("%(count)d migrations are not applied: %(names)s.") % {"count": len(waiting), "names": _named(waiting)},
            _("Stop the server and type: manage.py quickstart, which copies the database first."),
        )
    return ok(_("All migrations are applied."))


@check("migrations.unknown", needs="database.answers")
def unknown() -> Answer:
    """What was applied here by newer code than this."""
    loader = MigrationLoader(connection)
    # What was squashed meanwhile is no longer on the disk, but known.
    replaced = {key for one in loader.replacements.values() for key in one.replaces}
    strange = sorted(
        f"{app}.{name}"
        for app, name in (loader.applied_migrations or {})
        if app in loader.migrated_apps and (app, name) not in loader.disk_migrations and (app, name) not in replaced
    )
    if strange:
        return fault(
            _("The database was used by newer code: it knows %(names)s.") % {"names": _named(strange)},
            _("Update the code, or put back the copy of the database that was made before (DATA_DIR/backups)."),
        )
    return ok(_("The database knows no migration that the code does not."))


@check("migrations.missing", needs="migrations.conflicts")
def missing() -> Answer:
    """Models that no migration describes: `makemigrations` would write one."""
    loader = MigrationLoader(None)
    detector = MigrationAutodetector(
        loader.project_state(),
        ProjectState.from_apps(apps),
        NonInteractiveMigrationQuestioner(specified_apps=set(), dry_run=True),
    )
    changes = detector.changes(graph=loader.graph)
    if changes:
        words = _named([
            f"{app}: {operation.describe()}"
            for app, made in sorted(changes.items())
            for one in made
            for operation in one.operations
        ])  # fmt: skip
        return fault(
            _("Models differ from their migrations: %(words)s.") % {"words": words},
            _("Fetch the code of the release anew; while developing: manage.py makemigrations"),
        )
    return ok(_("Migrations describe the models."))


prunable(
    "copies",
    "copies of the database that were made before it was migrated, all but the newest",
    least=timedelta(days=1),
    count=lambda age: len(backup.old_copies(age)),
    delete=backup.delete_copies,
)
