"""Dice leave the hand: thrown again, exploding, clamped; then kept or dropped, and counted.

A die is the dict that is stored and drawn: {"value"} and, where it applies, "natural" (what it showed before it was
changed), "from" (what it showed before it was thrown again), "exploded", "throws" (of a compound), "clamped",
"dropped", "success", "failure", "match", "critical".
"""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import Any

from rooms.dice.bounds import AGAIN, DICE
from rooms.dice.conditions import COMPARE, Condition, meeting, meets_always
from rooms.dice.errors import DiceError
from rooms.dice.errors import gettext_noop as _
from rooms.dice.modifiers import Modifiers
from rooms.dice.numbers import Number, tidy
from rooms.dice.sources import Source

Die = dict[str, Any]
VALUE = itemgetter("value")


class Throw:
    """One roll being made: where its chance comes from, and how many dice it has taken."""

    __slots__ = ("source", "thrown")

    def __init__(self, source: Source) -> None:
        self.source, self.thrown = source, 0

    def face(self, faces: int, at: int) -> int:
        self.thrown += 1
        if self.thrown > DICE:
            raise DiceError(_("At most {most:,} dice fit into one roll, explosions included."), at, most=DICE)
        return self.source.throw(faces)


def throw_dice(throw: Throw, count: int, faces: int, *, fate: bool, how: Modifiers, at: int) -> list[Die]:
    """`count` dice. Raises DiceError for more than a roll may have, and for conditions that would never end."""
    less = 2 if fate else 0
    low, high = 1 - less, faces - less
    explode_on = (how.explode_on or [Condition("=", high)]) if how.explode else []
    for endless in (how.until, explode_on if how.explode != "!o" else []):
        if count and endless and meets_always(endless, low, high):
            raise DiceError(_("These dice would never come to rest: every face goes on."), at)
    if how.once or how.until or explode_on:
        hand = Hand(throw, faces, less, how, explode_on, at)
        dice = [die for _first in range(count) for die in hand.die()]
    else:
        dice = [{"value": throw.face(faces, at) - less} for _die in range(count)]
    if how.least is not None or how.most is not None:
        clamp(dice, how.least, how.most)
    return dice


class Hand:
    """Dice that may be thrown again or explode; `again` counts how often the one in the air went on."""

    __slots__ = ("throw", "faces", "less", "at", "once", "until", "explodes", "mode", "again")

    def __init__(
        self, throw: Throw, faces: int, less: int, how: Modifiers, explode_on: list[Condition], at: int
    ) -> None:
        self.throw, self.faces, self.less, self.at, self.again = throw, faces, less, at, 0
        self.once = meeting(how.once) if how.once else None
        self.until = meeting(how.until) if how.until else None
        self.explodes = meeting(explode_on) if explode_on else None
        self.mode = how.explode

    def once_more(self) -> None:
        self.again += 1
        if self.again > AGAIN:
            raise DiceError(_("One die went on {most} times: that is enough."), self.at, most=AGAIN)

    def fresh(self) -> Die:
        """A throw, repeated where the formula says so."""
        value = self.throw.face(self.faces, self.at) - self.less
        before = []
        if self.once and self.once(value):
            before.append(value)
            self.once_more()
            value = self.throw.face(self.faces, self.at) - self.less
        while self.until and self.until(value):
            before.append(value)
            self.once_more()
            value = self.throw.face(self.faces, self.at) - self.less
        return {"value": value, "from": before} if before else {"value": value}

    def die(self) -> list[Die]:
        """One die and those that spring from it; a compound is one die that adds them up."""
        self.again = 0
        last = self.fresh()
        dice, natural = [last], last["value"]
        while self.explodes and self.explodes(natural) and not (self.mode == "!o" and len(dice) > 1):
            self.once_more()
            last["exploded"] = True
            last = self.fresh()
            natural = last["value"]
            if self.mode == "!p":
                last["natural"], last["value"] = natural, natural - 1
            dice.append(last)
        return [compound(dice)] if self.mode == "!!" and len(dice) > 1 else dice


def compound(dice: list[Die]) -> Die:
    throws = [die["value"] for die in dice]
    before = [value for die in dice for value in die.get("from", ())]
    added: Die = {"value": sum(throws), "natural": throws[0], "throws": throws, "exploded": True}
    return added | {"from": before} if before else added


def clamp(dice: list[Die], least: Number | None, most: Number | None) -> None:
    """No die counts less than `least`, none more than `most`; what they showed stays to be seen."""
    for die in dice:
        value = die["value"]
        if least is not None and value < least:
            die["value"] = least
        if most is not None and die["value"] > most:
            die["value"] = most
        if die["value"] != value:
            die.setdefault("natural", value)
            die["clamped"] = True


def keep_and_drop(dice: list[Die], words: list[tuple[str, int]]) -> None:
    """Marks what is dropped. Of equals, those thrown first are kept."""
    for word, number in words:
        active = [die for die in dice if "dropped" not in die]
        rejected = max(0, len(active) - number) if word in ("kh", "kl") else number
        active.reverse()
        active.sort(key=VALUE, reverse=word in ("kl", "dh"))
        for die in active[:rejected]:
            die["dropped"] = True


def settle(dice: list[Die], how: Modifiers, at: int) -> Number:
    """What the dice come to: their sum, their successes, their matches; or by how much that passes a margin."""
    active = [die for die in dice if "dropped" not in die] if how.keep else dice
    total: Number = _counted(active, how.count) if how.count else sum(die["value"] for die in active)
    if how.matches:
        groups = _matched(active, how.match_size)
        total = groups if how.matches == "mt" else total
    if how.margin:
        distance = total - how.margin.number
        total = distance if how.margin.sign in (">", ">=") else -distance
    return tidy(total, at)


def _counted(dice: list[Die], words: list[tuple[str, Condition | None]]) -> Number:
    """cs, even, odd: one for each that fits. cf: one for each failure. df: one off; sf: its value off."""
    fits = _of(words, "cs", "even", "odd") or _of(words, "cf")
    flag = "success" if _of(words, "cs", "even", "odd") else "failure"
    succeeds = meeting(fits) if fits else None
    taken = [(word, COMPARE[one.sign], one.number) for word, one in words if one and word in ("df", "sf")]
    total: Number = 0
    for die in dice:
        score = value = die["value"]
        if succeeds:
            score = int(succeeds(value))
            if score:
                die[flag] = True
        for word, compare, number in taken:
            if compare(value, number):
                score = -1 if word == "df" else -value
                die["failure"] = True
        total += score
    return total


def _of(words: list[tuple[str, Condition | None]], *names: str) -> list[Condition]:
    """The conditions of these words; even and odd are some as well."""
    return [one or Condition(word, 2) for word, one in words if word in names]


def _matched(dice: list[Die], size: int) -> int:
    """Marks equal dice; how many groups of at least `size` there are."""
    groups = {value for value, count in Counter(die["value"] for die in dice).items() if count >= size}
    for die in dice:
        if die["value"] in groups:
            die["match"] = True
    return len(groups)
