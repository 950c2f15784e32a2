"""What a reader gets by two of its keys is sent once (SPEC D9)."""

from __future__ import annotations

from config.live.wire import Kept, decode

PUT = ["put", "message", "m1", {"text": "Only you and I"}]


def ops(views: dict[str, list[object]], *keys: str) -> list[object]:
    body = Kept(1, {"type": "chat.say"}, views).body(keys)
    return decode(body)["ops"] if body else []


def test_the_same_by_two_keys_comes_once() -> None:
    """SPEC D9: a game master who is also named in a whisper."""
    assert ops({"gm": [PUT], "user:x": [PUT]}, "gm", "all", "user:x") == [PUT]


def test_different_words_of_one_thing_both_come() -> None:
    """SPEC D9: in the order of the keys."""
    other = ["patch", "message", "m1", {"pinned": True}]
    assert ops({"gm": [PUT], "user:x": [other, PUT]}, "gm", "user:x") == [PUT, other]


def test_two_thousand_things_are_not_compared_with_each_other() -> None:
    """SPEC D9: a scene that comes onto the table is one entry."""
    many = [["put", "token", str(number), {"x": number}] for number in range(20_000)]
    assert ops({"open": many, "user:x": many[:10]}, "open", "user:x") == many
