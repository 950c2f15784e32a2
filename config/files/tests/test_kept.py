"""What is kept in memory is bounded by its bytes; what was asked for least lately goes first."""

from __future__ import annotations

from config.files.kept import Kept


def test_it_works() -> None:
    kept, made = Kept(10), []

    def ask(key: str, size: int) -> bytes:
        def make() -> bytes:
            made.append(key)
            return b"x" * size

        found: bytes = kept(key, make, len)
        return found

    assert ask("a", 4) == ask("a", 4) == b"xxxx"
    ask("b", 4)
    ask("a", 4)
    ask("c", 4)
    assert kept.bytes == 8
    ask("a", 4)
    ask("b", 4)
    assert made == ["a", "b", "c", "b"], "b had to go for c, because a was asked for after it"
    assert ask("large", 11) == b"x" * 11
    assert kept.bytes == 0, "what is larger than all room is made and not kept"
