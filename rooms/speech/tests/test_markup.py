"""Marked-up words become a small tree; what is not markup stays words, and there is no HTML in it."""

from __future__ import annotations

from typing import Any

import pytest

from rooms.speech.markup import MOST_MARKS, MOST_ROLLS, Found, tree

PEOPLE = {"ben": "1", "ben hur": "2", "old nan": "3"}
BR = {"t": "br"}


def read(text: str) -> Any:
    return tree(text, Found(PEOPLE, lambda formula: {"formula": formula, "total": 7}))


def line(text: str) -> Any:
    [block] = read(text)
    assert block["t"] == "p"
    return block["c"]


@pytest.mark.parametrize(
    "text",
    [
        "Hello there.", "5 * 3 * 2 = 30", "snake_case_names", "two\nlines", "1. ", "- ", "-5 and +3", "a:b", "# no title",
        "<b>no</b>", "<script>alert(1)</script>", "&amp;", "    no code", "a | b", "ben@inn.example", "@Zoe", "12:30",
    ],
)  # fmt: skip
def test_plain_words_have_no_tree(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "inlines"),
    [
        ("**b** *i* _i_ ~~s~~", [*sum(([{"t": t, "c": [t]}, " "] for t in "bii"), []), {"t": "s", "c": ["s"]}]),
        ("***both***", [{"t": "i", "c": [{"t": "b", "c": ["both"]}]}]),
        ("`*code* [[1d6]] @Ben`", [{"t": "code", "c": ["*code* [[1d6]] @Ben"]}]),
        ("**a**\nb", [{"t": "b", "c": ["a"]}, BR, "b"]),
        ("\\*no\\*", ["*no*"]),
        ("*a <b>b</b>*", [{"t": "i", "c": ["a <b>b</b>"]}]),
    ],
)
def test_inlines(text: str, inlines: Any) -> None:
    assert line(text) == inlines


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("> one\n> two\n\nafter", [{"t": "quote", "c": ["one", BR, "two"]}, {"t": "p", "c": ["after"]}]),
        ("> > deep", [{"t": "quote", "c": ["deep"]}]),
        ("```py\nx = *1*\n```", [{"t": "code", "c": ["x = *1*"]}]),
        ("- a\n- b\n  - c", [{"t": "ul", "c": [["a"], ["b"], ["c"]]}]),
        ("1. a\n2. b", [{"t": "ol", "c": [["a"], ["b"]]}]),
        ("7. a", [{"t": "ol", "c": [["a"]], "start": 7}]),
        ("> - a\n> - b", [{"t": "quote", "c": ["a", BR, "b"]}]),
    ],
)
def test_blocks(text: str, blocks: Any) -> None:
    assert read(text) == blocks


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("[x](https://a.example/b)", "https://a.example/b"),
        ("<https://a.example>", "https://a.example"),
        ("see https://a.example/b_c_d, ok", "https://a.example/b_c_d"),
        ("(http://a.example/x_(y))", "http://a.example/x_(y)"),
        ("HTTPS://a.example!", "HTTPS://a.example"),
        ("mailto:ada@a.example", "mailto:ada@a.example"),
        ("[x](mailto:ada@a.example)", "mailto:ada@a.example"),
    ],
)
def test_links(text: str, href: str) -> None:
    assert [one["href"] for one in line(text) if isinstance(one, dict)] == [href]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", "//a.example", "/rooms", "vbscript:x",
     "https:", "http://", "java\tscript:alert(1)"],
)  # fmt: skip
def test_a_link_leads_to_the_web_or_to_a_mail(address: str) -> None:
    for text in (f"[x]({address})", f"[x](<{address}>)", f"<{address}>", address):
        assert '"a"' not in str(read(text)).replace("'", '"')


def test_pictures_are_links_and_nothing_is_shown_by_itself() -> None:
    assert line("![x](https://a.example/p.png)") == ["!", {"t": "a", "c": ["x"], "href": "https://a.example/p.png"}]


@pytest.mark.parametrize(
    ("text", "user", "words"),
    [
        ("@Ben", "1", "@Ben"),
        ("@BEN HUR", "2", "@BEN HUR"),
        ("@ben hurls", "1", "@ben"),
        ("@[Old Nan]", "3", "@Old Nan"),
        ("@[old  nan]", "3", "@old  nan"),
        ("(@Ben)", "1", "@Ben"),
        ("**@Ben**", "1", "@Ben"),
    ],
)
def test_mentions(text: str, user: str, words: str) -> None:
    found = Found(PEOPLE)
    body = tree(text, found)
    assert found.mentions == [user]
    assert str({"t": "mention", "user": user, "c": [words]}) in str(body)


def test_dice_are_thrown_where_they_stand_and_buttons_are_not() -> None:
    assert line("Hit: [[1d20+5]]!") == ["Hit: ", {"t": "roll", "formula": "1d20+5", "total": 7}, "!"]
    assert line("[[{2d6, 1d8}kh1]]") == [{"t": "roll", "formula": "{2d6, 1d8}kh1", "total": 7}]
    assert line("[[/gmroll 1d6]]") == [{"t": "deferred", "command": "/gmroll 1d6"}]
    assert read("[[/w Ben psst]]") is None
    assert read("[[ ]]") is None


def test_so_many_dice_and_marks_at_most() -> None:
    many = [one for one in line("[[1d6]] " * (MOST_ROLLS + 5)) if isinstance(one, dict)]
    assert len(many) == MOST_ROLLS
    assert read("*a* " * MOST_MARKS) is None
