"""`manage.py add_presets USER`: sounds for a fresh install."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from audio.presets import PRESETS
from audio.rendering import presets
from config.api.errors import Problem
from config.jobs import Progress


class Command(BaseCommand):
    help = "Makes the preset sounds (ambiences, one-shots) and puts them into somebody's library; repeating it is harmless."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", help="whose library")
        parser.add_argument("preset", nargs="*", help=f"only these, of: {', '.join(PRESETS)}")

    def handle(self, *args: Any, **options: Any) -> str:
        owner = User.objects.filter(username__iexact=options["user"]).first()
        if owner is None:
            raise CommandError(f"There is nobody called {options['user']}.")
        ids = options["preset"] or list(PRESETS)
        unknown = [id for id in ids if id not in PRESETS]
        if unknown:
            raise CommandError(f"There is no preset {unknown[0]}; there are: {', '.join(PRESETS)}")
        before = presets.had_by(owner)
        for id in ids:
            try:
                presets.add(owner, [id], None, Progress.unheard())
            except Problem as problem:
                raise CommandError(f"{id}: {problem.message}") from None
            self.stdout.write(f"{id}: {'was there' if id in before else 'added'}")
        return f"{len(ids)} sounds are in the library of {owner.username}."
