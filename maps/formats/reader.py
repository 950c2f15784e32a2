"""Values of a file, read loosely and within the bounds: what a program wrote is not always of the kind that it should be."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any, TypeVar

import msgspec

from maps.formats.structure import MAX_COORDINATE, MAX_STRUCTURE_BYTES, Malformed, colour, px

T = TypeVar("T")


class Reader:
    """Reads scattered values of a JSON document within the bounds, and counts what it leaves out."""

    def __init__(self) -> None:
        self.report: Counter[str] = Counter()

    def coordinate(self, value: float) -> float:
        if not abs(value) <= MAX_COORDINATE:
            raise Malformed("coordinate")
        return px(value)

    def within(self, value: Any, default: float, least: float, most: float) -> float:
        """`value` as a number between `least` and `most`; `default` for what is none."""
        number = loose(value)
        return default if number is None else min(max(number, least), most)

    def coloured(self, text: Any, default: str) -> str:
        """A CSS colour with six digits; unknown ones are counted and become `default`."""
        if not text:
            return default
        try:
            return colour(str(text)[:20])[0]
        except ValueError:
            self.report["colours_unknown"] += 1
            return default

    def some(self, things: list[T], most: int, what: str) -> list[T]:
        """The first `most`; the rest is counted."""
        if len(things) > most:
            self.report[f"{what}_too_many"] += len(things) - most
        return things[:most]


def loose(value: Any) -> float | None:
    """A finite number, also one that was written as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value) if not isinstance(value, str) or len(value) < 40 else math.nan
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def words(value: Any, most: int) -> str:
    """Text of at most `most` characters without control signs; "" for what is no text."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    clean = "".join(sign for sign in str(value)[: most * 2] if sign.isprintable() or sign == "\n")
    return clean.encode("utf-8", "ignore").decode().strip()[:most]


def document(data: bytes | memoryview, type: type[T], reason: str) -> T:
    """The file's JSON as `type`. Raises Malformed(reason)."""
    view = memoryview(data)
    if view[:3] == b"\xef\xbb\xbf":
        view = view[3:]
    try:
        return msgspec.json.decode(view, type=type)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Malformed(reason) from None


def part(raw: msgspec.Raw, type: Any, reason: str) -> Any:
    """A raw part of a document as `type`, after its length was looked at. Raises Malformed."""
    if len(memoryview(raw)) > MAX_STRUCTURE_BYTES:
        raise Malformed("too_many")
    return document(memoryview(raw), type, reason)
