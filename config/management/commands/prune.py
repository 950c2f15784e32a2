"""`manage.py prune [--days N] [--dry-run]`: deletes what is old and nobody misses. What people made is never touched."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from accounts.management.bar import Bar
from config.doctor import load, prunables

DAYS = 30
MOST_DAYS = 36_500


class Command(BaseCommand):
    help = (
        "Deletes what is older than so many days and only took room: ended jobs and sign-ins, read notifications, "
        "interrupted uploads, files that belong to nothing, copies of the database. Rooms, libraries and talk stay."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=float, default=DAYS, metavar="N", help=f"older than N days ({DAYS})")
        parser.add_argument("--dry-run", action="store_true", help="only say how many there are")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")

    def handle(self, *args: Any, days: float, dry_run: bool, **options: Any) -> None:
        from config.doctor import checks  # noqa: F401  known by being imported

        if not 0 <= days <= MOST_DAYS:
            raise CommandError(_("--days is a number from 0 to %(most)d.") % {"most": MOST_DAYS})
        load()
        bar, counts = Bar(self.stderr, len(prunables())), {}
        for one in prunables():
            bar.step(one.name)
            age = one.age(timedelta(days=days))
            counts[one.name] = count = (one.count if dry_run else one.delete)(age)
            if not options["json"]:
                bar.clear()
                self.stdout.write(f"{count:8} {one.name:14} {one.words}")
        bar.clear()
        if options["json"]:
            self.stdout.write(json.dumps({"dry_run": dry_run, "days": days, "counts": counts}))
        else:
            words = _("%(count)d would be deleted.") if dry_run else _("%(count)d deleted.")
            self.stdout.write(words % {"count": sum(counts.values())})
