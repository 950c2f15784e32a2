"""From a kind, its settings and a source to numbers and pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from universes.visuals.mapping import Mapping
from universes.visuals.moving import draw_bodies, measure_bodies
from universes.visuals.particles import draw_particles, measure_particles
from universes.visuals.picture import Picture
from universes.visuals.settings import VERDIGRIS, Kind, Settings
from universes.visuals.sounding import (
    draw_spectrogram,
    draw_spectrum,
    draw_waveform,
    measure_spectrogram,
    measure_spectrum,
    measure_waveform,
)
from universes.visuals.source import Frame, Source

KINDS: dict[str, tuple[Callable[..., dict[str, Any]], Callable[..., Picture]]] = {
    "waveform": (measure_waveform, draw_waveform),
    "spectrum": (measure_spectrum, draw_spectrum),
    "spectrogram": (measure_spectrogram, draw_spectrogram),
    "particle_system": (measure_particles, draw_particles),
    "physics": (measure_bodies, draw_bodies),
}

# What moves what where nobody has said it: the sound is seen in each of them.
USUAL: dict[str, list[Mapping]] = {
    "waveform": [Mapping(source="audio.onset", property="size", to_low=1.0, to_high=2.0)],
    "spectrum": [],
    "spectrogram": [],
    "particle_system": [
        Mapping(source="audio.level", property="count", high=0.1, to_low=0.25),
        Mapping(source="audio.onset", property="speed", to_low=0.7, to_high=2.0),
        Mapping(source="audio.low", property="size", high=0.1, to_low=0.7, to_high=1.8),
        Mapping(
            source="audio.brightness", property="color", curve="logarithmic", low=300.0, high=4000.0, color=VERDIGRIS
        ),
    ],
    "physics": [Mapping(source="body.speed", property="color", high=10.0)],
}


def measure(kind: Kind, settings: Settings, source: Source, frame: Frame, mappings: list[Mapping]) -> dict[str, Any]:
    """The numbers of one frame: `{index, time, features, …}` with those of its kind; no features where there is no sound."""
    data = KINDS[kind][0](settings, source, frame, mappings)
    told = {name: round(value, 5) for name, value in source.features(frame.time).items()} if source.heard else {}
    return {"index": frame.index, "time": round(frame.time, 6), "features": told, **data}


def draw(
    kind: Kind, settings: Settings, source: Source, frame: Frame, mappings: list[Mapping], size: tuple[int, int]
) -> Picture:
    """The picture of one frame, `size` pixels wide and high."""
    data = KINDS[kind][0](settings, source, frame, mappings)
    return KINDS[kind][1](settings, source, frame, mappings, data, size)
