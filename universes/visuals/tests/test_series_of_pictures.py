"""A series has exactly the frames that were asked for, every file can be read, and what it shows follows the sound."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from universes.visuals import drawing, writing
from universes.visuals.analysis import Sound
from universes.visuals.mapping import Mapping
from universes.visuals.settings import SETTINGS
from universes.visuals.source import Motion, Outline, Source, frames
from universes.visuals.tests.conftest import RATE, sine

SIZE = (160, 90)
FALLING = Motion(
    [
        {"time": step / 10, "bodies": [{"id": "ball", "x": 1.0, "y": 5 - step / 5, "angle": 0.0, "vx": 0.0, "vy": -2.0, "spin": 0.0},
                                       {"id": "floor", "x": 0.0, "y": 0.0, "angle": 0.1, "vx": 0.0, "vy": 0.0, "spin": 0.0}]}
        for step in range(21)
    ],
    {"ball": Outline(radius=0.5), "floor": Outline(points=((-3, -0.1), (3, -0.1), (3, 0.1), (-3, 0.1)), static=True)},
)  # fmt: skip


@pytest.mark.parametrize("kind", SETTINGS)
def test_every_kind_can_be_written_as_every_file(kind: str, beats: Source, tmp_path: Path) -> None:
    beats.motion = FALLING
    settings, mappings = SETTINGS[kind](), drawing.USUAL[kind]
    series = frames(2, 5)
    pictures = [drawing.draw(kind, settings, beats, frame, mappings, SIZE) for frame in series]  # type: ignore[arg-type]
    for name, write in (("s.webp", writing.write_webp), ("s.gif", writing.write_gif)):
        write(pictures, tmp_path / name, size=SIZE, fps=5)  # type: ignore[operator]
        with Image.open(tmp_path / name) as image:
            assert (image.n_frames, image.size) == (10, SIZE)
            looks = set()
            for index in range(10):
                image.seek(index)
                looks.add(image.convert("RGB").tobytes())
                assert image.info["duration"] == 200
            assert len(looks) > 3
    writing.write_png(pictures[5], tmp_path / "s.png")
    with Image.open(tmp_path / "s.png") as image:
        assert image.size == SIZE and len(image.getcolors(100_000)) > 2
    drawn = ElementTree.fromstring(writing.svg(pictures[5]))
    assert len(drawn) > 1
    numbers = [drawing.measure(kind, settings, beats, frame, mappings) for frame in series]  # type: ignore[arg-type]
    writing.write_json(numbers, tmp_path / "s.json", {"kind": kind, "fps": 5})
    read = json.loads((tmp_path / "s.json").read_bytes())
    assert read["kind"] == kind and [frame["index"] for frame in read["frames"]] == list(range(10))


@pytest.mark.parametrize(("duration", "fps", "count"), [(2, 30, 60), (1.5, 24, 36), (0.01, 30, 1), (10.02, 10, 100)])
def test_a_series_has_duration_times_fps_frames(duration: float, fps: float, count: int) -> None:
    series = frames(duration, fps)
    assert len(series) == count
    assert series[-1].time < duration and series[0].before == 0


def test_pictures_that_look_alike_are_frames_all_the_same(tmp_path: Path) -> None:
    silence = Source(Sound(np.zeros(RATE, np.float32), RATE))
    pictures = [drawing.draw("spectrum", SETTINGS["spectrum"](), silence, frame, [], SIZE) for frame in frames(1, 30)]
    for name, write in (("s.webp", writing.write_webp), ("s.gif", writing.write_gif)):
        write(pictures, tmp_path / name, size=SIZE, fps=30)  # type: ignore[operator]
        with Image.open(tmp_path / name) as image:
            assert image.n_frames == 30


def test_times_of_frames_do_not_drift() -> None:
    told = [shown for shown, _ in zip(writing.durations(30), range(300), strict=False)]
    assert sum(told) == 10_000 and set(told) == {33, 34}


def test_the_spectrum_of_a_tone_tells_its_frequency() -> None:
    source = Source(sine(440))
    measured = drawing.measure("spectrum", SETTINGS["spectrum"](), source, frames(1, 1)[0], [])
    assert measured["peak_hz"] == pytest.approx(440, rel=0.005)
    strongest = measured["db"].index(max(measured["db"]))
    assert measured["hz"][strongest] * 0.97 <= 440 <= measured["hz"][strongest + 1] * 1.03


def test_the_waveform_is_that_of_its_frame(beats: Source) -> None:
    frame = frames(2, 10)[7]
    measured = drawing.measure("waveform", SETTINGS["waveform"](), beats, frame, [])
    held = beats.sound.samples[measured["from"] : measured["to"]]
    assert (measured["from"], measured["to"]) == (round(0.7 * RATE), round(0.8 * RATE))
    assert min(low for low, _ in measured["envelope"]) == held.min()
    assert max(high for _, high in measured["envelope"]) == held.max()


def test_a_picture_does_not_depend_on_those_before_it(beats: Source) -> None:
    settings, mappings = SETTINGS["particle_system"](), drawing.USUAL["particle_system"]
    series = frames(2, 10)
    alone = drawing.measure("particle_system", settings, Source(beats.sound), series[15], mappings)
    for frame in series[:15]:
        drawing.measure("particle_system", settings, beats, frame, mappings)
    assert drawing.measure("particle_system", settings, beats, series[15], mappings) == alone


def test_sparks_are_as_many_as_the_mapping_says() -> None:
    settings = SETTINGS["particle_system"]()
    by_level = [Mapping(source="audio.level", property="count", high=0.5)]

    def sparks(strength: float) -> int:
        source = Source(sine(440, 4, strength))
        return len(drawing.measure("particle_system", settings, source, frames(4, 1)[3], by_level)["particles"])

    assert sparks(0.0) == 0
    assert 0.3 * 400 < sparks(0.35) < 0.7 * 400
    assert sparks(0.8) == 400


def test_bodies_are_drawn_where_the_simulation_has_them() -> None:
    source = Source(sine(440, 2), FALLING)
    first, last = (
        drawing.draw("physics", SETTINGS["physics"](), source, frames(2, 10)[index], [], SIZE) for index in (0, -1)
    )
    ball, fallen = (next(shape for shape in picture.shapes if hasattr(shape, "radius")) for picture in (first, last))
    assert fallen.x == ball.x and fallen.y > ball.y + 20
