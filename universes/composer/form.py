"""The form: where in a piece without end a bar lies.

Eight bars are a section, two phrases of four that answer each other. Four sections are a movement, A A' B A. The movements
are a rondo: the first theme comes back in every other one, and what lies between is new each time.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

PHRASE, SECTION = 4, 8
LETTERS = ("A", "A'", "B", "A")
MOVEMENT = SECTION * len(LETTERS)
# How much fuller or thinner the sections of a movement are scored, and how much louder: it grows towards the return.
SCORING = (-0.1, 0.0, -0.05, 0.1)


class Place(Struct, frozen=True):
    """`theme` 0 is the rondo's own; `turn` is which section of the movement, `measure` which bar of the section. The same
    theme and part ("a", "b", or "a'" where it is told again) are the same music.
    """

    bar: int
    movement: int
    theme: int
    turn: int
    measure: int

    @property
    def letter(self) -> str:
        return LETTERS[self.turn]

    @property
    def part(self) -> str:
        return self.letter.lower()

    @property
    def tale(self) -> str:
        """The part without its variation, "a" or "b": what both tellings have in common is named by it."""
        return self.part[0]

    @property
    def phrase(self) -> int:
        return self.measure // PHRASE

    def swell(self, build: float = 1.0) -> float:
        """Where the dynamics stand, on average 0 and about -0.7 to 0.5 where a movement does not `build` more than usual: an
        arch over the section, its top in the seventh bar, on the slow rise of the movement.
        """
        arch = (0.0, 0.35, 0.55, 0.45, 0.55, 0.8, 1.0, 0.5)[self.measure]
        return arch - 0.525 + build * (SCORING[self.turn] + 0.0125)


@lru_cache(maxsize=4096)
def place(bar: int) -> Place:
    """Where bar number `bar`, counted from 0, lies."""
    movement, inside = divmod(bar, MOVEMENT)
    turn, measure = divmod(inside, SECTION)
    return Place(bar, movement, (movement + 1) // 2 if movement % 2 else 0, turn, measure)
