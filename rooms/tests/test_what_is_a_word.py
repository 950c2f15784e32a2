"""How a search is read: words, quotations, the beginning of the last one, and nothing that is an error."""

from __future__ import annotations

from string import ascii_lowercase
from time import process_time

import pytest

from config.api.errors import Invalid
from rooms.search.words import Phrase, found_in, plain, wanted


def words(*them: str, begins: bool = False) -> Phrase:
    return Phrase(them, begins)


@pytest.mark.parametrize(
    ("query", "phrases"),
    [
        ("lich", [words("lich", begins=True)]),
        ("old lich", [words("old"), words("lich", begins=True)]),
        ('"old lich"', [words("old", "lich")]),
        ('"old lich" tomb', [words("old", "lich"), words("tomb", begins=True)]),
        ('tomb "old lich', [words("tomb"), words("old", "lich", begins=True)]),
        ("„alter Lich“ Gruft", [words("alter", "lich"), words("gruft", begins=True)]),
        ("a", [words("a")]),
        ("AND OR NOT NEAR", [words("and"), words("or"), words("not"), words("near", begins=True)]),
        ("text:lich*", [words("text", "lich", begins=True)]),
        ("Übergrößenträger", [words("ubergroßentrager", begins=True)]),
        ("2d6+3", [words("2d6", "3")]),
        ("lich lich old lich", [words("lich"), words("old"), words("lich", begins=True)]),
        ("", []),
        ('"" ** () ^', []),
    ],
)
def test_a_query_is_read(query: str, phrases: list[Phrase]) -> None:
    assert wanted(query) == phrases


@pytest.mark.parametrize("query", ["x" * 201, "lich\x00"])
def test_what_is_refused(query: str) -> None:
    with pytest.raises(Invalid):
        wanted(query)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Öl", "ol"), ("o\u0308l", "ol"), ("CAFÉ", "café"), ("Ночь", "ночь"), ("ΟΔΟΣ", "οδοσ"), ("Straße", "STRAße")],
)
def test_one_form_of_a_word(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(("one", "other"), [("й", "и"), ("Straße", "Strasse"), ("ñ", "m")])
def test_and_not_of_others(one: str, other: str) -> None:
    assert plain(one) != plain(other)


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("The old Lich, the oldest lich", "old lich", ["old", "Lich", "lich"]),
        ("The old Lich, the oldest lich", '"old lich"', ["old Lich"]),
        ("The old Lich, the oldest lich", "ol", ["old", "oldest"]),
        ("🎲🎲 Crème brûlée!", "brulee", ["brûlée"]),
        ("no such thing", "lich", []),
        ("lich lich lich", '"lich lich"', ["lich lich"]),
    ],
)
def test_what_is_highlighted(text: str, query: str, shown: list[str]) -> None:
    assert [text[start:end] for start, end in found_in(text, wanted(query))] == shown


@pytest.mark.parametrize("query", [" ".join(ascii_lowercase), f'"{" ".join("a" * 98)}"', '"a b"' * 35 + " a b"])
def test_nobody_is_kept_waiting_by_what_they_look_for(query: str) -> None:
    text = " ".join(ascii_lowercase[number % 26] for number in range(500)) + " a" * 500
    phrases, began = wanted(query), process_time()
    for _row in range(10):
        found_in(text, phrases)
    assert process_time() - began < 0.2
