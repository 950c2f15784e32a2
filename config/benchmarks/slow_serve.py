"""`manage.py serve` with one more command at the tables: `benchmark.slow`, a query of two seconds.

Only the benchmark starts this; the product has no such command.
"""

from __future__ import annotations

import os
import sys
import time
from typing import Any

import django

SECONDS = 2.0


def add_slow_command() -> None:
    from django.db import connection

    from rooms.live.event import Event

    class SlowQuery(Event):
        """Keeps one database thread busy."""

        type = "benchmark.slow"
        permission = "rooms.say"
        kept = False

        def target(self, who: Any) -> Any:
            until = time.monotonic() + SECONDS
            with connection.cursor() as cursor:
                while time.monotonic() < until:
                    cursor.execute(
                        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500000) SELECT count(*) FROM n"
                    )
            return who.room

        def keys(self, target: Any) -> frozenset[str]:
            return frozenset({"all"})

        def passes(self, target: Any) -> dict[str, Any]:
            return {}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    add_slow_command()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", "serve", *sys.argv[1:]])
