"""Which backups stay: the newest of each of the last days that have one, and of each of the last weeks."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from config.keeping.making import NAMED


def kept() -> list[tuple[datetime, Path]]:
    """The backups in BACKUP_DIR that are named by their time, newest first; others are nobody's business here."""
    found = []
    for path in settings.BACKUP_DIR.glob("dreamtable-*.zip"):
        try:
            found.append((datetime.strptime(path.name, NAMED).replace(tzinfo=UTC), path))
        except ValueError:
            continue
    return sorted(found, reverse=True)


def prune() -> list[Path]:
    """Deletes those beyond BACKUP_KEEP_DAILY days and BACKUP_KEEP_WEEKLY weeks, never the newest. Returns them."""
    there = kept()
    stay = {path for _at, path in there[:1]}
    stay |= _newest_of_each(there, settings.BACKUP_KEEP_DAILY, lambda at: at.date())
    stay |= _newest_of_each(there, settings.BACKUP_KEEP_WEEKLY, lambda at: at.isocalendar()[:2])
    gone = [path for _at, path in there if path not in stay]
    for path in gone:
        path.unlink(missing_ok=True)
    _sweep()
    return gone


def _sweep() -> None:
    """What backups left behind that were killed more than a day ago: no backup takes so long."""
    for path in settings.BACKUP_DIR.glob(".*.zip.*.part"):
        if path.stat().st_mtime < time.time() - 86_400:
            path.unlink(missing_ok=True)


def _newest_of_each(there: list[tuple[datetime, Path]], many: int, period: Callable[[datetime], Hashable]) -> set[Path]:
    """The newest of each of the `many` newest periods; `there` begins with the newest."""
    newest: dict[Hashable, Path] = {}
    for at, path in there:
        newest.setdefault(period(at), path)
    return set(list(newest.values())[: max(many, 0)])
