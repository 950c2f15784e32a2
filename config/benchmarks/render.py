"""`manage.py benchmark render`: how much faster than real time a piece is rendered, on one core.

The piece is a minute for eight voices in a hall, with the room, the limiter and the loudness: what a composer hands over.
Every note is rendered anew, as in a fresh child process; processor time is counted, not the machine's other work.
"""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import thread_time
from typing import Any

import numpy as np

from audio import presets
from audio.rendering import files
from audio.synthesis import ensemble, filters, loudness, mixer
from audio.synthesis.score import Note, Part, Score, Tempo
from config.benchmarks.report import Report, Row, say

LEAST = 30.0
CHORDS = ((60, 64, 67), (57, 60, 64), (53, 57, 60), (55, 59, 62))


def piece(bars: int = 24) -> Score:
    """Eight voices at 96 beats a minute, about nine hundred notes in a minute."""
    parts = []
    for number, name in enumerate(
        ("warm_pad", "harp", "soft_keys", "strings", "cello", "sub_bass", "frame_drum", "celesta")
    ):
        notes: list[Note] = []
        for bar in range(bars):
            low, middle, high = CHORDS[bar % 4]
            at = bar * 4.0
            if name in ("warm_pad", "strings"):
                notes += [Note(at, 4.0, pitch, 70) for pitch in (low, middle, high)]
            elif name == "sub_bass":
                notes.append(Note(at, 3.0, low - 24, 80))
            elif name == "cello":
                notes += [Note(at, 2.0, middle - 12, 85), Note(at + 2, 2.0, high - 12, 75)]
            elif name == "frame_drum":
                notes += [Note(at + beat, 1.0, 62 if beat % 2 else 48, 80) for beat in range(4)]
            else:
                runs = (low, middle, high, low + 12) * 2
                notes += [Note(at + step / 2, 1.0, pitch, 70 + step * 7 % 30) for step, pitch in enumerate(runs)]
        parts.append(Part(name, notes, pan=(number - 3.5) / 6))  # type: ignore[arg-type]
    return Score(parts, tempo=[Tempo(0.0, 96.0)], room="hall", seed=3)


def forgotten() -> None:
    """What a process keeps between pieces goes."""
    ensemble.table.cache_clear()
    filters.response.cache_clear()


def taken(work: Callable[[], Any]) -> tuple[float, Any]:
    started = thread_time()
    made = work()
    return thread_time() - started, made


def eight_voices(report: Report, quick: bool) -> None:
    """A piece for eight voices with reverb, to its samples."""
    rates, score = [], piece(8 if quick else 24)
    for _round in range(1 if quick else 5):
        forgotten()
        seconds, sound = taken(lambda: mixer.render(score))
        rates.append(sound.shape[-1] / 44_100 / seconds)
    detail = {
        "length": f"{sound.shape[-1] / 44_100:.1f} s, {sum(len(part.notes) for part in score.parts)} notes",
        "slowest and quickest": f"{min(rates):.1f}, {max(rates):.1f}",
        "loudness": f"{loudness.integrated(sound):.2f} LUFS, {loudness.true_peak(sound):.2f} dBTP",
    }
    report.add(
        Row(
            "eight voices",
            "Eight voices with reverb: faster than real time",
            median(rates),
            "times",
            least=LEAST,
            detail=detail,
        )
    )


def written(report: Report, quick: bool) -> None:
    """The same, written to a file."""
    sound = mixer.render(piece(8 if quick else 24))
    with tempfile.TemporaryDirectory() as directory:
        for format in ("wav", "flac", "ogg", "mp3"):
            target = Path(directory) / f"a.{format}"
            seconds, _nothing = taken(lambda: files.write(target, sound, format, seed=1))  # noqa: B023
            rate = sound.shape[-1] / 44_100 / seconds
            report.add(Row(f"written {format}", f"Writing {format}: faster than real time", rate, "times"))


def ambiences(report: Report, quick: bool) -> None:
    """Each preset, which a server renders once."""
    names = ["rain", "dice"] if quick else list(presets.PRESETS)
    times = {name: taken(lambda: presets.render(presets.PRESETS[name]))[0] for name in names}  # noqa: B023
    detail = {name: f"{seconds:.1f} s" for name, seconds in sorted(times.items(), key=lambda item: -item[1])[:5]}
    report.add(Row("presets", f"{len(times)} presets together", sum(times.values()), "s", detail=detail))


ROWS: dict[str, Callable[[Report, bool], None]] = {
    "eight_voices": eight_voices,
    "written": written,
    "ambiences": ambiences,
}


def run(*, only: list[str] | None, quick: bool) -> Report:
    conditions = {"python": platform.python_version(), "numpy": np.__version__, "load": f"{os.getloadavg()[0]:.1f}"}
    report = Report("render", conditions)
    for name in only or ROWS:
        say(f"{name}: {ROWS[name].__doc__}")
        ROWS[name](report, quick)
    return report
