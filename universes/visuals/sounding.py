"""Pictures of the sound itself: waveform, spectrum, spectrogram. Each is measured first and drawn from what was measured,
so that the numbers of an export are those that its pictures show.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from universes.visuals import analysis
from universes.visuals.mapping import Mapping
from universes.visuals.picture import Line, Picture, Polygon, Raster, Shape, mixed, rgb
from universes.visuals.settings import Spectrogram, Spectrum, Waveform
from universes.visuals.source import Frame, Source

# The waveform of one picture is what sounds about its moment, at least this long, so that a low note shows a wave.
LEAST_SECONDS = 0.05
COLUMNS = 256
# Lines change their colour so often from end to end.
PARTS = 32
BINS = 128


def measure_waveform(settings: Waveform, source: Source, frame: Frame, mappings: list[Mapping]) -> dict[str, Any]:
    """`envelope`: lowest and highest sample of each of 256 stretches of the frame's own time."""
    sound = source.sound
    length = max(2 * (frame.time - frame.before), LEAST_SECONDS)
    first = round(frame.before * sound.rate)
    last = max(first + round(length * sound.rate), first + COLUMNS)
    return {"from": first, "to": last, "envelope": analysis.envelope(sound, first, last, COLUMNS).tolist()}


def draw_waveform(
    settings: Waveform,
    source: Source,
    frame: Frame,
    mappings: list[Mapping],
    data: dict[str, Any],
    size: tuple[int, int],
) -> Picture:
    width, height = size
    driven = source.driven(mappings, frame.time)
    thick = settings.waveform_thickness * height / 360 * driven.size
    found = data["envelope"]

    def placed(column: int, value: float) -> tuple[float, float]:
        held = min(max(value * settings.gain, -1.0), 1.0)
        return width * (column + 0.5) / len(found), height / 2 - held * height * 0.45

    lows = [placed(column, low) for column, (low, _high) in enumerate(found)]
    highs = [placed(column, high) for column, (_low, high) in enumerate(found)]
    shapes: list[Shape] = [Polygon([*highs, *reversed(lows)], driven.color(settings.waveform_color), 0.3)]
    step = max(len(found) // PARTS, 1)
    for first in range(0, len(found), step):
        away = abs((first + step / 2) / len(found) * 2 - 1)
        color = driven.color(mixed(settings.waveform_color, settings.waveform_color_end, away))
        # One column more, so that the parts meet.
        shapes.extend(Line(edge[first : first + step + 1], color, thick) for edge in (highs, lows))
    return Picture(width, height, settings.background_color, shapes, settings.halo)


def measure_spectrum(settings: Spectrum, source: Source, frame: Frame, mappings: list[Mapping]) -> dict[str, Any]:
    """`db` of each bar (`hz` has their bounds), and `peak_hz`, the strongest frequency to a part of a bin."""
    amplitudes = analysis.magnitudes(source.sound, frame.time)
    count = max(8, int(640 / (settings.bar_width + settings.bar_spacing)))
    bars = analysis.decibels(analysis.banded(amplitudes, source.sound.rate, count))
    return {
        "hz": [round(hertz, 2) for hertz in analysis.edges(count).tolist()],
        "db": [round(value, 2) for value in bars.tolist()],
        "peak_hz": round(analysis.strongest(amplitudes, source.sound.rate), 2),
    }


def draw_spectrum(
    settings: Spectrum,
    source: Source,
    frame: Frame,
    mappings: list[Mapping],
    data: dict[str, Any],
    size: tuple[int, int],
) -> Picture:
    width, height = size
    driven = source.driven(mappings, frame.time)
    bars = data["db"]
    slot = width / len(bars)
    filled = slot * settings.bar_width / (settings.bar_width + settings.bar_spacing)
    ground = height * (0.96 - 0.2 * settings.reflection)
    shapes: list[Shape] = []
    for index, value in enumerate(bars):
        left = index * slot + (slot - filled) / 2
        tall = min(float(_shown(settings, value)) * driven.size, 1.0) * (ground - 0.04 * height) + height / 180
        color = driven.color(mixed(settings.spectrum_color_start, settings.spectrum_color_end, index / (len(bars) - 1)))
        shapes.append(_bar(left, filled, ground - tall, ground, color, 1.0))
        if settings.reflection:
            below = min(ground + tall * 0.4, float(height))
            shapes.append(_bar(left, filled, ground + height / 120, below, color, settings.reflection))
    return Picture(width, height, settings.background_color, shapes, settings.halo)


def _bar(left: float, width: float, top: float, bottom: float, color: str, opacity: float) -> Polygon:
    right = left + width
    return Polygon([(left, bottom), (left, top), (right, top), (right, bottom)], color, opacity)


def _shown(settings: Spectrum | Spectrogram, decibels: Any) -> Any:
    """Where `decibels` lie between the quietest (0) and the loudest (1) that are shown."""
    part = (decibels - settings.quietest) / (settings.loudest - settings.quietest)
    return np.clip(part, 0.0, 1.0)


def measure_spectrogram(settings: Spectrogram, source: Source, frame: Frame, mappings: list[Mapping]) -> dict[str, Any]:
    """The newest column: `db` of 128 steps of pitch (`hz` has their bounds)."""
    return {
        "hz": [round(hertz, 2) for hertz in analysis.edges(BINS).tolist()],
        "db": [round(value, 1) for value in _column(source, frame.time).tolist()],
    }


def draw_spectrogram(
    settings: Spectrogram,
    source: Source,
    frame: Frame,
    mappings: list[Mapping],
    data: dict[str, Any],
    size: tuple[int, int],
) -> Picture:
    width, height = size
    columns = min(width, max(16, round(settings.seconds * 30)))
    step = settings.seconds / columns
    # Columns stand at whole steps of the sound's time, so that a series of pictures measures each only once.
    newest = int(frame.time / step)
    strengths = np.stack([_column(source, (newest - back) * step) for back in range(columns - 1, -1, -1)], axis=1)
    driven = source.driven(mappings, frame.time)
    ramp = colors(settings, driven.color(settings.color_end))
    pixels = ramp[np.rint(_shown(settings, strengths[::-1]) * (len(ramp) - 1)).astype(int)]
    return Picture(width, height, settings.background_color, [Raster(pixels)], settings.halo / 2)


def colors(settings: Spectrogram, loudest: str) -> Any:
    """256 colours from silence to full strength: bytes of shape (256, 3)."""
    stops = [rgb(settings.color_start), rgb(settings.color_middle), rgb(loudest)]
    return np.stack(
        [np.interp(np.arange(256), [0, 128, 255], [stop[channel] for stop in stops]) for channel in range(3)], axis=1
    ).astype(np.uint8)


def _column(source: Source, time: float) -> analysis.Numbers:
    return source.once(
        ("column", round(time, 6)),
        lambda: analysis.decibels(analysis.banded(analysis.magnitudes(source.sound, time), source.sound.rate, BINS)),
    )
