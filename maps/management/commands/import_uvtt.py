"""`manage.py import_uvtt FILE... --owner NAME [--folder NAME] [--json]`: maps with their walls, doors and lights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from accounts.management.importing import ImportCommand
from maps.importing import uvtt_from_disk


class Command(ImportCommand):
    library = uvtt_from_disk
    help = (
        "Import Universal VTT files (.dd2vtt, .uvtt, .df2vtt) into a person's library. Ends with 1 when one of them was "
        "refused; the others are there."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--folder", default="", help="the folder of the library, made when it is not there")
        super().add_arguments(parser)

    def handle(self, *args: Any, files: list[Path], folder: str, owner: str, **options: Any) -> None:
        if "/" in folder:
            raise CommandError("--folder is the name of one folder.")
        # A file that is not there is refused like one that cannot be read.
        report = self.bring([(path, Path(folder, path.name)) for path in files], owner, as_json=options["json"])
        if report.refused:
            raise CommandError(f"{len(report.refused)} of {len(files)} files were refused.")
