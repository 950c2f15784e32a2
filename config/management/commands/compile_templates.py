"""`manage.py compile_templates`: every template of the project compiles, so no page breaks on a forgotten tag."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template import TemplateSyntaxError
from django.template.loader import get_template


class Command(BaseCommand):
    help = "Compiles every template in templates/ and names those that do not compile."

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = settings.BASE_DIR / "templates"
        faults, count = [], 0
        for path in sorted(file for file in folder.rglob("*") if file.is_file()):
            count += 1
            try:
                get_template(str(path.relative_to(folder)))
            except (TemplateSyntaxError, UnicodeDecodeError) as error:
                faults.append(f"{path}: {error}")
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(f"{count} templates compile.")
