"""`manage.py certificate`: a certificate for TLS where no public authority can vouch for the server."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from config.tls.authority import ensure, is_ours, names_of, own_names


class Command(BaseCommand):
    help = "Makes, or renews, a certificate for a home network, signed by an authority of this server's own."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", action="append", default=[], help="a further name or address (repeatable)")
        parser.add_argument(
            "--into", type=Path, metavar="DIRECTORY", help="put fullchain.pem and privkey.pem there too, for nginx"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        folder, into = Path(settings.DATA_DIR) / "tls", options["into"]
        there = into / "fullchain.pem" if into is not None else None
        if there is not None and there.exists() and not is_ours(there, folder / "ca.crt"):
            words = _("The certificate in %(place)s is not from here and stays.") % {"place": into}
            self.say(options, words, kept=True)
            return
        made = ensure(folder, own_names(*options["host"]))
        if into is not None:
            self.copy(folder, into)
        found: dict[str, Any] = {
            "authority": str(folder / "ca.crt"),
            "new_authority": made.new_authority,
            "renewed": made.renewed,
            "names": sorted(names_of(made.certificate)),
            "until": made.certificate.not_valid_after_utc.date().isoformat(),
        }
        words = _("Certificate for %(names)s, good until %(until)s.") % {
            "names": ", ".join(found["names"]), "until": found["until"],
        }  # fmt: skip
        if made.new_authority:
            words += " " + _("Each device is told once to trust it: open /trust/ there.")
        self.say(options, words, **found)

    def copy(self, folder: Path, into: Path) -> None:
        into.mkdir(parents=True, exist_ok=True)
        for name in ("privkey.pem", "fullchain.pem"):
            beside = into / f".{name}.new"
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o640)
            with os.fdopen(handle, "wb") as target:
                target.write((folder / name).read_bytes())
            beside.rename(into / name)

    def say(self, options: dict[str, Any], words: str, **found: Any) -> None:
        self.stdout.write(json.dumps(found) if options["json"] else words)
