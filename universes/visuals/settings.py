"""What each kind of picture may be set to: colours, sizes, counts and ranges, with their bounds and defaults, in one place.
Validation, the table that REST offers, the page's editor and the drawing read it.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

Kind = Literal["waveform", "spectrum", "spectrogram", "particle_system", "physics"]
_COLOUR = r"^#[0-9a-fA-F]{6}$"
Colour = Annotated[str, Meta(pattern=_COLOUR, description="#rrggbb")]

NIGHT = "#14121a"
LAMP = "#f2b44b"
VERDIGRIS = "#5ec2b0"
EMBER = "#e5604d"
VIOLET = "#9b7ede"


def _(text: str) -> str:
    """Marks a text that people read for translation; who shows it translates it. This package knows no Django."""
    return text


def _is(words: str, least: float, most: float, unit: str = "") -> Meta:
    return Meta(ge=least, le=most, title=words, extra={"unit": unit})


def _colour(words: str) -> Meta:
    return Meta(pattern=_COLOUR, title=words, description="#rrggbb")


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all kinds have. Lengths are pixels of a picture 360 high (640 wide where they go across)."""

    background_color: Annotated[str, _colour(_("Background"))] = NIGHT
    halo: Annotated[float, _is(_("Light around it"), 0, 1)] = 0.6


class Waveform(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The envelope of the samples about the moment that is shown; one colour in the middle, the other at both ends."""

    waveform_color: Annotated[str, _colour(_("Colour in the middle"))] = LAMP
    waveform_color_end: Annotated[str, _colour(_("Colour at the ends"))] = VIOLET
    waveform_thickness: Annotated[float, _is(_("Thickness"), 0.5, 20, "px")] = 2.0
    gain: Annotated[float, _is(_("Enlarged"), 0.1, 10, "×")] = 3.0


class Spectrum(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bars from low to high frequencies, 30 Hz to 16 kHz, and a reflection below them."""

    spectrum_color_start: Annotated[str, _colour(_("Colour of low notes"))] = VIOLET
    spectrum_color_end: Annotated[str, _colour(_("Colour of high notes"))] = LAMP
    bar_width: Annotated[float, _is(_("Width of a bar"), 1, 100, "px")] = 8.0
    bar_spacing: Annotated[float, _is(_("Space between"), 0, 50, "px")] = 2.0
    reflection: Annotated[float, _is(_("Reflection"), 0, 1)] = 0.2
    quietest: Annotated[float, _is(_("Quietest that is shown"), -80, -41, "dB")] = -75.0
    loudest: Annotated[float, _is(_("Loudest that is shown"), -40, 0, "dB")] = -15.0


class Spectrogram(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Time to the right, frequency upward, from the colour of silence over that between to that of full strength."""

    color_start: Annotated[str, _colour(_("Colour of silence"))] = NIGHT
    color_middle: Annotated[str, _colour(_("Colour between"))] = "#8a45a8"
    color_end: Annotated[str, _colour(_("Colour of full strength"))] = LAMP
    seconds: Annotated[float, _is(_("Time that is shown"), 0.5, 60, "s")] = 8.0
    quietest: Annotated[float, _is(_("Quietest that is shown"), -80, -41, "dB")] = -75.0
    loudest: Annotated[float, _is(_("Loudest that is shown"), -40, 0, "dB")] = -32.0


class Particles(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sparks that rise from the middle."""

    particle_color: Annotated[str, _colour(_("Colour of new sparks"))] = LAMP
    particle_color_end: Annotated[str, _colour(_("Colour of old sparks"))] = EMBER
    particle_size: Annotated[float, _is(_("Size"), 0.5, 50, "px")] = 3.5
    max_particles: Annotated[int, _is(_("At most so many"), 1, 2000)] = 400
    particle_speed: Annotated[float, _is(_("Speed"), 0, 1000, "px/s")] = 150.0


class Bodies(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The bodies of the world, as they move, and the ways they came."""

    body_color: Annotated[str, _colour(_("Colour of bodies"))] = VERDIGRIS
    static_color: Annotated[str, _colour(_("Colour of what stands fast"))] = "#3d374c"
    trail_color: Annotated[str, _colour(_("Colour of their ways"))] = VIOLET
    trail_seconds: Annotated[float, _is(_("How long a way stays"), 0, 10, "s")] = 1.5


SETTINGS: dict[str, type[Settings]] = {
    "waveform": Waveform,
    "spectrum": Spectrum,
    "spectrogram": Spectrogram,
    "particle_system": Particles,
    "physics": Bodies,
}


class Row(Struct, frozen=True):
    """One setting: a colour, or a number (`whole`: without fractions) between `least` and `most` in its `unit`."""

    name: str
    words: str
    type: Literal["color", "number"]
    unit: str
    least: float | None
    most: float | None
    whole: bool
    default: Any


def rows(kind: str) -> list[Row]:
    """The settings of a kind, in the order of an editor."""
    told = msgspec.inspect.type_info(SETTINGS[kind])
    assert isinstance(told, msgspec.inspect.StructType)
    own = [found for found in told.fields if found.name not in Settings.__struct_fields__]
    return [_row(found) for found in [*own, *(one for one in told.fields if one not in own)]]


def _row(found: msgspec.inspect.Field) -> Row:
    held = found.type
    assert isinstance(held, msgspec.inspect.Metadata)
    words, unit = (held.extra_json_schema or {}).get("title", ""), (held.extra or {}).get("unit", "")
    kind = held.type
    if isinstance(kind, msgspec.inspect.StrType):
        return Row(found.name, words, "color", unit, None, None, False, found.default)
    assert isinstance(kind, msgspec.inspect.FloatType | msgspec.inspect.IntType)
    whole = isinstance(kind, msgspec.inspect.IntType)
    return Row(found.name, words, "number", unit, kind.ge, kind.le, whole, found.default)
