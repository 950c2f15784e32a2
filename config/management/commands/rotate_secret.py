"""`manage.py rotate_secret`: another SECRET_KEY, without signing anybody out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config import secret

MOST_EARLIER = 2
"""Keys that are still believed after it: who has not come since loses no more than their sign-in."""
LINE = re.compile(r"^(?:export )?(SECRET_KEY(?:_FALLBACKS)?)=(.*)$", re.MULTILINE)


class Command(BaseCommand):
    help = (
        "Replaces SECRET_KEY where it lies (.env, or secret_key in DATA_DIR). What the old key signed is still believed: "
        "sessions, API tokens, links. Restart all processes afterwards, at the same time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--at-once", action="store_true", help="the key leaked: believe it no more, sign everybody out"
        )
        parser.add_argument(
            "--forget", action="store_true", help="keep the key, but no longer believe the earlier ones"
        )

    def handle(self, *args: Any, at_once: bool, forget: bool, **options: Any) -> None:
        if at_once and forget:
            raise CommandError(_("--at-once forgets the earlier keys too."))
        believed = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        if forget:
            keys = believed[:1]
        else:
            keys = [secret.new(), *([] if at_once else believed[:MOST_EARLIER])]
        place = write(keys)
        self.stdout.write(
            _("The key in %(place)s was replaced.") % {"place": place}
            if not forget
            else _("The earlier keys in %(place)s were forgotten.") % {"place": place}
        )
        if at_once or forget:
            self.stdout.write(_("Who was signed in by a key that is gone signs in again."))
        self.stdout.write(_("Restart the server and its workers now, all at the same time."))


def write(keys: list[str]) -> Path:
    """Puts `keys` where the server reads them. Returns the place. Raises CommandError when that is no file of its own."""
    own, dotenv = Path(settings.DATA_DIR) / "secret_key", settings.BASE_DIR / ".env"
    # Fewer than now are there while `--forget` is written: the first is the one that signs in any case.
    if own.exists() and secret.kept(own)[:1] == [settings.SECRET_KEY]:
        secret.replace(own, "\n".join(keys))
        return own
    if dotenv.exists():
        text = dotenv.read_text()
        found = {name: value.strip().strip("'\"") for name, value in LINE.findall(text)}
        if found.get("SECRET_KEY") == settings.SECRET_KEY:
            secret.replace(dotenv, _in_env(text, keys))
            return dotenv
    raise CommandError(
        _(
            "SECRET_KEY comes from the environment and not from a file that could be rewritten. Set it to a new one there "
            "(python -c 'import secrets; print(secrets.token_urlsafe(50))'), and SECRET_KEY_FALLBACKS to the old one."
        )
    )


def _in_env(text: str, keys: list[str]) -> str:
    """The text of .env with these keys. Raises CommandError for an old key that its syntax would break."""
    first, *earlier = keys
    if any(re.search(r"[\s,'\"#\\\\$]", key) for key in keys):
        raise CommandError(_("The key in .env has signs that cannot stand in a list: replace it with --at-once."))
    without = re.sub(r"^(?:export )?SECRET_KEY_FALLBACKS=.*\n?", "", text, flags=re.MULTILINE)
    lines = f"SECRET_KEY={first}" + (f"\nSECRET_KEY_FALLBACKS={','.join(earlier)}" if earlier else "")
    return re.sub(r"^(?:export )?SECRET_KEY=.*$", lambda _found: lines, without, flags=re.MULTILINE)
