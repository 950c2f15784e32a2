"""Which migrations a database or a backup has, and the models as they were with these."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from config.keeping.catalogue import all_tables
from config.keeping.refusal import Refused

Names = frozenset[tuple[str, str]]
"""(app's label, migration's name)"""


def of_program() -> Names:
    """What this program's own schema is made of."""
    return frozenset(MigrationLoader(None).graph.nodes)


def of_database() -> Names:
    """What has been applied to the default database; empty when it has no tables yet."""
    return frozenset(MigrationRecorder(connection).applied_migrations())


@cache
def models_with(names: Names) -> Any:
    """The registry of models as they are with these migrations. Raises Refused unless this program knows them all, and
    they are what the program had on some day.
    """
    graph = MigrationLoader(None).graph
    unknown = sorted(names - set(graph.nodes))
    if unknown:
        raise Refused(
            _("It needs a newer version of the program: %(migration)s is not known to this one.")
            % {"migration": ".".join(unknown[0])}
        )
    if names == set(graph.nodes):
        return apps
    for name in sorted(names):
        missing = {parent.key for parent in graph.node_map[name].parents} - names
        if missing:
            raise Refused(
                _("Its schema is of no version of the program: %(migration)s is there without %(needed)s.")
                % {"migration": ".".join(name), "needed": ".".join(min(missing))}
            )
    last = [name for name in names if not any(child.key in names for child in graph.node_map[name].children)]
    return MigrationLoader(None).project_state(sorted(last)).apps


def lay_bare(names: Names, registry: Any) -> None:
    """Makes the tables of `registry` in the empty default database, as if `names` had been applied one after the other.

    What migrations do besides tables (the search of PostgreSQL) is not made: for an SQLite file that is migrated on.
    """
    with connection.schema_editor() as editor:
        for table in all_tables(registry):
            if not table.model._meta.auto_created:  # made with the model whose field it is
                editor.create_model(table.model)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for app, name in sorted(names):
        recorder.record_applied(app, name)


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)
