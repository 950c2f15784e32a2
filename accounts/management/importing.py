"""What commands share that bring files from the server's disk into somebody's library."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.library.from_disk import FromDisk, Report, files_below
from accounts.management.bar import Bar
from accounts.management.person import person
from config.api.errors import StorageFull


class ImportCommand(BaseCommand):
    """`library` is the way into it. A line for each file, or one JSON object; a bar while a terminal looks on."""

    library: FromDisk

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--owner", required=True, help="whose library it becomes: a user name or an address")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")

    def bring(self, files: list[tuple[Path, Path]], owner: str, *, as_json: bool) -> Report:
        """(path, path in the library) of each. Raises CommandError for an unknown owner and for a full storage."""
        user, bar = person(owner), Bar(self.stderr, len(files))

        def told(shown: str, how: str) -> None:
            bar.clear()
            if not as_json:
                self.stdout.write(f"{how}: {shown}")
            bar.step(shown)

        try:
            report = self.library.bring(files, user, told)
        except StorageFull as problem:
            raise CommandError(str(problem.message)) from None
        finally:
            bar.clear()
        if as_json:
            self.stdout.write(json.dumps(asdict(report), ensure_ascii=False))
        else:
            came, known, refused = len(report.imported), len(report.known), len(report.refused)
            self.stdout.write(f"{came} imported, {known} known already, {refused} refused")
        return report


class ImportDirectory(ImportCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path)
        super().add_arguments(parser)

    def handle(self, *args: Any, directory: Path, owner: str, **options: Any) -> None:
        if not directory.is_dir():
            raise CommandError(f"{directory} is not a directory.")
        self.bring(list(files_below(directory)), owner, as_json=options["json"])
