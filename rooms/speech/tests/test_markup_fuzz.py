"""Whatever is typed gives a tree of the documented shape, quickly, and never an exception."""

from __future__ import annotations

import random
from time import process_time
from typing import Any

import pytest

from rooms.speech.commands import Names, understand
from rooms.speech.markup import DEPTH, Found, tree

SIGNS = ["[", "]", "(", ")", "*", "_", "~~", "`", "```", "@", "<", ">", "> ", "- ", "1. ", "\n", "\n\n", "  ", "a", "Ben", ":", "/",
         "\\", "#", "!", "[[", "]]", "[[1d6]]", "[[/r 1d6]]", "http://", "https://a.b/", "mailto:", "&", ";", "'", '"', "{", "|",
         "\u202e", "é", "\U0001f525", "\t", "[a](", "@[", "**"]  # fmt: skip
SHAPES = {"b", "i", "s", "code", "a", "mention", "roll", "deferred", "br"}
SECONDS = 0.1
"""Of processor time for 2,000 characters; usually a few milliseconds, and a shared machine may take its time."""


def check(body: Any) -> None:
    for block in body or ():
        assert block["t"] in {"p", "quote", "code", "ul", "ol"}
        for line in block["c"] if block["t"] in ("ul", "ol") else [block["c"]]:
            check_line(line, 0)


def check_line(line: Any, depth: int) -> None:
    assert depth <= DEPTH
    for one in line:
        if isinstance(one, dict):
            assert one["t"] in SHAPES
            check_line(one.get("c", ()), depth + 1)
        else:
            assert isinstance(one, str)


def read(text: str) -> None:
    began = process_time()
    body = tree(text, Found({"ben": "1"}, lambda formula: {"formula": formula, "total": 1}))
    assert process_time() - began < SECONDS, text
    check(body)


def test_random_signs() -> None:
    chance = random.Random(3)
    for _ in range(600):
        text = "".join(chance.choice(SIGNS) for _ in range(chance.randint(1, 700)))[:2000]
        read(text)


@pytest.mark.parametrize("sign", SIGNS)
def test_the_same_sign_again_and_again(sign: str) -> None:
    for most in (100, 240, 2000):
        read((sign * 2000)[:most])
        read((f"{sign}a " * 2000)[:most])
        read((f"a{sign}" * 2000)[:most])


def test_commands_take_whatever_comes() -> None:
    from config.api.errors import Invalid

    chance = random.Random(4)
    names = Names(lambda: ["Ben", "Ben Hur"], lambda name: name == "Ben Hur")
    for _ in range(3000):
        text = "/" + "".join(chance.choice([*SIGNS, "w ", "as ", "im ", "r ", "reply "]) for _ in range(8))
        try:
            understand(text, names)
        except Invalid as refused:
            assert refused.message
