"""Rhythms: cells for the pulses of a bar, tied into the rhythm of a motif; and the order in which a bar fills up."""

from __future__ import annotations

from functools import lru_cache

from universes.composer.chance import Chance
from universes.composer.metres import METRES

# For a pulse of a quarter and of a dotted quarter: lengths in sixteenths, and the pace below which they are not used and
# that at which they are most.
CELLS: dict[int, tuple[tuple[tuple[int, ...], float, float], ...]] = {
    4: (((4,), 0.0, 0.25), ((2, 2), 0.2, 0.6), ((3, 1), 0.4, 0.55), ((2, 1, 1), 0.6, 0.9), ((1, 1, 2), 0.65, 0.9)),
    6: (((6,), 0.0, 0.2), ((4, 2), 0.15, 0.5), ((2, 2, 2), 0.3, 0.8), ((3, 1, 2), 0.4, 0.6), ((2, 4), 0.3, 0.5),
        ((2, 2, 1, 1), 0.75, 0.95)),
}  # fmt: skip
Span = tuple[int, int]


def motif(metre_name: str, pace: float, syncopation: float, chance: Chance) -> tuple[Span, ...]:
    """The rhythm of one bar: where notes begin and how long they last, in sixteenths, without a gap."""
    metre = METRES[metre_name]
    spans: list[Span] = []
    for pulse, (start, size) in enumerate(zip(metre.pulses, metre.groups, strict=True)):
        tied = 0.75 * (1.0 - pace) ** 1.5 + (0.6 * syncopation if spans and spans[-1][1] == 2 else 0.0)
        if pulse and chance.number(2 * pulse) < tied:
            spans[-1] = (spans[-1][0], spans[-1][1] + size)
            continue
        cells = CELLS[size]
        weights = [max(0.0, 1.0 - 2.2 * abs(pace - best)) if pace >= least else 0.0 for _cell, least, best in cells]
        at = start
        for length in cells[chance.weighted(weights, 2 * pulse + 1) if any(weights) else 0][0]:
            spans.append((at, length))
            at += length
    return tuple(spans)


def broken(spans: tuple[Span, ...], metre_name: str) -> tuple[Span, ...]:
    """A motif developed as it has been since Beethoven: its first half twice."""
    metre = METRES[metre_name]
    half = metre.middle
    if not half or half * 2 != metre.length:
        return spans
    first = [(at, min(length, half - at)) for at, length in spans if at < half]
    return tuple(first + [(at + half, length) for at, length in first])


@lru_cache(maxsize=512)
def order(metre_name: str, every: int, seed: int) -> dict[int, float]:
    """Each place on a grid of `every` sixteenths with the density, 0 to 1, from which on it sounds: heavy places first,
    equal ones in an order of the seed's own. The first place always sounds.
    """
    metre = METRES[metre_name]
    chance = Chance(seed, "order")
    places = list(range(0, metre.length, every))
    places.sort(key=lambda place: metre.weights[place] + 0.24 * chance.number(place), reverse=True)
    places.remove(0)
    return {0: 0.0} | {place: (rank + 0.5) / len(places) for rank, place in enumerate(places)}
