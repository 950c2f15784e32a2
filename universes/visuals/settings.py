"""What each kind of picture may be set to: colours, sizes and counts, with their ranges and defaults."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Kind = Literal["waveform", "spectrum", "spectrogram", "particle_system", "physics"]
Colour = Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$", description="#rrggbb")]

NIGHT = "#14121a"
PAPER = "#ece6da"
LAMP = "#f2b44b"
VERDIGRIS = "#5ec2b0"
VIOLET = "#9b7ede"


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all kinds have."""

    background_color: Colour = NIGHT


class Waveform(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The envelope of the samples about the moment that is shown; thickness in pixels of a picture 360 high."""

    waveform_color: Colour = LAMP
    waveform_thickness: Annotated[float, Meta(ge=0.5, le=20)] = 2.0


class Spectrum(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bars from low to high frequencies, 30 Hz to 16 kHz; widths in pixels of a picture 640 wide."""

    spectrum_color_start: Colour = VIOLET
    spectrum_color_end: Colour = LAMP
    bar_width: Annotated[float, Meta(ge=1, le=100)] = 8.0
    bar_spacing: Annotated[float, Meta(ge=0, le=50)] = 2.0


class Spectrogram(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Time to the right, frequency upward, from the colour of silence to that of full strength."""

    color_start: Colour = NIGHT
    color_end: Colour = LAMP
    seconds: Annotated[float, Meta(ge=0.5, le=60, description="how much time one picture shows")] = 8.0


class Particles(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sparks that rise from the middle; size and speed in pixels (a second) of a picture 360 high."""

    particle_color: Colour = VERDIGRIS
    particle_size: Annotated[float, Meta(ge=0.5, le=50)] = 4.0
    max_particles: Annotated[int, Meta(ge=1, le=2000)] = 300
    particle_speed: Annotated[float, Meta(ge=0, le=1000)] = 60.0


class Bodies(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The bodies of the world, as they move."""

    body_color: Colour = PAPER
    static_color: Colour = "#5a5468"
    trail_seconds: Annotated[float, Meta(ge=0, le=10, description="how long a body's way stays visible")] = 1.0


SETTINGS: dict[str, type[Settings]] = {
    "waveform": Waveform,
    "spectrum": Spectrum,
    "spectrogram": Spectrogram,
    "particle_system": Particles,
    "physics": Bodies,
}
