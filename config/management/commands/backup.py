"""`manage.py backup`: one file with everything, while the server runs."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.management.bar import Bar
from config.keeping import making, retention
from config.keeping.refusal import Refused

SOME_MISSING = 3


class Command(BaseCommand):
    help = (
        "Makes one file of all data, uploaded files and settings without secrets, while the server runs. "
        "Exit code 0: made; 1: not made; 3: made, but some files that rows name were not in the storage."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to", type=Path, metavar="FILE", help="the file to make; by default named by the time, in BACKUP_DIR"
        )
        parser.add_argument(
            "--prune", action="store_true", help="then delete older ones in BACKUP_DIR, as BACKUP_KEEP_* say"
        )
        parser.add_argument("--json", action="store_true", help="say what was made as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        target = options["to"] or settings.BACKUP_DIR / datetime.now(UTC).strftime(making.NAMED)
        bar = Bar(self.stderr, total=100)
        try:
            made = making.make(target.absolute(), bar.at)
        except Refused as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(_("The backup could not be written: %(why)s") % {"why": error}) from error
        finally:
            bar.clear()
        gone = retention.prune() if options["prune"] else []
        if options["json"]:
            self.stdout.write(json.dumps({**made.to_dict(), "pruned": [str(path) for path in gone]}))
        else:
            self.describe(made, gone)
        if made.missing:
            raise SystemExit(SOME_MISSING)

    def describe(self, made: making.Made, gone: list[Path]) -> None:
        self.stdout.write(
            _("%(path)s: %(rows)s rows, %(files)s files, %(size)s bytes")
            % {"path": made.path, "rows": f"{made.rows:,}", "files": f"{made.objects:,}", "size": f"{made.size:,}"}
        )
        for path in gone:
            self.stdout.write(_("Deleted: %(path)s") % {"path": path})
        for key in made.missing:
            self.stderr.write(_("Not in the storage, so not in the backup: %(key)s") % {"key": key})
