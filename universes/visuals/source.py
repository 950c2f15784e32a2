"""What pictures are made from: a sound, the way of the bodies, and the parameters; and what mappings make of them."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from universes.visuals.analysis import Sound, features
from universes.visuals.mapping import Mapping, moved
from universes.visuals.picture import mixed

# Features are measured once for each of these steps of a second, whoever asks for them.
FEATURE_STEP = 1 / 30
KEPT = 4096
T = TypeVar("T")


@dataclass(frozen=True)
class Frame:
    """One picture of a series: its number, and the moment it shows; it stands for the time since `before`."""

    index: int
    time: float
    before: float


def frames(duration: float, fps: float, first: float = 0.0) -> list[Frame]:
    """Exactly `duration` x `fps` frames (rounded, at least one), each in the middle of its time."""
    count = max(1, round(duration * fps))
    step = duration / count
    return [Frame(index, first + (index + 0.5) * step, first + index * step) for index in range(count)]


@dataclass(frozen=True)
class Outline:
    """How a body looks: a circle of this radius, or a polygon about its centre of mass, in metres, y upward. What is
    `endless` has no end that a picture could hold.
    """

    radius: float = 0.0
    points: tuple[tuple[float, float], ...] = ()
    static: bool = False
    endless: bool = False
    mass: float = 1.0


@dataclass(frozen=True)
class Motion:
    """States of a simulation as it gives them (`{time, bodies: [{id, x, y, angle, vx, vy, spin}]}`), oldest first; what the
    bodies look like; how many seconds of the world pass in one of the pictures; and (left, bottom, right, top) of the world
    in metres, where it has edges.
    """

    states: list[dict[str, Any]]
    outlines: dict[str, Outline]
    pace: float = 1.0
    edges: tuple[float, float, float, float] | None = None

    @cached_property
    def times(self) -> list[float]:
        return [state["time"] for state in self.states]

    def until(self, time: float) -> int:
        """How many states there are up to the second `time` of the pictures, one at least."""
        # What floats leave over must not make a state late by one picture.
        return max(bisect_right(self.times, time * self.pace + 1e-9), 1)

    def at(self, time: float) -> dict[str, Any]:
        """The latest state that is not after `time`; the first one before that."""
        return self.states[self.until(time) - 1]

    @cached_property
    def extent(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of the world, or of where the bodies ever are with a tenth to spare; 2 m at least."""
        if self.edges is not None:
            return self.edges
        places = [
            (body["x"], body["y"], reach(outline))
            for state in self.states
            for body in state["bodies"]
            if not (outline := self.outlines.get(body["id"], Outline())).endless
        ] or [(0.0, 0.0, 1.0)]
        left, right = min(x - r for x, _, r in places), max(x + r for x, _, r in places)
        bottom, top = min(y - r for _, y, r in places), max(y + r for _, y, r in places)
        spare = max(right - left, top - bottom, 2.0) / 10
        return left - spare, bottom - spare, right + spare, top + spare


def reach(outline: Outline) -> float:
    """The farthest of its points from its middle, m."""
    return max([outline.radius, *((x * x + y * y) ** 0.5 for x, y in outline.points)])


@dataclass
class Source:
    """All that a picture may follow."""

    sound: Sound
    motion: Motion | None = None
    parameters: dict[str, float] = field(default_factory=dict)
    _known: OrderedDict[Any, Any] = field(default_factory=OrderedDict, repr=False)

    @property
    def heard(self) -> bool:
        return len(self.sound.samples) > 0

    def once(self, key: Any, measure: Callable[[], T]) -> T:
        """What `measure` answers, asked once for a key; the latest few thousand answers are kept."""
        if key not in self._known:
            self._known[key] = measure()
            if len(self._known) > KEPT:
                self._known.popitem(last=False)
        answer: T = self._known[key]
        return answer

    def features(self, time: float) -> dict[str, float]:
        """`analysis.features` of the thirtieth of a second that holds `time`."""
        step = math.floor(time / FEATURE_STEP)
        first, last = step * FEATURE_STEP, (step + 1) * FEATURE_STEP
        return self.once(("features", step), lambda: features(self.sound, last, first))

    def value(self, mapping: Mapping, time: float, body: dict[str, float] | None = None) -> float:
        """What the mapping's source is at `time`; of `body` where it asks for one."""
        family, name = mapping.source.split(".")
        if family == "audio":
            return self.features(time)[name]
        return (body or {}).get(name, 0.0) if family == "body" else self.parameters.get(name, 0.0)

    def driven(self, mappings: list[Mapping], time: float, body: dict[str, float] | None = None) -> Driven:
        driven = Driven()
        for mapping in mappings:
            if mapping.enabled:
                driven.by(mapping, moved(mapping, self.value(mapping, time, body)))
        return driven


@dataclass
class Driven:
    """What mappings make of the properties at one moment: factors of the numbers, colours to be mixed in."""

    size: float = 1.0
    speed: float = 1.0
    count: float = 1.0
    colors: list[tuple[str, float]] = field(default_factory=list)

    def by(self, mapping: Mapping, amount: float) -> None:
        if mapping.property == "color":
            self.colors.append((mapping.color, amount))
        else:
            setattr(self, mapping.property, getattr(self, mapping.property) * amount)

    def color(self, usual: str) -> str:
        for color, part in self.colors:
            usual = mixed(usual, color, part)
        return usual
