"""`manage.py benchmark search`: what it costs to find a word among 100,000 messages, on SQLite and on PostgreSQL.

Two of five messages are whispers that Ben may not read, one of five that Ada, who leads, may not. Both look for a word
that was said five times, one in every fiftieth and one in every message; for the beginning of a word, words side by side,
two words; and for what was said in others' whispers alone, of which nothing may be found. Each figure is the median over
`rooms.search.search`: the page, its count, and all that the page needs of its messages.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import CommandError

from config.benchmarks.report import Report, Row, say
from config.benchmarks.searching import ASKED
from config.frontend import ROOT
from config.testing.servers import NoServer, Postgres
from config.testing.serving import manage

MESSAGES, QUICK_MESSAGES = 100_000, 10_000
ROUNDS, QUICK_ROUNDS = 21, 5
MOST_MS = 50.0
ROWS = ("sqlite", "postgres")
WORDS = {
    "rare": "a word said five times",
    "middling": "a word of every fiftieth message",
    "common": "a word of every message",
    "beginning": "the beginning of a word of every message",
    "quotation": "two words side by side, in every message",
    "together": "a common word and a middling one",
    "whispered": "a word said only in others' whispers",
}
WHO = {"ada": "who leads", "ben": "who plays"}


def run(*, only: list[str] | None = None, quick: bool = False) -> Report:
    messages, rounds = (QUICK_MESSAGES, QUICK_ROUNDS) if quick else (MESSAGES, ROUNDS)
    report = Report(
        "search", {"messages": messages, "python": platform.python_version(), "load": f"{os.getloadavg()[0]:.1f}"}
    )
    for database in only or ROWS:
        say(f"{database}: filling")
        try:
            with DATABASES[database]() as url:
                _add(report, database, measured(url, messages, rounds))
        except NoServer as error:
            report.notes.append(f"left out: {database} ({error})")
    return report


def _add(report: Report, database: str, figures: dict[str, Any]) -> None:
    for who in WHO:
        for word in ASKED:
            found = figures[f"{who} {word}"]
            report.add(
                Row(
                    f"{database} {who} {word}",
                    f"{database}, {WHO[who]}: {WORDS[word]}",
                    statistics.median(found["ms"]),
                    "ms",
                    most=MOST_MS,
                    detail={**{f.__name__: round(f(found["ms"]), 1) for f in (min, max)}, "found": found["found"]},
                )
            )
    foreign = sum(found["foreign"] for found in figures.values() if isinstance(found, dict))
    overheard = sum(figures[f"{who} whispered"]["found"] for who in WHO)
    report.add(
        Row(
            f"{database} leaks",
            f"{database}: messages found that are not the searcher's",
            foreign + overheard,
            "",
            most=0,
        )
    )


def measured(url: str, messages: int, rounds: int) -> dict[str, Any]:
    """The figures of `config.benchmarks.searching` on a migrated database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATABASE_URL": url, "DATA_DIR": folder, "DJANGO_ENV": "home", "REDIS_URL": ""}
        environment |= {"SECRET_KEY": "benchmark", "DJANGO_SETTINGS_MODULE": "config.settings"}
        manage("migrate", "--verbosity", "0", environment=environment)
        command = [sys.executable, "-m", "config.benchmarks.searching", str(messages), str(rounds)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandError(f"the measurement failed:\n{done.stderr[-3000:]}")
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


@contextmanager
def _sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'search.sqlite3'}"


@contextmanager
def _postgres() -> Iterator[str]:
    with Postgres() as server:
        yield server.url


DATABASES = {"sqlite": _sqlite, "postgres": _postgres}
