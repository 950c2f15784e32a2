"""How a world sounds: the one table of which physical parameter moves which musical quantity, and which way.

Each row moves one parameter of `Music` and that moves one quantity of `measurements`, monotonically; at the world's default
nothing is moved. There is always somewhere left to go: a share of the way from what the music is set to as far as the table
of music lets it, so that two settings never sound the same because both met the bound.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log1p

import msgspec
from msgspec import Struct

from universes.composer.parameters import ROWS, Music, _


class Link(Struct, frozen=True):
    """More of `parameter` is more (`sign` 1) or less (-1) of `quantity`, the measurement that `field` of `Music` decides.

    `neutral` is the world's default, where nothing is moved, and so is None, a medium that is switched off. `half` is how
    far above it, in the parameter's unit, the law turns from proportional to logarithmic: ears hear ratios.
    """

    parameter: str
    field: str
    quantity: str
    sign: int
    least: float
    neutral: float
    most: float
    half: float
    words: str

    def share(self, value: float | None) -> float:
        """How far along its way the field is moved, -1 to 1; grows with `value` where `sign` is 1."""
        if value is None:
            return 0.0
        if value < self.neutral:
            return -self.sign * min((self.neutral - value) / (self.neutral - self.least), 1.0)
        if value > self.neutral:
            return self.sign * min(
                log1p((value - self.neutral) / self.half) / log1p((self.most - self.neutral) / self.half), 1.0
            )
        return 0.0


LINKS: dict[str, Link] = {
    link.parameter: link
    for link in (
        Link("gravity", "register", "register", -1, 0.0, 9.81, 100.0, 10.0, _("Gravity pulls the voices down")),
        Link(
            "air_resistance", "articulation", "note_length", -1, 0.0, 0.0, 1.0, 0.1,
            _("Air resistance lets notes die sooner"),
        ),
        Link("elasticity", "leaps", "step_share", 1, 0.0, 1.0, 1.0, 1.0, _("What bounces leaps in the melody")),
        Link("friction", "dissonance", "consonance", 1, 0.0, 0.1, 1.0, 0.5, _("Friction rubs in the chords")),
        Link(
            "temperature", "activity", "density", 1, 0.0, 293.15, 1000.0, 300.0,
            _("Heat agitates: more notes accompany"),
        ),
        Link("pressure", "dynamics", "dynamics", 1, 0.0, 101.325, 200.0, 100.0, _("Pressure makes it louder")),
        Link(
            "fluid_density", "brightness", "brightness", -1, 0.0, 0.0, 2000.0, 200.0,
            _("A denser fluid is darker: sound under water"),
        ),
        Link("viscosity", "resonance", "reverberance", -1, 0.0, 0.0, 1.0, 0.05, _("A viscous fluid swallows the room")),
        Link("time_scale", "tempo", "tempo", 1, 0.1, 1.0, 10.0, 2.0, _("Faster time is a faster tempo")),
        Link(
            "gravitation", "width", "width", -1, 0.0, 0.0, 1_000_000.0, 1.0,
            _("Bodies that attract each other draw the players together"),
        ),
        Link("damping", "contrast", "contrast", -1, 0.0, 0.0, 10.0, 1.0, _("Damping evens out the swells")),
    )
}  # fmt: skip


def mapped(physics: Mapping[str, object], music: Music) -> Music:
    """`music` as the world with these parameters plays it. What the mapping has no row for, and what is missing, moves
    nothing; the fields without a row stay exactly as they are set.
    """
    moved: dict[str, float] = {}
    for link in LINKS.values():
        value = physics.get(link.parameter)
        share = link.share(value) if isinstance(value, (int, float)) else 0.0
        if share:
            moved[link.field] = _towards(link.field, getattr(music, link.field), share)
    return msgspec.structs.replace(music, **moved) if moved else music


def _towards(field: str, value: float, share: float) -> float:
    """`value` moved by `share` of the way to the field's upper (or with a negative share lower) bound; tempo by ratios."""
    row = ROWS[field]
    assert row.least is not None and row.most is not None
    bound, way = row.most if share > 0 else row.least, abs(share)
    moved = value * (bound / value) ** way if field == "tempo" else value + (bound - value) * way
    return min(max(moved, row.least), row.most)
