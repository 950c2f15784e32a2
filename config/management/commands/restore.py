"""`manage.py restore FILE`: puts a backup back, after it has been checked whole."""

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
from config.keeping import making, restoring
from config.keeping.refusal import Refused


class Command(BaseCommand):
    help = (
        "Puts a backup into an empty database and storage, of either kind, from this version or an older one. The file is "
        "checked whole before anything is touched. Exit code 0: done; 1: refused or failed, and nothing was changed."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="what `manage.py backup` made")
        parser.add_argument("--check", action="store_true", help="only check the file; nothing is touched")
        parser.add_argument("--replace", action="store_true", help="put it in the place of what is there")
        parser.add_argument(
            "--no-copy", action="store_true", help="with --replace: make no backup of what is there first"
        )
        parser.add_argument("--json", action="store_true", help="say what was done as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        self.copy: Path | None = None
        bar = Bar(self.stderr, total=100)
        try:
            if options["check"]:
                found = restoring.look(options["file"], bar.at)
            else:
                before = nothing if options["no_copy"] else self.keep
                found = restoring.restore(options["file"], replace=options["replace"], before=before, tell=bar.at)
        except Refused as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(_("Nothing was changed: %(why)s") % {"why": error}) from error
        finally:
            bar.clear()
        if options["json"]:
            told = {**found.to_dict(), "restored": not options["check"], "copy": str(self.copy) if self.copy else None}
            self.stdout.write(json.dumps(told))
        else:
            self.describe(found, done=not options["check"])

    def keep(self) -> None:
        """A backup of what is about to be replaced."""
        self.copy = settings.BACKUP_DIR / datetime.now(UTC).strftime("before-restore-%Y%m%dT%H%M%SZ.zip")
        making.make(self.copy)

    def describe(self, found: restoring.Restored, *, done: bool) -> None:
        self.stdout.write(
            (_("Put back: %(what)s") if done else _("It can be put back: %(what)s"))
            % {
                "what": _("%(rows)s rows and %(files)s files of %(date)s, version %(version)s")
                % {
                    "rows": f"{found.rows:,}", "files": f"{found.objects:,}",
                    "date": f"{found.made_at:%Y-%m-%d %H:%M} UTC", "version": found.program,
                }
            }
        )  # fmt: skip
        if found.missing:
            self.stdout.write(_("Files that were missing already: %(count)s") % {"count": len(found.missing)})
        if self.copy:
            self.stdout.write(_("What was there before is in %(path)s") % {"path": self.copy})
        if found.settings and done:
            self.stdout.write(_("The server it came from had chosen (put what still fits into .env):"))
            for name, value in found.settings.items():
                self.stdout.write(f"  {name}={value}")


def nothing() -> None:
    """No copy was wanted."""
