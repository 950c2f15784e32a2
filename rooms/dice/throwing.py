"""Dice leave the hand: thrown again, exploding, clamped; then kept or dropped, and counted.

A die is the dict that is stored and drawn: {"value"} and, where it applies, "natural" (what it showed before it was
changed), "from" (what it showed before it was thrown again), "exploded", "throws" (of a compound), "clamped",
"dropped", "success", "failure", "match", "critical".
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from rooms.dice.bounds import AGAIN, DICE
from rooms.dice.conditions import COMPARE, Condition, meets, meets_always
from rooms.dice.errors import DiceError
from rooms.dice.errors import gettext_noop as _
from rooms.dice.modifiers import Modifiers
from rooms.dice.numbers import Number, tidy
from rooms.dice.sources import Source

Die = dict[str, Any]


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
    dice: list[Die] = []
    if not (how.once or how.until or explode_on):
        dice = [{"value": throw.face(faces, at) - less} for _die in range(count)]
    for _die in range(0 if dice else count):
        one = OneDie(throw, faces, less, how, at)
        dice += one.explosions(explode_on) if explode_on else [one.fresh()]
    if how.least is not None or how.most is not None:
        clamp(dice, how.least, how.most)
    return dice


class OneDie:
    """One die of the hand and what comes of it; `again` counts its explosions and repeated throws."""

    __slots__ = ("throw", "faces", "less", "how", "at", "again")

    def __init__(self, throw: Throw, faces: int, less: int, how: Modifiers, at: int) -> None:
        self.throw, self.faces, self.less, self.how, self.at, self.again = throw, faces, less, how, at, 0

    def face(self) -> int:
        return self.throw.face(self.faces, self.at) - self.less

    def once_more(self) -> None:
        self.again += 1
        if self.again > AGAIN:
            raise DiceError(_("One die went on {most:,} times: that is enough."), self.at, most=AGAIN)

    def fresh(self) -> Die:
        """A throw, repeated where the formula says so."""
        value, before = self.face(), []
        if meets(self.how.once, value):
            before.append(value)
            self.once_more()
            value = self.face()
        while meets(self.how.until, value):
            before.append(value)
            self.once_more()
            value = self.face()
        return {"value": value, "from": before} if before else {"value": value}

    def explosions(self, on: list[Condition]) -> list[Die]:
        """The die and those that sprang from it; a compound is one die that adds them up."""
        mode, last = self.how.explode, self.fresh()
        dice, natural = [last], last["value"]
        while meets(on, natural) and not (mode == "!o" and len(dice) > 1):
            self.once_more()
            last["exploded"] = True
            last = self.fresh()
            natural = last["value"]
            if mode == "!p":
                last["natural"], last["value"] = natural, natural - 1
            dice.append(last)
        if mode != "!!" or len(dice) == 1:
            return dice
        throws = [die["value"] for die in dice]
        compound: Die = {"value": sum(throws), "natural": throws[0], "throws": throws, "exploded": True}
        before = [value for die in dice for value in die.get("from", ())]
        return [compound | {"from": before} if before else compound]


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
        rising = sorted((die for die in reversed(dice) if "dropped" not in die), key=lambda die: die["value"])
        if word == "kh":
            rejected = rising[: max(0, len(rising) - number)]
        elif word == "kl":
            lowest = sorted((die for die in dice if "dropped" not in die), key=lambda die: die["value"])
            rejected = lowest[number:]
        elif word == "dl":
            rejected = rising[:number]
        else:
            rejected = rising[max(0, len(rising) - number) :]
        for die in rejected:
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
    successes = [word_condition for word_condition in words if word_condition[0] in ("cs", "even", "odd")]
    failures = [condition for word, condition in words if word == "cf" and condition]
    taken = [(word, condition) for word, condition in words if word in ("df", "sf") and condition]
    total: Number = 0
    for die in dice:
        value = die["value"]
        if successes:
            score = int(any(_fits(word, condition, value) for word, condition in successes))
            if score:
                die["success"] = True
        elif failures:
            score = int(meets(failures, value))
            if score:
                die["failure"] = True
        else:
            score = value
        for word, condition in taken:
            if COMPARE[condition.sign](value, condition.number):
                score = -1 if word == "df" else -value
                die["failure"] = True
        total += score
    return total


def _fits(word: str, condition: Condition | None, value: Number) -> bool:
    if condition is None:
        return value % 2 == (0 if word == "even" else 1)
    return condition.holds(value)


def _matched(dice: list[Die], size: int) -> int:
    """Marks equal dice; how many groups of at least `size` there are."""
    groups = {value for value, count in Counter(die["value"] for die in dice).items() if count >= size}
    for die in dice:
        if die["value"] in groups:
            die["match"] = True
    return len(groups)
