"""`manage.py grant USER game_master|staff [--revoke]`: gives or takes a role."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.management.person import person

ROLES = {"game_master": "is_game_master", "staff": "is_staff"}


class Command(BaseCommand):
    help = "Gives USER a role, or takes it with --revoke. game_master opens /gm/, staff opens /admin/."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", metavar="USER", help="name or e-mail address")
        parser.add_argument("role", choices=sorted(ROLES))
        parser.add_argument("--revoke", action="store_true", help="take the role away")

    def handle(self, *args: Any, **options: Any) -> None:
        user, role, has = person(options["user"]), options["role"], not options["revoke"]
        if user.is_guest or user.is_demo:
            raise CommandError(f"{user.username} is a guest or the demo account: these have no roles.")
        user.grant(**{ROLES[role]: has})
        self.stdout.write(f"{user.username} {'has' if has else 'no longer has'} the role {role}.")
