"""What the child process does for pictures: hears a sound, lets a world run, draws, writes. Imports no Django."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import av
import msgspec
import numpy as np
from msgspec import Meta, Struct

from audio.synthesis import mixer
from audio.synthesis.checking import BadScore
from audio.synthesis.score import Score
from audio.synthesis.signals import RATE
from config.files.decode_sound import opened
from config.files.kinds import SOUNDS
from config.files.refusal import Refused
from universes.physics import geometry
from universes.physics.arena import Unstable
from universes.physics.bodies import Body, Constraint
from universes.physics.checking import Wrong
from universes.physics.parameters import Physics
from universes.physics.world import Simulation
from universes.stepping import Documents
from universes.visuals import drawing, writing
from universes.visuals.analysis import Samples, Sound
from universes.visuals.mapping import Mapping
from universes.visuals.picture import Picture
from universes.visuals.settings import SETTINGS, Kind
from universes.visuals.source import Frame, Motion, Outline, Source, frames

Format = Literal["png", "svg", "webp", "gif", "json"]
Heard = Callable[[float], None]

# LIMITS.md: 600 s x 30 fps of frames.
MOST_SECONDS = 600.0
MOST_FRAMES = 18_000
ARC_POINTS = 12
STILLS = ("png", "svg")
# Processor time of a pixel in each format, and of one step of one body.
PIXEL_SECONDS = {"png": 5e-7, "svg": 0.0, "webp": 9e-8, "gif": 3.5e-7, "json": 0.0}
STEP_SECONDS = 2e-5


class Work(Struct, frozen=True, kw_only=True):
    """What is to be drawn. The sound is `score`, or the file at `track` from the second `at` on; with `world` its bodies
    move from the beginning. A still (PNG, SVG) shows the second `moment`.
    """

    kind: Kind
    settings: dict[str, Any]
    mappings: list[Mapping]
    parameters: dict[str, float]
    duration: Annotated[float, Meta(gt=0, le=MOST_SECONDS)]
    fps: int
    score: Score | None = None
    track: str | None = None
    at: float = 0.0
    world: Documents | None = None
    format: Format = "json"
    size: tuple[int, int] = (640, 360)
    moment: float = 0.0

    @property
    def still(self) -> bool:
        return self.format in STILLS

    @property
    def seconds(self) -> float:
        """About how much processor time it takes. Measured on one core of a small server; what it is for is to refuse what
        would be ended by the child's limit.
        """
        count = 1 if self.still else round(self.duration * self.fps)
        bodies = len(self.world.bodies) if self.world else 0
        each = 0.01 + 25e-6 * self.settings.get("max_particles", 0) + 1e-4 * bodies
        drawn = PIXEL_SECONDS[self.format] * self.size[0] * self.size[1]
        steps = self.duration * self.world.physics.time_scale / self.world.physics.time_step if self.world else 0.0
        heard = 0.1 * self.duration if self.score else 0.01 * (self.at + self.duration)
        return heard + count * (each + drawn) + steps * bodies * STEP_SECONDS


def export(work: str, directory: str, progress: Heard = lambda fraction: None) -> dict[str, Any]:
    """The JSON file `work` (a Work) as `picture.<format>` in `directory`: {path, sha256, size, frames}."""
    told = msgspec.json.decode(Path(work).read_bytes(), type=Work)
    series = frames(told.duration, told.fps)
    source = source_of(told, series, lambda part: progress(0.3 * part))
    target = Path(directory) / f"picture.{told.format}"
    shown = [Frame(0, told.moment, max(told.moment - 1 / told.fps, 0.0))] if told.still else series
    write(told, source, _counted(shown, lambda part: progress(0.3 + 0.7 * part)), target)
    with target.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return {"path": str(target), "sha256": sha256, "size": target.stat().st_size, "frames": len(shown)}


def measure(work: str) -> dict[str, Any]:
    """{frames} of the JSON file `work`: the numbers that its pictures would show."""
    told = msgspec.json.decode(Path(work).read_bytes(), type=Work)
    series = frames(told.duration, told.fps)
    return {"frames": list(_measured(told, source_of(told, series), series))}


def source_of(work: Work, series: list[Frame], progress: Heard = lambda fraction: None) -> Source:
    """Raises Refused ("broken" for a sound that is none, "unstable" for a world that comes apart)."""
    if work.track is not None:
        samples = decoded(work.track, work.at, work.duration)
    elif work.score is not None:
        try:
            samples = mixer.render(work.score, lambda part: progress(0.5 * part)).mean(axis=0).astype(np.float32)
        except BadScore as bad:
            raise Refused("broken", str(bad)) from None
    else:
        samples = np.zeros(0, np.float32)
    motion = None
    if work.world is not None:
        world = work.world
        motion = film(
            world.physics, world.bodies, world.constraints, world.seed, series, lambda part: progress(0.5 + 0.5 * part)
        )
    return Source(Sound(samples, RATE), motion, work.parameters)


def write(work: Work, source: Source, series: Iterator[Frame], target: Path) -> None:
    if work.format == "json":
        about = {"kind": work.kind, "fps": work.fps, "duration": work.duration, "settings": work.settings}
        writing.write_json(_measured(work, source, series), target, about)
        return
    pictures = _drawn(work, source, series)
    if work.format == "webp":
        writing.write_webp(pictures, target, size=work.size, fps=work.fps)
    elif work.format == "gif":
        writing.write_gif(pictures, target, size=work.size, fps=work.fps)
    elif work.format == "svg":
        target.write_text(writing.svg(next(pictures)), "utf-8")
    else:
        writing.write_png(next(pictures), target)


def _measured(work: Work, source: Source, series: Iterator[Frame] | list[Frame]) -> Iterator[dict[str, Any]]:
    settings = msgspec.convert(work.settings, SETTINGS[work.kind])
    for frame in series:
        yield drawing.measure(work.kind, settings, source, frame, work.mappings)


def _drawn(work: Work, source: Source, series: Iterator[Frame]) -> Iterator[Picture]:
    settings = msgspec.convert(work.settings, SETTINGS[work.kind])
    for frame in series:
        yield drawing.draw(work.kind, settings, source, frame, work.mappings, work.size)


def _counted(series: list[Frame], progress: Heard) -> Iterator[Frame]:
    for frame in series:
        progress(frame.index / len(series))
        yield frame


def decoded(path: str, at: float, seconds: float) -> Samples:
    """One channel of the sound at `path` from the second `at` on, at most `seconds` of it, at 44.1 kHz."""
    first, count = round(at * RATE), round(seconds * RATE)
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
    blocks: list[Samples] = []
    place = 0
    with opened(path, SOUNDS["track"]) as reader:
        for frame in reader.frames():
            # Streams that were cut together have times that do not rise; what counts is what is there.
            frame.pts = None
            for ready in resampler.resample(frame):
                block = ready.to_ndarray()[0]
                blocks.append(block[max(first - place, 0) : max(first + count - place, 0)])
                place += len(block)
            if place >= first + count:
                break
    return np.concatenate([np.zeros(0, np.float32), *blocks]).astype(np.float32, copy=False)


def film(
    physics: Physics, bodies: Sequence[Body], constraints: Sequence[Constraint], seed: int, series: list[Frame],
    progress: Heard = lambda fraction: None,
) -> Motion:  # fmt: skip
    """The world from its beginning, a state for each picture. Raises Refused("unstable") with the reason."""
    states: list[dict[str, Any]] = []
    still = [
        {"id": one.id, "x": one.position[0], "y": one.position[1], "angle": one.angle, "vx": 0.0, "vy": 0.0, "spin": 0.0}
        for one in bodies
        if one.still
    ]  # fmt: skip
    try:
        world = Simulation(physics, bodies, constraints, seed)
        for frame in series:
            progress(frame.index / len(series))
            while world.time + physics.time_step <= frame.time * physics.time_scale:
                world.step()
            state = world.state()
            # What stands fast lies behind what moves.
            moving = [msgspec.structs.asdict(body) for body in state.bodies]
            states.append({"time": state.time, "bodies": [*still, *moving]})
    except (Wrong, Unstable) as problem:
        raise Refused("unstable", str(problem)) from None
    x, y = physics.width / 2, physics.height / 2
    edges = None if physics.boundary == "none" else (-x, -y, x, y)
    return Motion(states, {body.id: outline(body) for body in bodies}, physics.time_scale, edges)


def outline(body: Body) -> Outline:
    """How a body looks; a capsule's round ends have a dozen corners each."""
    mass = 0.0 if body.still else geometry.mass(body)
    if body.shape == "circle":
        return Outline(radius=body.radius, static=body.still, mass=mass)
    points = geometry.corners(body)
    if body.shape == "capsule":
        half = geometry.half_spine(body)
        turns = [np.pi * step / (ARC_POINTS - 1) for step in range(ARC_POINTS)]
        upper = [(float(body.radius * np.cos(turn)), float(half + body.radius * np.sin(turn))) for turn in turns]
        points = (*upper, *((-x, -y) for x, y in upper))
    return Outline(points=points, static=body.still, endless=body.shape == "plane", mass=mass)
