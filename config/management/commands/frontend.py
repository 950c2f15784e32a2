"""`manage.py frontend`: fetch the browser's libraries and publish what the pages need."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import frontend


class Command(BaseCommand):
    help = "Fetches the browser's libraries with npm and publishes the needed files into static/vendor/."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
        parser.add_argument("--force", action="store_true", help="do it even when nothing changed")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changed = frontend.prepare(dev=options["dev"], force=options["force"])
        except frontend.FrontendError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Published into static/vendor/." if changed else "Everything is up to date.")
