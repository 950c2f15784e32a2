from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rooms.live.documentation import FILE, document


class Command(BaseCommand):
    help = "Writes rooms/live/EVENTS.md, the documentation of all live commands, from the code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when the file is not up to date")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        wanted = document()
        if check:
            if not FILE.exists() or FILE.read_text() != wanted:
                raise CommandError("rooms/live/EVENTS.md is out of date. Type: python manage.py events")
            return
        FILE.write_text(wanted)
        self.stdout.write(f"wrote {FILE}")
