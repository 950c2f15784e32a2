"""`manage.py import_room FILE --owner NAME [--check] [--json]`: a new room from a file of `export_room`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from accounts.management.bar import Bar
from accounts.management.person import person
from config.api.errors import Problem
from rooms.archive import preview, read_room


class Command(BaseCommand):
    help = (
        "Makes a new room from an archive, which belongs to one person and which nobody else has entered. The file is "
        "checked before anything is made. Exit code 0: made; 1: refused, and nothing of it stayed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="what `manage.py export_room` made")
        parser.add_argument("--owner", required=True, metavar="NAME", help="whose room: a user name or an address")
        parser.add_argument("--check", action="store_true", help="only say what it holds")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")

    def handle(self, *args: Any, file: Path, owner: str, **options: Any) -> None:
        user, bar = person(owner), Bar(self.stderr, total=100)
        if not file.is_file():
            raise CommandError(_("%(path)s is no file.") % {"path": file})
        try:
            found = preview(file)
            room = None if options["check"] else read_room(file, user, tell=bar.at)
        except Problem as problem:
            raise CommandError(str(problem.message)) from None
        finally:
            bar.clear()
        if options["json"]:
            told = msgspec.to_builtins(found) | {"room": str(room.pk) if room else None}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        if room is not None:
            self.stdout.write(_("“%(name)s” is a room of %(owner)s now.") % {"name": room.name, "owner": user.username})
        for kind, count in found.counts.items():
            self.stdout.write(f"  {count:>8,} {kind}")
