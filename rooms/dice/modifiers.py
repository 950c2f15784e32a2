"""What may stand behind dice and pools: which dice are thrown again, go on, are kept, and what is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rooms.dice.bounds import MODIFIERS
from rooms.dice.conditions import Condition
from rooms.dice.errors import DiceError
from rooms.dice.errors import gettext_noop as _
from rooms.dice.numbers import Number, tidy, written
from rooms.dice.scanner import Scanner

WORD = re.compile(
    r"!!|!p|!o(?!dd)|!|xo(?!dd)|x|even|e|odd|kh|kl|k|dl|dh|dis|df|d|rr|ro|r|min|max|mi|ma|ms|mt|m|cs|cf|sf|s|f|adv"
)
SIGN = re.compile(r"\s*(>=|<=|>|<|=|≥|≤)\s*(?=-?\d)")
SIGN_BEHIND_WORD = re.compile(r"\s*(>=|<=|>|<|!=|=|≥|≤)\s*(?=-?\d)")
SIGNED = re.compile(r"-?\d+(?:\.\d+)?")
BEGINS = "!xeokdrmcsfa<>=≥≤"
WHOLE = re.compile(r"\d+")
SPACED = re.compile(
    r"\s+(?=(?:"
    r"(?:(?:kh|kl|k|dl|dh|rr|ro|r|min|max|mi|ma|cs|cf|df|sf|ms|xo|x|!!|!p|!o|!)(?:\s?(?:>=|<=|>|<|=|≥|≤)\s?)?|>=?|<=?|=|≥|≤)"
    r"\s?-?\d+(?:\.\d+)?|(?:kh|kl|!!|!p|!o|!))(?:$|[\s)},+\-*/%#\]]))"
)
"""Modifiers may stand apart (`2d20 kh1`), but only where no label can be meant."""

KEEP = {"kh": "kh", "k": "kh", "kl": "kl", "dl": "dl", "d": "dl", "dh": "dh"}
EXPLODE = {"!": "!", "x": "!", "e": "!", "!o": "!o", "xo": "!o", "!!": "!!", "!p": "!p"}
COUNT = {"cs": "cs", "s": "cs", "cf": "cf", "df": "df", "f": "df", "sf": "sf"}
TWICE = {"adv": "kh", "dis": "kl"}


@dataclass(slots=True)
class Modifiers:
    """In the order they take effect, whatever the order they were written in."""

    once: list[Condition] = field(default_factory=list)
    until: list[Condition] = field(default_factory=list)
    """Throw again, once or until it no longer holds."""
    explode: str = ""
    explode_on: list[Condition] = field(default_factory=list)
    """`!`, `!o`, `!!` or `!p`; on the highest face without a condition."""
    least: Number | None = None
    most: Number | None = None
    keep: list[tuple[str, int]] = field(default_factory=list)
    count: list[tuple[str, Condition | None]] = field(default_factory=list)
    matches: str = ""
    match_size: int = 2
    margin: Condition | None = None
    twice: str = ""
    """`kh` or `kl`: one die is thrown twice (advantage, disadvantage)."""

    def __str__(self) -> str:
        parts: list[str] = []
        if self.once or self.until:
            parts += [f"ro{short(one)}" for one in self.once] + [f"rr{short(one)}" for one in self.until]
        if self.explode:
            parts += [f"{self.explode}{short(one)}" for one in self.explode_on] or [self.explode]
        if self.least is not None:
            parts.append(f"min{written(self.least)}")
        if self.most is not None:
            parts.append(f"max{written(self.most)}")
        if self.keep:
            parts += [word if number == 1 else f"{word}{number}" for word, number in self.keep]
        if self.count:
            parts += [word if one is None else f"{word}{one}" for word, one in self.count]
        if self.matches:
            parts.append(self.matches if self.match_size == 2 else f"{self.matches}{self.match_size}")
        if self.margin:
            parts.append(f"ms{self.margin}")
        return "".join(parts)

    @property
    def counts(self) -> bool:
        """Whether the result is no longer the sum of what the dice show."""
        return bool(self.count or self.margin or self.matches == "mt")

    @property
    def judges(self) -> bool:
        """Whether some results are dropped or counted."""
        return bool(self.keep or self.counts)

    @property
    def of_dice_only(self) -> bool:
        """Whether something is asked that a part of a pool cannot do."""
        return bool(
            self.once or self.until or self.explode or self.matches or self.twice
            or self.least is not None or self.most is not None
        )  # fmt: skip


def short(condition: Condition) -> str:
    """As players write it: `ro1` and `!3`, not `ro=1`."""
    return written(condition.number) if condition.sign == "=" else str(condition)


def read_modifiers(scan: Scanner) -> Modifiers:
    """All modifiers at the scanner's place; none is as well. Raises DiceError for those that do not fit together."""
    found = Modifiers()
    if not (scan.at_one_of(BEGINS) or scan.spaced()):
        return found
    for _number in range(MODIFIERS + 1):
        if scan.ended or (scan.spaced() and not scan.take(SPACED)):
            return found
        at = scan.at
        if word := scan.take(WORD):
            _one(found, word, scan, at)
        elif sign := scan.take(SIGN):
            found.count.append(("cs", _signed(sign, scan)))
        else:
            return found
    raise DiceError(_("At most {most:,} modifiers fit behind one term."), scan.at, most=MODIFIERS)


def _one(found: Modifiers, word: str, scan: Scanner, at: int) -> None:
    if word in KEEP:
        number = scan.take(WHOLE)
        found.keep.append((KEEP[word], int(number) if number else 1))
    elif word in ("r", "ro", "rr"):
        (found.until if word == "rr" else found.once).append(_condition(scan) or Condition("=", 1))
    elif word in EXPLODE:
        if found.explode not in ("", EXPLODE[word]):
            raise DiceError(_("Dice explode in one way only: !, !o, !! or !p."), at)
        found.explode = EXPLODE[word]
        if condition := _condition(scan):
            found.explode_on.append(condition)
    elif word in ("min", "mi"):
        found.least = _needed(scan, word)
    elif word in ("max", "ma"):
        found.most = _needed(scan, word)
    elif word in COUNT:
        found.count.append((COUNT[word], _counted(scan, word)))
        if {"cs", "cf"} <= {each for each, _unused in found.count}:
            raise DiceError(_("cs and cf cannot stand together: df takes failures off the successes."), at)
    elif word in ("even", "odd"):
        found.count.append((word, None))
    elif word in ("m", "mt"):
        size = scan.take(WHOLE)
        found.matches, found.match_size = word, max(2, int(size)) if size else 2
    elif word == "ms":
        condition = _condition(scan) or Condition(">=", _needed(scan, word))
        found.margin = Condition(">=", condition.number) if condition.sign == "=" else condition
    else:
        found.twice = TWICE[word]


def _condition(scan: Scanner) -> Condition | None:
    sign = scan.take(SIGN_BEHIND_WORD)
    if sign:
        return _signed(sign, scan)
    at = scan.at
    number = scan.take(SIGNED)
    return Condition("=", number_of(number, at)) if number else None


def _counted(scan: Scanner, word: str) -> Condition:
    bare = not scan.at_one_of("<>=!≥≤ ")
    condition = _condition(scan)
    if condition is None:
        raise DiceError(_("Say which dice count, for instance {word}>=8."), scan.at, word=word)
    return Condition(">=", condition.number) if bare and word == "s" else condition


def _signed(sign: str, scan: Scanner) -> Condition:
    at, sign = scan.at, sign.strip()
    return Condition({"≥": ">=", "≤": "<="}.get(sign, sign), number_of(scan.take(SIGNED), at))


def _needed(scan: Scanner, word: str) -> Number:
    at = scan.at
    number = scan.take(SIGNED)
    if not number:
        raise DiceError(_("A number is missing behind {word}."), at, word=word)
    return number_of(number, at)


def number_of(text: str, at: int) -> Number:
    """The number that digits say. Raises DiceError beyond 10^9."""
    return tidy(float(text) if "." in text else int(text), at)
