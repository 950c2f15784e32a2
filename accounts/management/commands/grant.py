"""`manage.py grant USER game_master|staff [--revoke]`: gives or takes a role."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.management.person import person
from accounts.staff import people
from accounts.staff.audit import By

ROLES = {"game_master": "is_game_master", "staff": "is_staff"}


class Command(BaseCommand):
    help = (
        "Gives USER a role, or takes it with --revoke. game_master opens /gm/, staff opens /admin/. Ends with 0 also when "
        "nothing was to be changed, with 1 when there is no such account or it can have no role."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", metavar="USER", help="name or e-mail address")
        parser.add_argument("role", choices=sorted(ROLES))
        parser.add_argument("--revoke", action="store_true", help="take the role away")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of a line")

    def handle(self, *args: Any, **options: Any) -> None:
        user, role, has = person(options["user"]), options["role"], not options["revoke"]
        if user.is_guest or user.is_demo:
            raise CommandError(f"{user.username} is a guest or the demo account: these have no roles.")
        before = getattr(user, ROLES[role])
        people.change(By.operator(), user, **{ROLES[role]: has})
        if options["json"]:
            told = {"name": user.username, "id": str(user.pk), "role": role, "has": has, "changed": before != has}
            self.stdout.write(json.dumps(told))
        else:
            self.stdout.write(f"{user.username} {'has' if has else 'no longer has'} the role {role}.")
