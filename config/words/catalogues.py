"""The catalogues under `config/locale`: brought level with the source, and compiled for the server.

Needs babel, which developers have. A server reads the compiled `.mo` alone; they are committed, and a test says whether
they are up to date.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

from config.words import source
from config.words.source import Found

DOMAINS: dict[str, Callable[[], Iterable[Found]]] = {"django": source.server, "djangojs": source.browser}
HEADER = "# The words of Dreamtable. `manage.py translations` keeps this file; translate what stands empty in it.\n#"

SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""Stands in what is compiled, which then differs only when words do."""


def languages() -> list[str]:
    """Those that need a catalogue: all but English, in which the words stand in the source."""
    return [code for code, _name in settings.LANGUAGES if code != "en"]


def place(language: str, domain: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / f"{domain}.po"


@lru_cache
def wanted(domain: str) -> Catalog:
    """The words that the source has now, without translations; read once in a process."""
    catalog = Catalog(fuzzy=False)
    for found in DOMAINS[domain]():
        words = (found.one, found.many) if found.many else found.one
        catalog.add(words, locations=[(found.file, 0)], context=found.context)
    return catalog


def read(language: str, domain: str) -> Catalog:
    path = place(language, domain)
    if not path.exists():
        return Catalog(language, domain, fuzzy=False)
    with path.open("rb") as opened:
        return read_po(opened, language, domain)


def level(language: str, domain: str) -> Catalog:
    """The catalogue with exactly the words of the source; a new one has no translation, and nothing is guessed."""
    catalog = read(language, domain)
    catalog.update(wanted(domain), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def written(catalog: Catalog) -> bytes:
    """As a .po. Without dates and line numbers, which would change with every edit of the source."""
    catalog.header_comment = HEADER
    catalog.creation_date = catalog.revision_date = SOME_DAY
    catalog.project, catalog.version, catalog.copyright_holder = "Dreamtable", "", "Dreamtable"
    text = io.BytesIO()
    write_po(text, catalog, width=120, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    aside = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Last-Translator', b'"Generated-By')
    return b"".join(line for line in text.getvalue().splitlines(True) if not line.startswith(aside))


def save(language: str, domain: str, catalog: Catalog) -> None:
    path = place(language, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(catalog))
    with path.with_suffix(".mo").open("wb") as opened:
        write_mo(opened, catalog)


def outdated(language: str, domain: str) -> bool:
    """Whether the .po lacks words of the source or keeps others, or the .mo says something else than it."""
    kept, fresh = read(language, domain), level(language, domain)
    if {_key(m) for m in kept} != {_key(m) for m in fresh}:
        return True
    compiled = place(language, domain).with_suffix(".mo")
    if not compiled.exists():
        return True
    with compiled.open("rb") as opened:
        return _meaning(read_mo(opened)) != _meaning(kept)


def _key(message: Message) -> tuple[object, str]:
    # Babel reads the contexts of a .mo as bytes.
    context: Any = message.context or ""
    return forms(message.id), context.decode() if isinstance(context, bytes) else context


def _meaning(catalog: Catalog) -> dict[object, object]:
    return {_key(m): forms(m.string) for m in catalog if m.id and _complete(m.string)}


def forms(words: Any) -> tuple[str, ...]:
    """Of a .po a tuple, of a .mo a list, where number matters; else one alone."""
    return (words,) if isinstance(words, str) else tuple(words)


def _complete(string: object) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


def untranslated(catalog: Catalog) -> list[str]:
    """The words without a translation, or with one that somebody must look at again."""
    return [str(m.id) for m in catalog if m.id and (m.fuzzy or not _complete(m.string))]
