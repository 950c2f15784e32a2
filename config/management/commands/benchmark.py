"""`manage.py benchmark NAME`: measures on this machine what the design promises."""

from __future__ import annotations

from argparse import ArgumentParser
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.benchmarks import NAMES


class Command(BaseCommand):
    help = "Measures what the design promises, with private servers and databases; yours are not touched."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=NAMES)
        parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
        parser.add_argument("--only", metavar="ROW", action="append", help="only these rows (may be given repeatedly)")
        parser.add_argument("--quick", action="store_true", help="one short round instead of the median of five")
        parser.add_argument(
            "--into", metavar="DIRECTORY", type=Path, help="write a page with pictures there too (music)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        benchmark = import_module(f"config.benchmarks.{options['name']}")
        unknown = set(options["only"] or ()) - set(benchmark.ROWS)
        if unknown:
            raise CommandError(f"There is no row {', '.join(unknown)}; there are: {', '.join(benchmark.ROWS)}")
        more = {"into": options["into"]} if options["into"] is not None else {}
        if more and "into" not in signature(benchmark.run).parameters:
            raise CommandError(f"{options['name']} makes no pages.")
        report = benchmark.run(only=options["only"], quick=options["quick"], **more)
        self.stdout.write(report.as_json() if options["json"] else report.as_table())
