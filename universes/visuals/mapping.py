"""Which datum moves which property of a picture.

A source is a name with a dot: `audio.level`, `parameter.gravity`, `body.speed` (SOURCES says which there are). A property
is one of the kind's own (PROPERTIES); a number of a property multiplies what the settings say, a colour goes from the
setting's to `color`.
"""

from __future__ import annotations

import math
from typing import Annotated, Literal

from msgspec import Meta, Struct

from universes.visuals.settings import LAMP, Colour

Curve = Literal["linear", "logarithmic", "categorical"]
Property = Literal["color", "size", "speed", "count"]
AUDIO = ("level", "peak", "brightness", "low", "middle", "high", "onset")
BODY = ("speed", "mass", "spin", "height", "x")

PROPERTIES: dict[str, tuple[str, ...]] = {
    "waveform": ("color", "size"),
    "spectrum": ("color", "size"),
    "spectrogram": ("color",),
    "particle_system": ("color", "size", "speed", "count"),
    "physics": ("color", "size"),
}
_Number = Annotated[float, Meta(ge=-1e9, le=1e9)]


class Mapping(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`source` between `low` and `high` moves `property` between `to_low` and `to_high` (a colour: from none of `color` at
    0 to all of it at 1), times `scale`. A logarithmic one needs a `low` above 0; a categorical one has `steps` levels.
    """

    source: Annotated[str, Meta(pattern=r"^(audio|parameter|body)\.[a-z][a-z_]{0,39}$")]
    property: Property
    curve: Curve = "linear"
    low: _Number = 0.0
    high: _Number = 1.0
    to_low: Annotated[float, Meta(ge=0, le=100)] = 0.0
    to_high: Annotated[float, Meta(ge=0, le=100)] = 1.0
    scale: Annotated[float, Meta(ge=0, le=100)] = 1.0
    steps: Annotated[int, Meta(ge=2, le=24)] = 4
    color: Colour = LAMP
    enabled: bool = True


class BadMapping(ValueError):
    """A mapping that cannot be: `field` says what of it."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def check(kind: str, mapping: Mapping, parameters: frozenset[str] | set[str]) -> None:
    """Raises BadMapping for a source or property that the kind has not, or a range that is none."""
    family, name = mapping.source.split(".")
    known = {"audio": AUDIO, "body": BODY, "parameter": parameters}[family]
    if name not in known:
        raise BadMapping("source", f"There is no {mapping.source}.")
    if family == "body" and kind != "physics":
        raise BadMapping("source", "Only the picture of the bodies knows one body from another.")
    if mapping.property not in PROPERTIES[kind]:
        raise BadMapping("property", f"This picture has no {mapping.property} to move.")
    if mapping.low == mapping.high:
        raise BadMapping("high", "The range has no length.")
    if mapping.curve == "logarithmic" and min(mapping.low, mapping.high) <= 0:
        raise BadMapping("low", "A logarithmic range begins above 0.")


def share(mapping: Mapping, value: float) -> float:
    """Where `value` lies between `low` (0) and `high` (1) by the mapping's curve, held at the ends."""
    low, high = mapping.low, mapping.high
    if mapping.curve == "logarithmic":
        least = min(low, high)
        place = (math.log(max(value, least)) - math.log(low)) / (math.log(high) - math.log(low))
    else:
        place = (value - low) / (high - low)
    place = min(max(place, 0.0), 1.0)
    if mapping.curve == "categorical":
        return min(math.floor(place * mapping.steps), mapping.steps - 1) / (mapping.steps - 1)
    return place


def moved(mapping: Mapping, value: float) -> float:
    """What the property is multiplied with (a colour: how much of `color` is mixed in) when the source has `value`."""
    return (mapping.to_low + (mapping.to_high - mapping.to_low) * share(mapping, value)) * mapping.scale
