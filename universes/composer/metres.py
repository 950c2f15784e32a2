"""Metres: where a bar is heavy. Places in a bar are counted in sixteenths."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct


class Metre(Struct, frozen=True, dict=True):
    """`groups` are the lengths in sixteenths of the bar's pulses, `heavy` the pulses that are accented besides the first."""

    numerator: int
    denominator: int
    groups: tuple[int, ...]
    heavy: tuple[int, ...] = ()

    @cached_property
    def length(self) -> int:
        """Sixteenths in a bar."""
        return sum(self.groups)

    @cached_property
    def beats(self) -> float:
        """Quarter notes in a bar."""
        return self.length / 4

    @cached_property
    def pulses(self) -> tuple[int, ...]:
        """Where the pulses begin."""
        return tuple(sum(self.groups[:number]) for number in range(len(self.groups)))

    @cached_property
    def middle(self) -> int:
        """The pulse on which a second chord may come."""
        return self.pulses[self.heavy[0] if self.heavy else (len(self.groups) + 1) // 2] if len(self.groups) > 1 else 0

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """How heavy each sixteenth is, from 1 for the first down to 0.1."""
        found = []
        for place in range(self.length):
            if place == 0:
                found.append(1.0)
            elif place in self.pulses:
                found.append(0.8 if self.pulses.index(place) in self.heavy else 0.6)
            else:
                found.append(0.35 if place % 2 == 0 else 0.1)
        return tuple(found)


METRES: dict[str, Metre] = {
    "2/4": Metre(2, 4, (4, 4)),
    "3/4": Metre(3, 4, (4, 4, 4)),
    "4/4": Metre(4, 4, (4, 4, 4, 4), heavy=(2,)),
    "5/4": Metre(5, 4, (4, 4, 4, 4, 4), heavy=(3,)),
    "6/4": Metre(6, 4, (4, 4, 4, 4, 4, 4), heavy=(3,)),
    "5/8": Metre(5, 8, (6, 4), heavy=(1,)),
    "6/8": Metre(6, 8, (6, 6), heavy=(1,)),
    "7/8": Metre(7, 8, (4, 4, 6), heavy=(2,)),
    "9/8": Metre(9, 8, (6, 6, 6)),
    "12/8": Metre(12, 8, (6, 6, 6, 6), heavy=(2,)),
}
