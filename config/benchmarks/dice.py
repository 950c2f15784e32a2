"""`manage.py benchmark dice`: how long the worst formulas take, from the text to the stored roll, on one core.

Of several takes the fastest counts: what the others took longer was the machine's other work, not the formula's.
"""

from __future__ import annotations

import os
import platform
import random
from collections.abc import Callable, Iterator
from statistics import median
from time import thread_time

import msgspec

from config.benchmarks.report import Report, Row, say
from rooms.dice import DiceError, read
from rooms.dice.bounds import LENGTH
from rooms.dice.fair import Fair

GOAL_MS = 5.0
SEED = "5f" * 32
PIECES = [
    "1000d6", "d6", "2d20", "!", "!>2", "!!", "!p", "rr<3", "ro1", "kh3", "kl", "dl2", "cs>=4", "df1", "even", "mt", "min2",
    "+", "-", "*", "/", "**", "%", "(", ")", "{", "}", ",", "floor(", "max(", "adv", "4dF", "[[", "]]", "1", "9", " ", "#", "x",
]  # fmt: skip

WORST = {
    "most dice": "1000d6",
    "most dice, kept and counted": "1000d1000000min2max999999kh999kl998dl5dh5cs>2df1sf2m",
    "most modifiers": "1000d6" + "kh999" * 10,
    "most conditions": "1000d6" + "cs=9" * 10,
    "most rerolls": "160d6" + "rr<5" * 9 + "rr<6",
    "most explosions": "160d6!>1",
    "most dice that may explode": "1000d1000000!",
    "explosions until refused": "1000d1000000!>1",
    "most terms": "+".join(["d6"] * 167)[:LENGTH],
    "most numbers": "+".join(["1"] * 250)[:LENGTH],
    "deepest": "(" * 20 + "1000d6" + ")" * 20,
    "deepest pools": "{" * 19 + ",".join(["5d6"] * 90) + "}kh" * 19,
    "most pools": "+".join(["{d6,d6}kh"] * 49),
    "most matches": "1000d1000mt",
    "powers": "**".join(["1"] * 20),
    "signs": "-" * 499 + "1",
    "questions": "?{q|1}+" * 71 + "1",
    "brackets never closed": "[[" * 250,
    "blanks": " " * 499 + "1",
    "a word": "a" * 500,
    "odd letters": "İ" * 500,
}


def taken(text: str) -> float:
    """Milliseconds of processor time for reading, throwing verifiable dice, and the JSON of the roll; a refusal is an answer too."""
    started = thread_time()
    try:
        formula = read(text)
        source = Fair(SEED, "salt", formula.text)
        roll = formula.throw(source)
        msgspec.json.encode([roll.formula, roll.label, roll.total, roll.parts, roll.critical, source.draws])
    except DiceError:
        pass
    return (thread_time() - started) * 1000


def strings(count: int) -> Iterator[str]:
    chance = random.Random(20261121)
    for _time in range(count):
        yield "".join(chance.choices(PIECES, k=chance.randint(1, 120)))[:LENGTH]


def worst(report: Report, quick: bool) -> None:
    """Formulas made to be slow."""
    times = {name: min(taken(text) for _round in range(5 if quick else 20)) for name, text in WORST.items()}
    slowest = sorted(times, key=lambda name: -times[name])[:5]
    detail = {name: f"{times[name]:.2f} ms: {WORST[name][:60]}" for name in slowest}
    report.add(Row("worst", "The slowest formula made to be slow", max(times.values()), "ms", GOAL_MS, detail=detail))


def any_string(report: Report, quick: bool) -> None:
    """Random strings of up to 500 characters; the slowest are taken again, so that a pause of the machine is not theirs."""
    times = sorted(((taken(text), text) for text in strings(5_000 if quick else 100_000)), reverse=True)[:20]
    again = max((min(taken(text) for _round in range(10)), text) for _first, text in times)
    detail = {"strings": 5_000 if quick else 100_000, "the slowest": again[1][:60]}
    report.add(Row("random", "The slowest of random strings", again[0], "ms", GOAL_MS, detail=detail))


def ordinary(report: Report, quick: bool) -> None:
    """What is thrown all evening."""
    report.add(
        Row("ordinary", "2d20kh + 5 # Attack", median(taken("2d20kh + 5 # Attack") for _round in range(2_000)), "ms")
    )


ROWS: dict[str, Callable[[Report, bool], None]] = {"worst": worst, "random": any_string, "ordinary": ordinary}


def run(*, only: list[str] | None, quick: bool) -> Report:
    report = Report("dice", {"python": platform.python_version(), "load": f"{os.getloadavg()[0]:.1f}"})
    for name in only or ROWS:
        say(f"{name}: {ROWS[name].__doc__}")
        ROWS[name](report, quick)
    return report
