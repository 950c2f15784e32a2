"""The composition root as a Django app: management commands, checks and what happens after `migrate`."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.signals import post_migrate


def write_ahead_log(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """SQLite keeps its journal mode in the file: it is set once here, not at each connection, where it can wait."""
    connection = connections[using]
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():  # type: ignore[attr-defined]
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")


def reconnect_each_second() -> None:
    """psycopg's pool waits twice as long after each attempt that failed: after two minutes without PostgreSQL a process
    would stay away for another one. Here the wait stays at a second (`test_every_process_in_turn`).
    """
    if connections.settings[DEFAULT_DB_ALIAS]["ENGINE"].endswith("postgresql"):
        from psycopg_pool.base import AttemptWithBackoff

        AttemptWithBackoff.DELAY_BACKOFF = 1.0


class ConfigApp(AppConfig):
    name = "config"
    label = "config"

    def ready(self) -> None:
        from config.keeping import tasks  # noqa: F401  periodic jobs are known by being imported

        reconnect_each_second()
        # Sent for apps that have models, which this one has not.
        people = apps.get_app_config("accounts")
        post_migrate.connect(write_ahead_log, sender=people, dispatch_uid="config.write_ahead_log")
