"""Words as both databases find them: without case, without the marks over Latin letters, cut at everything else."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from django.utils.translation import gettext as _

from config.api.errors import Invalid

LONGEST = 200
WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
MARKED = re.compile(r"([A-Za-z])[\u0300-\u036f]+")
QUOTED = re.compile(r'["“”„«»]')
SHORTEST_BEGINNING = 2
"""A single letter is the beginning of half of all words: it is looked for as a word of its own."""


class Phrase(NamedTuple):
    """Words that stand side by side; `begins`: of the last one only the beginning is given."""

    words: tuple[str, ...]
    begins: bool = False


def plain(word: str) -> str:
    """The one form of `Öl`, `ÖL`, `o\u0308l` and `ol`."""
    if word.isascii():
        return word.lower()
    bare = MARKED.sub(r"\1", unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFC", bare).lower().replace("ς", "σ")


def wanted(query: str) -> list[Phrase]:
    """What `query` asks for; all of it must be there. "Side by side" in quotes, as are the parts of `well-known` and
    `2d6+3`; the last word may be a beginning.

    Nothing else has a meaning: operators, brackets and stars are no words. Raises Invalid (field "q") for what is too long
    or holds NUL.
    """
    if len(query) > LONGEST:
        raise Invalid(fields={"q": [_("This is too long to look for.")]})
    if "\x00" in query:
        raise Invalid(fields={"q": [_("The character NUL is not allowed.")]})
    parts = QUOTED.split(query)
    phrases: list[Phrase] = []
    for place, part in enumerate(parts):
        for piece in [part] if place % 2 else part.split():
            words = tuple(plain(found) for found in WORD.findall(piece))
            phrases += [Phrase(words)] if words else []
    # Still being written: the last word, also of a quotation that is not closed.
    if phrases and WORD.findall(parts[-1]) and len(last := phrases[-1].words[-1]) >= SHORTEST_BEGINNING:
        phrases[-1] = Phrase((*phrases[-1].words[:-1], last), begins=True)
    return list(dict.fromkeys(phrases))


def found_in(text: str, phrases: list[Phrase]) -> list[tuple[int, int]]:
    """Where in `text` the words of `phrases` stand: [start, end) in characters, in order, none inside another."""
    spans = [word.span() for word in WORD.finditer(text)]
    words = [plain(text[start:end]) for start, end in spans]
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word, []).append(place)
    ranges: set[tuple[int, int]] = set()
    for phrase in phrases:
        for first in _beginnings(phrase, places):
            after = first + len(phrase.words)
            if after <= len(words) and _stands(phrase, words[first:after]):
                ranges.add((spans[first][0], spans[after - 1][1]))
    kept: list[tuple[int, int]] = []
    for start, end in sorted(ranges, key=lambda found: (found[0], -found[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _beginnings(phrase: Phrase, places: dict[str, list[int]]) -> list[int]:
    """Where the first word of `phrase` stands. Only there the others are looked at: a hundred words in a text of a
    thousand must not be a hundred thousand comparisons.
    """
    first = phrase.words[0]
    if phrase.begins and len(phrase.words) == 1:
        return [place for word, here in places.items() if word.startswith(first) for place in here]
    return places.get(first, [])


def _stands(phrase: Phrase, here: list[str]) -> bool:
    *before, last = phrase.words
    return here[:-1] == before and (here[-1].startswith(last) if phrase.begins else here[-1] == last)
