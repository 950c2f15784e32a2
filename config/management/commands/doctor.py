"""`manage.py doctor [PART ...] [--fix] [--json]`: a check-up of this installation."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from accounts.management.bar import Bar
from config.doctor import Answer, Check, State, examine, load
from config.doctor.registry import chosen

EXIT = {State.WARNING: 1, State.FAULT: 2}


class Command(BaseCommand):
    # Broken settings are what it is there for: they are one of its checks, not its end.
    requires_system_checks = []
    help = (
        "Looks for what is wrong with this installation: versions with known faults, settings, database, migrations, Redis, "
        "clocks, disks, files, quotas, jobs. Ends with 0 when all is well, 1 with warnings, 2 with faults."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "parts", nargs="*", metavar="PART", help="only these checks, by name or part: files clock.redis"
        )
        parser.add_argument("--fix", action="store_true", help="do what is safe to do, and say what was done")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")

    def handle(self, *args: Any, parts: list[str], **options: Any) -> None:
        from config.doctor import checks  # noqa: F401  known by being imported

        load()
        try:
            wanted = chosen(parts)
        except LookupError as unknown:
            raise CommandError(_("There is no check named %(name)s.") % {"name": unknown}) from None
        bar = Bar(self.stderr, len(wanted))
        answers: list[tuple[Check, Answer]] = []
        for one, answer in examine(wanted, mend=options["fix"], before=lambda one: bar.step(one.name)):
            answers.append((one, answer))
            if not options["json"]:
                bar.clear()
                self._line(one, answer)
        bar.clear()
        states = [answer.state for _one, answer in answers]
        worst = next((state for state in (State.FAULT, State.WARNING) if state in states), State.OK)
        if options["json"]:
            self.stdout.write(json.dumps(_told(worst, answers), ensure_ascii=False))
        else:
            self.stdout.write(_("Checks: %(checks)d. Faults: %(faults)d. Warnings: %(warnings)d.") % {
                "checks": len(states), "faults": states.count(State.FAULT), "warnings": states.count(State.WARNING),
            })  # fmt: skip
        if worst in EXIT:
            sys.exit(EXIT[worst])

    def _line(self, one: Check, answer: Answer) -> None:
        style = {State.OK: self.style.SUCCESS, State.WARNING: self.style.WARNING, State.FAULT: self.style.ERROR}
        shown = style.get(answer.state, str)(f"{answer.state:8}")
        self.stdout.write(f"{shown} {one.name:22} {answer.words}")
        for arrow, words in (("->", answer.do), ("**", answer.did)):
            if words:
                self.stdout.write(f"{'':31} {arrow} {words}")


def _told(worst: State, answers: list[tuple[Check, Answer]]) -> dict[str, Any]:
    return {
        "state": worst,
        "version": settings.VERSION,
        "checks": [
            {"name": one.name, "state": answer.state, "words": answer.words, "do": answer.do, "did": answer.did}
            for one, answer in answers
        ],
    }
