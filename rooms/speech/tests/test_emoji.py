"""What counts as one emoji."""

from __future__ import annotations

import pytest

from rooms.speech.emoji import is_emoji


@pytest.mark.parametrize(
    "sign",
    [
        "👍",
        "❤️",
        "❤",
        "😂",
        "😮",
        "😢",
        "🔥",
        "👏",
        "🎉",
        "🏴\u200d☠️",
        "👨\u200d👩\u200d👧\u200d👦",
        "🇩🇪",
        "3️⃣",
        "👍🏽",
        "🏳️\u200d🌈",
        "🫠",
        "⚔️",
        "🎲",
        "🐉",
        "🧙\u200d♀️",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    ],
)
def test_one_emoji(sign: str) -> None:
    assert is_emoji(sign)


@pytest.mark.parametrize(
    "sign", ["", "a", "3", "👍👍", ":)", "<b>", "\ufe0f", "\u200d", "🇩", "é", " 👍", "👍\n", "\u202e", "𝔄"]
)
def test_everything_else(sign: str) -> None:
    assert not is_emoji(sign)
