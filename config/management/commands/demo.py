"""`manage.py demo`: a campaign to look at, for somebody who is here."""

from __future__ import annotations

import json
import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.management.bar import Bar
from accounts.management.person import person
from accounts.models import User
from config.api.errors import Problem
from config.quickstart.demo import DEMO
from scenes.demo.campaign import furnish


class Command(BaseCommand):
    help = (
        "Builds a campaign to look at: maps, tokens, walls and fog, sounds, a fight that is prepared, universes, what was "
        "said. Drawn and computed here, nothing is fetched. What is there already stays as it is. Exit code 0: it is "
        "there; 1: it could not be built."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--owner", metavar="NAME", help="whose it becomes; by default the first game master's")
        parser.add_argument("--json", action="store_true", help="say where it is as one JSON object")

    def handle(self, *args: Any, owner: str | None, **options: Any) -> None:
        logging.getLogger("dreamtable").setLevel(logging.WARNING)
        leads = User.objects.filter(is_game_master=True, is_active=True).order_by("created_at")
        user = person(owner) if owner else leads.first()
        if user is None:
            raise CommandError(_("There is no game master yet. Type: python manage.py create_gm NAME"))
        bar = Bar(self.stderr, total=100)
        try:
            bar.at(0.0, _("a table"))
            with transaction.atomic():
                for build in DEMO:
                    build(user)
            room = furnish(user, bar.at)
        except Problem as problem:
            raise CommandError(str(problem.message)) from None
        finally:
            bar.clear()
        if room is None:
            raise CommandError(_("The demo table was archived or changed hands; nothing was built."))
        if options["json"]:
            self.stdout.write(json.dumps({"owner": user.username, "room": str(room.pk), "name": room.name}))
        else:
            self.stdout.write(_("“%(name)s” belongs to %(owner)s: /rooms/%(id)s/") % {
                "name": room.name, "owner": user.username, "id": room.pk,
            })  # fmt: skip
