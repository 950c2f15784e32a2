"""Pictures of the sound itself: waveform, spectrum, spectrogram. Each is measured first and drawn from what was measured,
so that the numbers of an export are those that its pictures show.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from universes.visuals import analysis
from universes.visuals.mapping import Mapping
from universes.visuals.picture import Line, Picture, Polygon, Raster, mixed, rgb
from universes.visuals.settings import Spectrogram, Spectrum, Waveform
from universes.visuals.source import Frame, Source

# The waveform of one picture is what sounds about its moment, at least this long, so that a low note shows a wave.
LEAST_SECONDS = 0.05
COLUMNS = 256
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
    color = driven.color(settings.waveform_color)
    thick = settings.waveform_thickness * height / 360 * driven.size
    middle, reach = height / 2, height * 0.45
    across = [width * (column + 0.5) / COLUMNS for column in range(COLUMNS)]
    highs = [(x, middle - high * reach) for x, (_low, high) in zip(across, data["envelope"], strict=True)]
    lows = [(x, middle - low * reach) for x, (low, _high) in zip(across, data["envelope"], strict=True)]
    return Picture(
        width,
        height,
        settings.background_color,
        [
            Polygon([*highs, *reversed(lows)], color, 0.6),
            Line(highs, color, thick),
            Line(lows, color, thick),
        ],
    )


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
    shapes: list[Any] = []
    for index, value in enumerate(bars):
        left = index * slot + (slot - filled) / 2
        top = height * (0.96 - 0.92 * min((value - analysis.FLOOR_DB) / -analysis.FLOOR_DB * driven.size, 1.0))
        bottom = height * 0.98
        part = index / (len(bars) - 1)
        color = driven.color(mixed(settings.spectrum_color_start, settings.spectrum_color_end, part))
        shapes.append(Polygon([(left, bottom), (left, top), (left + filled, top), (left + filled, bottom)], color))
    return Picture(width, height, settings.background_color, shapes)


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
    part = (strengths - analysis.FLOOR_DB) / -analysis.FLOOR_DB
    driven = source.driven(mappings, frame.time)
    quiet, loud = np.array(rgb(settings.color_start)), np.array(rgb(driven.color(settings.color_end)))
    pixels = quiet + (loud - quiet) * part[::-1, :, None]
    return Picture(width, height, settings.background_color, [Raster(np.clip(pixels, 0, 255).astype(np.uint8))])


def _column(source: Source, time: float) -> analysis.Numbers:
    return source.once(
        ("column", round(time, 6)),
        lambda: analysis.decibels(analysis.banded(analysis.magnitudes(source.sound, time), source.sound.rate, BINS)),
    )
