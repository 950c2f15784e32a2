"""`manage.py translations`: the catalogues brought level with the source, and compiled."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = (
        "Writes the words of the source into config/locale/*/LC_MESSAGES/*.po and compiles them. "
        "Names what has no translation. With --check nothing is written, and anything outdated or missing fails."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when anything would change")

    def handle(self, *args: object, **options: object) -> None:
        try:
            from config.words import catalogues
        except ImportError as error:
            raise CommandError("Catalogues are written with babel: pip install -r requirements-dev.txt") from error
        wrong = 0
        for language in catalogues.languages():
            for domain in catalogues.DOMAINS:
                catalog = catalogues.level(language, domain)
                if options["check"]:
                    wrong += catalogues.outdated(language, domain)
                else:
                    catalogues.save(language, domain, catalog)
                missing = catalogues.untranslated(catalog)
                wrong += bool(missing) and bool(options["check"])
                self.stdout.write(f"{language} {domain}: {len(catalog)} entries, {len(missing)} without a translation")
                for words in missing[:20]:
                    self.stdout.write(f"  {words}")
        if wrong:
            raise CommandError("The catalogues are not level with the source: manage.py translations writes them.")
