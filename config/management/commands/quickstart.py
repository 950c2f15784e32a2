"""`manage.py quickstart`: everything between a clone and the first page. A second time it changes nothing."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from config.quickstart import addresses, backup, owner
from config.quickstart.demo import DEMO
from scenes.tasks import furnish_demo


class Command(BaseCommand):
    requires_system_checks = []
    help = "Prepares the database and, on the first start, an owner with a demo table; says where to open it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-copy", action="store_true", help="migrate without copying the database first")

    def handle(self, *args: Any, **options: Any) -> None:
        if not addresses.port_is_free(settings.PORT):
            raise CommandError(
                _(
                    "Port %(port)s is taken. Dreamtable may be running already: open http://localhost:%(port)s/ . "
                    "Or choose another port: PORT=%(other)s script/run"
                )
                % {"port": settings.PORT, "other": settings.PORT + 1}
            )
        # A person reads this: what goes wrong is said, and not each thing that the first evening is made of.
        logging.getLogger("dreamtable").setLevel(logging.WARNING)
        Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
        self.migrate(copy=not options["no_copy"])
        password = None if User.objects.exists() else self.first_start()
        self.welcome(password)

    def migrate(self, *, copy: bool) -> None:
        pending = backup.pending()
        if not pending:
            return
        if copy and backup.has_data():
            try:
                target = backup.copy(pending[0])
            except backup.NoCopy as error:
                raise CommandError(str(error)) from error
            self.stdout.write(_("The database was copied to %(path)s before it is migrated.") % {"path": target})
        self.stdout.write(_("Preparing the database ..."))
        call_command("migrate", verbosity=0, interactive=False)

    @transaction.atomic
    def first_start(self) -> str:
        """All or nothing: a password that was never shown would lock everybody out."""
        person, password = owner.create()
        for build in DEMO:
            build(person)
        furnish_demo.enqueue(owner=person.pk)
        return password

    def welcome(self, password: str | None) -> None:
        local = f"http://localhost:{settings.PORT}/"
        self.stdout.write("")
        self.stdout.write(_("  On this computer:   %(url)s") % {"url": local})
        lan = addresses.lan_address()
        if lan:
            url = f"http://{lan}:{settings.PORT}/"
            self.stdout.write(_("  In your network:    %(url)s   (phones: scan this)") % {"url": url})
            self.draw(addresses.qr_code(url))
        if settings.TLS_PORT:
            secure = f"https://{lan or 'localhost'}:{settings.TLS_PORT}/"
            self.stdout.write(_("  With TLS:           %(url)s   (first, once a device: %(trust)s)") % {
                "url": secure, "trust": f"http://{lan or 'localhost'}:{settings.PORT}/trust/",
            })  # fmt: skip
        if password:
            self.stdout.write(
                _("  Sign in as %(name)s with the password %(password)s") % {"name": owner.NAME, "password": password},
            )
            self.stdout.write(
                _(
                    "  It is shown only this once; change it on your account page. Lost: %(python)s manage.py reset_link %(name)s"
                )
                % {"name": owner.NAME, "python": os.path.relpath(sys.executable)}
            )
        self.stdout.write(_("  Stop with Ctrl-C."))
        self.stdout.write("")
        self.stdout.flush()

    def draw(self, picture: str) -> None:
        try:
            self.stdout.write(picture)
        except UnicodeEncodeError:
            self.stdout.write(_("  (this terminal cannot draw the QR code)"))
