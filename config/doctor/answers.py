"""What a check answers: how it is, what is wrong in one sentence, and what to do about it in another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    OK = "ok"
    SKIPPED = "skipped"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Answer:
    """`do` is empty when all is well; `did` is what was mended on the way here."""

    state: State
    words: str
    do: str = ""
    did: str = ""


def ok(words: str) -> Answer:
    return Answer(State.OK, words)


def skipped(words: str) -> Answer:
    """It has nothing to look at here, or cannot be looked at while something else is broken."""
    return Answer(State.SKIPPED, words)


def warning(words: str, do: str) -> Answer:
    """It works, but not for long, not for everybody, or not as meant."""
    return Answer(State.WARNING, words, do)


def fault(words: str, do: str) -> Answer:
    """Something is broken, is lost, or stands open to strangers."""
    return Answer(State.FAULT, words, do)
