"""`manage.py reset_second_factor NAME`: for who has lost phone and recovery codes."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.management.person import person
from accounts.staff import people
from accounts.staff.audit import By


class Command(BaseCommand):
    help = (
        "Takes the second factor of NAME away and ends all their sign-ins: the password alone signs in again. Make sure "
        "that it is really they who ask. Staff who need a second factor are led to set up the next one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME", help="name or e-mail address")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of a line")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        user = person(name)
        if not people.remove_second_factor(By.operator(), user):
            raise CommandError(f"{user.username} has no second factor.")
        if options["json"]:
            self.stdout.write(json.dumps({"name": user.username, "id": str(user.pk), "removed": True}))
        else:
            self.stdout.write(f"{user.username} has no second factor any more, and signs in with the password alone.")
