"""Every word that people read can be translated, is found, and is said in each language the site speaks."""

from __future__ import annotations

import re
from typing import Any

import pytest

from config.words import catalogues, literals, source
from config.words.source import Found

LANGUAGES = ("de",)
KEPT = r"%\(\w+\)[sd]|%[sd]|\{\w+(?::,)?\}"
"""Places for values: of Python, of templates, of JavaScript."""


@pytest.fixture(scope="module", params=[(code, domain) for code in LANGUAGES for domain in catalogues.DOMAINS])
def kept(request: Any) -> Any:
    return request.param


def test_every_language_of_the_site_has_a_catalogue() -> None:
    assert catalogues.languages() == list(LANGUAGES)


def test_catalogues_are_level_with_the_source(kept: tuple[str, str]) -> None:
    assert not catalogues.outdated(*kept), "Type: manage.py translations, and translate what it names."


def test_nothing_is_left_untranslated(kept: tuple[str, str]) -> None:
    assert catalogues.untranslated(catalogues.read(*kept)) == []


def test_translations_keep_the_places_for_values(kept: tuple[str, str]) -> None:
    for entry in catalogues.read(*kept):
        if not entry.id:
            continue
        originals, said = (catalogues.forms(words) for words in (entry.id, entry.string))
        assert len(said) == len(originals), entry.id
        for words, original in zip(said, originals, strict=True):
            assert set(re.findall(KEPT, words)) == set(re.findall(KEPT, original)), (original, words)


def test_no_text_stands_outside_the_catalogues() -> None:
    assert [*literals.in_templates(), *literals.in_scripts()] == []


def test_words_are_found_where_they_stand() -> None:
    page = source.template(
        '{% load i18n %}{% trans "Rooms" %}{% blocktrans count n=2 %}one{% plural %}{{ n }}{% endblocktrans %}', "a"
    )
    assert list(page) == [Found("a", "Rooms"), Found("a", "one", "%(n)s")]
    script = 'html`<p>${x ? html`${t("In \\"it\\"")}` : tn("{count} die", "{count} dice", n)}</p>`; tc("key", "Pin"); not("a"), o.t("b")'
    found = [Found("b", 'In "it"'), Found("b", "{count} die", "{count} dice"), Found("b", "Pin", context="key")]
    assert list(source.script(script, "b")) == found
    code = (
        'from x import gettext as _\n_("Sign in")\nngettext("a room", "rooms", n)\npgettext("door", "open")\n"not this"'
    )
    assert list(source.python(code, "c")) == [
        Found("c", "Sign in"), Found("c", "a room", "rooms"), Found("c", "open", context="door"),
    ]  # fmt: skip


def test_literal_words_are_seen_where_they_stand() -> None:
    script = 'html`<p title="Bad ${x}">${t("good")} ${ok && html`<b>also bad</b><code>fine</code>`}</p><i>${"}`"}</i>`'
    assert sorted(words for markup in literals.markup_of(script) for words in literals.read_out(markup)) == [
        "Bad …", "also bad",
    ]  # fmt: skip
