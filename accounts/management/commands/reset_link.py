"""`manage.py reset_link USER`: a link with which this person sets a new password, for servers without mail."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.management.person import person
from accounts.staff import people
from accounts.staff.audit import By


class Command(BaseCommand):
    help = "Prints a link with which USER sets a new password. It works once, for three days."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", metavar="USER", help="name or e-mail address")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of a line")

    def handle(self, *args: Any, **options: Any) -> None:
        user = person(options["user"])
        if user.is_guest or user.is_demo:
            raise CommandError(f"{user.username} has no password: a guest claims the account on the page /account/.")
        if not user.is_active:
            raise CommandError(f"{user.username} is barred. Make the account active in /admin/ first.")
        link = people.reset_link(By.operator(), user)
        if options["json"]:
            self.stdout.write(json.dumps({"name": user.username, "id": str(user.pk), "link": link}))
        else:
            self.stdout.write(link)
        if not settings.PUBLIC_URL:
            self.stderr.write("PUBLIC_URL is not set: replace the host by the one that players type.")
