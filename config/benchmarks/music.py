"""`manage.py benchmark music`: a minute of each preset, counted in its notes and measured in its sound.

The goals are those of music that lies under speech: its loudness, its true peak, nothing that bites between 2 and 5 kHz,
little lost by a listener with one loudspeaker. With `--into DIRECTORY` the figures become a page with a spectrogram of
each preset beside it.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from audio.synthesis import mixer
from audio.synthesis.loudness import integrated, true_peak
from audio.synthesis.signals import RATE, Samples
from config.benchmarks.report import Report, Row, say
from universes.composer.measurements import Measures, measured
from universes.composer.parameters import PRESETS, Music
from universes.composer.piece import bars_in, piece
from universes.composer.score import score

SECONDS, QUICK_SECONDS, SEED = 60.0, 12.0, 11
QUIETEST, LOUDEST, PEAK, HARSH = -20.0, -18.0, -1.0, -10.0
WINDOW, HOP = 4096, 2048
PICTURE = (1000, 360)
LOWEST, HIGHEST, DEEP = 30.0, 14_000.0, 75.0
MARKS = (100, 440, 1000, 2000, 5000)
Power = NDArray[np.float32]


class Heard(Struct, frozen=True):
    """Of a sound: its loudness (LUFS) and true peak (dBTP); the spectral centroid (Hz, weighted by power); what the bands
    150 Hz and lower, 2 to 5 kHz and above 5 kHz have of its power (dB of the whole); the distance from its quiet to its
    loud moments (10th to 95th percentile of 93 ms, dB); how much weaker it is in one channel than in two (dB); how much its
    spectrum changes from one moment to the next (flux, 0 nothing to 1 all of it).
    """

    loudness: float
    peak: float
    centroid: float
    low: float
    harsh: float
    air: float
    range: float
    mono: float
    flux: float


def frequencies() -> NDArray[np.float64]:
    return np.fft.rfftfreq(WINDOW, 1 / RATE)


def spectra(sound: Samples) -> Power:
    """Power of Hann windows over the middle of stereo `sound`: shape (moments, 2049)."""
    frames = np.lib.stride_tricks.sliding_window_view(sound.mean(axis=0), WINDOW)[::HOP]
    return np.square(np.abs(np.fft.rfft(frames * np.hanning(WINDOW).astype(np.float32), axis=1)))


def heard(sound: Samples, power: Power) -> Heard:
    hertz, whole, moments = frequencies(), power.sum(axis=0), power.sum(axis=1)

    def share(low: float, high: float) -> float:
        return float(10 * np.log10(whole[(hertz >= low) & (hertz < high)].sum() / whole.sum() + 1e-12))

    levels = 10 * np.log10(moments + 1e-9)
    shapes = np.sqrt(power / np.maximum(moments[:, None], 1e-9))
    return Heard(
        loudness=integrated(sound),
        peak=true_peak(sound),
        centroid=float((whole * hertz).sum() / whole.sum()),
        low=share(20, 150),
        harsh=share(2000, 5000),
        air=share(5000, 16_000),
        range=float(np.percentile(levels, 95) - np.percentile(levels, 10)),
        mono=float(10 * np.log10(np.mean(sound.mean(axis=0) ** 2) / np.mean(sound**2))),
        flux=float(np.mean(1.0 - np.sum(shapes[1:] * shapes[:-1], axis=1))),
    )


def swells(music: Music, sound: Samples) -> list[float]:
    """dB of each of the first sixteen bars against their mean: the curve of the dynamics."""
    length = int(score(SEED, music, 0).seconds * RATE)
    count = min(16, sound.shape[-1] // length)
    bars = sound[:, : count * length].reshape(2, count, length)
    levels = 10 * np.log10(np.mean(bars.astype(np.float64) ** 2, axis=(0, 2)) + 1e-12)
    return [round(float(level), 1) for level in levels - levels.mean()]


def spectrogram(power: Power, name: str) -> Image.Image:
    """Time to the right, pitch upwards, 75 dB from dark to light."""
    width, height = PICTURE
    rows = np.geomspace(LOWEST, HIGHEST, height)[::-1]
    bins = np.searchsorted(frequencies(), rows)
    moments = np.linspace(0, len(power) - 1, width).astype(int)
    level = 10 * np.log10(power[moments][:, bins].T + 1e-9)
    light = np.clip((level - level.max() + DEEP) / DEEP, 0.0, 1.0)
    colours = np.stack([light**0.7, 0.9 * light**1.6, 0.25 * light + 0.5 * light**4 + 0.08 * (1 - light)], axis=-1)
    image = Image.fromarray((255 * np.clip(colours, 0, 1)).astype(np.uint8))
    pen = ImageDraw.Draw(image)
    for hertz in MARKS:
        y = int(np.argmin(np.abs(rows - hertz)))
        pen.line((0, y, width, y), fill=(90, 90, 110))
        pen.text((4, y - 11), f"{hertz} Hz", fill=(220, 220, 220))
    pen.text((width // 2, 4), name, fill=(255, 255, 255))
    return image


def minute(name: str, into: Path | None, report: Report, quick: bool) -> None:
    """A minute of the preset, from the seed that all figures are taken with."""
    music, seconds = PRESETS[name], QUICK_SECONDS if quick else SECONDS  # type: ignore[index]
    counted = measured([score(SEED, music, bar) for bar in range(bars_in(music, seconds))])
    sound = mixer.render(piece(SEED, music, seconds=seconds))
    power = spectra(sound)
    found = heard(sound, power)
    detail = {
        **{key: round(value, 3) for key, value in msgspec.structs.asdict(counted).items()},
        **{key: round(value, 2) for key, value in msgspec.structs.asdict(found).items()},
        "swells": " ".join(f"{level:+.1f}" for level in swells(music, sound)),
    }
    report.add(Row(name, f"{name}: loudness", found.loudness, "LUFS", most=LOUDEST, least=QUIETEST, detail=detail))
    report.add(Row(f"{name} peak", f"{name}: true peak", found.peak, "dBTP", most=PEAK))
    report.add(Row(f"{name} harsh", f"{name}: 2 to 5 kHz of the whole", found.harsh, "dB", most=HARSH))
    if into is not None:
        spectrogram(power, name).save(into / f"{name}.png", optimize=True)
        with (into / "measurements.md").open("a", encoding="utf-8") as page:
            page.write(line(name, counted, found))


COLUMNS = (
    "preset", "bpm", "register (MIDI)", "spread (semitones)", "onsets a second", "voices", "consonance", "step share",
    "note length (beats)", "velocity", "centroid (Hz)", "under 150 Hz (dB)", "2-5 kHz (dB)", "over 5 kHz (dB)",
    "flux", "LUFS", "dBTP", "loud to quiet (dB)", "in mono (dB)",
)  # fmt: skip


def heading() -> str:
    return f"# A minute of each preset, seed {SEED}\n\n| {' | '.join(COLUMNS)} |\n{'|---' * len(COLUMNS)}|\n"


def line(name: str, counted: Measures, found: Heard) -> str:
    cells = (
        f"[{name}]({name}.png)", f"{counted.tempo:.0f}", f"{counted.register:.1f}", f"{counted.spread:.0f}",
        f"{counted.density * counted.tempo / 60:.2f}", f"{counted.voices:.1f}", f"{counted.consonance:.2f}",
        f"{counted.step_share:.2f}", f"{counted.note_length:.2f}", f"{counted.dynamics:.0f} ± {counted.contrast:.0f}",
        f"{found.centroid:.0f}", f"{found.low:.1f}", f"{found.harsh:.1f}", f"{found.air:.1f}", f"{found.flux:.2f}",
        f"{found.loudness:.1f}", f"{found.peak:.1f}", f"{found.range:.1f}", f"{found.mono:.1f}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |\n"


ROWS: dict[str, Callable[[Path | None, Report, bool], None]] = {name: partial(minute, name) for name in PRESETS}


def run(*, only: list[str] | None, quick: bool, into: Path | None = None) -> Report:
    conditions = {"python": platform.python_version(), "numpy": np.__version__, "load": f"{os.getloadavg()[0]:.1f}"}
    report = Report("music", conditions)
    if into is not None:
        into.mkdir(parents=True, exist_ok=True)
        (into / "measurements.md").write_text(heading(), encoding="utf-8")
    for name in only or ROWS:
        say(f"{name}: {minute.__doc__}")
        ROWS[name](into, report, quick)
    return report
