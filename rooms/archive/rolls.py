"""Rolls that come from outside: of the shape that rooms/dice/README.md says, within its bounds, or refused."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

from rooms.dice.bounds import DICE, LABEL, LENGTH, NUMBER, SALT

Amount = Annotated[int, Meta(ge=-NUMBER, le=NUMBER)] | Annotated[float, Meta(ge=-NUMBER, le=NUMBER)]
Formula = Annotated[str, Meta(max_length=4 * LENGTH)]
"""As it is normalised, with its blanks and brackets."""
Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
Judged = Literal["success", "failure", ""]
MOST_PARTS = 2 * LENGTH


class Shape(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Base of them."""


class Die(Shape):
    value: Amount
    natural: Amount | None = None
    before: Annotated[list[Amount], Meta(max_length=DICE)] | None = field(name="from", default=None)
    throws: Annotated[list[Amount], Meta(max_length=DICE)] | None = None
    exploded: bool = False
    clamped: bool = False
    dropped: bool = False
    success: bool = False
    failure: bool = False
    match: bool = False
    critical: Judged = ""


class Plain(Shape, tag_field="t", tag="number"):
    value: Amount
    name: Annotated[str, Meta(max_length=100)] = ""


class Group(Shape, tag_field="t", tag="group"):
    parts: Parts
    name: Annotated[str, Meta(max_length=100)] = ""


class Call(Shape, tag_field="t", tag="call"):
    name: Literal["floor", "ceil", "round", "abs", "min", "max"]
    args: Annotated[list[Parts], Meta(max_length=LENGTH)]
    value: Amount


class Thrown(Shape, tag_field="t", tag="dice"):
    formula: Formula
    sides: Annotated[int, Meta(ge=1, le=1_000_000)] | Literal["F"]
    dice: Annotated[list[Die], Meta(max_length=DICE)]
    total: Amount
    note: Annotated[str, Meta(max_length=LENGTH)] = ""
    thrown: Parts | None = None


class Entry(Shape):
    value: Amount
    parts: Parts
    dropped: bool = False
    success: bool = False
    failure: bool = False
    match: bool = False


class Pool(Shape, tag_field="t", tag="pool"):
    formula: Formula
    entries: Annotated[list[Entry], Meta(max_length=LENGTH)]
    total: Amount


Sign = Literal["+", "-", "*", "/", "%", "**"]
Parts = Annotated[list[Plain | Group | Call | Thrown | Pool | Sign], Meta(max_length=MOST_PARTS)]


class Proof(Shape):
    commitment: Hash
    seed: Hash
    salt: Annotated[str, Meta(max_length=SALT)]
    draws: Annotated[list[tuple[int, int]], Meta(max_length=DICE)]
    next: Hash


class Roll(Shape):
    formula: Formula
    label: Annotated[str, Meta(max_length=LABEL)]
    total: Amount
    visibility: Literal["public", "gm", "blind", "self"]
    parts: Parts
    critical: Judged
    proof: Proof | None = None


def checked(roll: dict[str, Any]) -> dict[str, Any]:
    """The roll as it is stored. Raises msgspec.ValidationError."""
    made: dict[str, Any] = msgspec.to_builtins(msgspec.convert(roll, Roll))
    return made
