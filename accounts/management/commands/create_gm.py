"""`manage.py create_gm NAME`: an account for a game master."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import registration
from accounts.passwords import new_password
from config.api.errors import Invalid


class Command(BaseCommand):
    help = "Makes an account NAME that may open /gm/, and prints its password once. For an account there is: grant."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME", help="3 to 20 letters, digits, hyphens or underscores")
        parser.add_argument("--email", default="", help="for links to a new password")
        parser.add_argument("--display-name", default="", help="what others read, if not NAME")
        parser.add_argument("--password-stdin", action="store_true", help="read the password instead of making one")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        typed = options["password_stdin"]
        password = sys.stdin.readline().rstrip("\n") if typed else new_password()
        try:
            user = registration.admit(
                username=name, password=password, email=options["email"] or None,
                display_name=options["display_name"], game_master=True,
            )  # fmt: skip
        except Invalid as problem:
            raise CommandError(
                "; ".join(f"{field}: {' '.join(words)}" for field, words in problem.fields.items())
            ) from None
        told = {"name": user.username, "id": str(user.pk), **({} if typed else {"password": password})}
        if options["json"]:
            self.stdout.write(json.dumps(told))
            return
        self.stdout.write(f"{user.username} is a game master.")
        if not typed:
            self.stdout.write(f"Password: {password}  (shown only this once; it can be changed on the page /account/)")
