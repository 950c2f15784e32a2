"""`manage.py import_audio DIR --owner NAME [--json]`: a directory of sounds into somebody's library."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.management.person import person
from audio.importing import import_directory
from config.api.errors import StorageFull


class Command(BaseCommand):
    help = (
        "Import all sounds below a directory into a person's library. Folders become folders; in one called loop, oneshot "
        "or music (or the like) the sounds become that. What is there already is left as it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path)
        parser.add_argument("--owner", required=True, help="whose library it becomes: a user name or an address")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")

    def handle(self, *args: Any, directory: Path, owner: str, **options: Any) -> None:
        user = person(owner)
        if not directory.is_dir():
            raise CommandError(f"{directory} is not a directory.")
        lines = not options["json"]
        try:
            report = import_directory(directory, user, self._line if lines else lambda path, how: None)
        except StorageFull as problem:
            raise CommandError(str(problem.message)) from None
        if lines:
            came, known, refused = (len(part) for part in asdict(report).values())
            self.stdout.write(f"{came} imported, {known} known already, {refused} refused")
        else:
            self.stdout.write(json.dumps(asdict(report), ensure_ascii=False))

    def _line(self, path: str, how: str) -> None:
        self.stdout.write(f"{how}: {path}")
