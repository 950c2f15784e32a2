"""The child process in which one world runs: commands a line in, states a line out, in step with the clock.

It knows neither Django nor the server's environment and never touches the database. It ends when its pipe closes, or when
its parent is gone; a step that would never end is ended by the limit on processor time.
"""

from __future__ import annotations

import os
import resource
import select
import threading
import time

import msgspec

from config.files.child import end_with_parent, limit
from universes.physics.arena import Unstable
from universes.physics.checking import Wrong
from universes.physics.world import Simulation
from universes.simulation.lines import Command, Said
from universes.stepping import simulation_of

FRAMES_A_SECOND = 25
CHECKPOINT_SECONDS = 2.0
# Further behind than this, in seconds of the clock, what is missing is left out.
MOST_BEHIND = 0.25
LATE_SECONDS = 1.0
# Of what meets between two frames, the loudest.
MOST_COLLISIONS = 100
STEP_CPU_SECONDS = 60
MEMORY = 2 * 1024**3


class Clock:
    """How far the world should be: seconds of the world by seconds of the clock, from when it last began to run."""

    def __init__(self) -> None:
        self.began, self.at = 0.0, 0.0

    def begin(self, time_in_world: float) -> None:
        self.began, self.at = time.monotonic(), time_in_world

    def due(self, scale: float) -> float:
        """The time in the world by now."""
        return self.at + (time.monotonic() - self.began) * scale


class Running:
    """One simulation between its two pipes."""

    def __init__(self, commands: int, words: int) -> None:
        self.commands, self.words = commands, words
        self.decoder, self.encoder = msgspec.json.Decoder(Command), msgspec.json.Encoder()
        self.simulation: Simulation | None = None
        self.clock, self.paused, self.ended = Clock(), False, False
        self.pending = b""
        self.next_frame = self.next_checkpoint = self.next_late = 0.0
        self.shown = -1
        self.left_out = 0.0

    def run(self) -> None:
        """Until it is stopped, fails, or nobody listens any more."""
        try:
            while not self.ended:
                self.listen(self.pause_left())
                if not self.ended and self.simulation is not None and not self.paused:
                    self.advance(self.simulation)
        except (Unstable, Wrong) as problem:
            self.say(Said(say="failed", reason=str(problem)))
        except BrokenPipeError:
            return

    def pause_left(self) -> float | None:
        """Seconds for which there is nothing to do but to listen; None is for ever."""
        if self.simulation is None or self.paused:
            return None
        physics = self.simulation.physics
        missing = self.simulation.time + physics.time_step - self.clock.due(physics.time_scale)
        return max(missing / physics.time_scale, 0.0)

    def listen(self, seconds: float | None) -> None:
        """Obeys what has been said, waiting so long for it."""
        ready, _, _ = select.select([self.commands], [], [], seconds)
        if not ready:
            return
        block = os.read(self.commands, 1 << 20)
        if not block:
            self.ended = True
        *lines, self.pending = (self.pending + block).split(b"\n")
        for line in lines:
            if not self.ended:
                self.obey(self.decoder.decode(line))

    def obey(self, told: Command) -> None:
        if told.do == "start" and told.documents is not None:
            self.simulation = simulation_of(told.documents, told.checkpoint, changed=told.changed)
            self.go_on(self.simulation)
            self.keep(self.simulation)
        elif self.simulation is None:
            return
        elif told.do == "change" and told.documents is not None:
            self.change(self.simulation, told)
        elif told.do == "pause":
            self.paused = True
            self.keep(self.simulation)
        elif told.do == "go":
            self.paused = False
            self.go_on(self.simulation)
        elif told.do == "step" and self.paused:
            self.step(self.simulation, told.count)
        elif told.do == "stop":
            self.ended = True
            self.keep(self.simulation)
            self.say(Said(say="stopped"))

    def change(self, simulation: Simulation, told: Command) -> None:
        assert told.documents is not None
        try:
            simulation.change(
                physics=told.documents.physics, bodies=told.documents.bodies, constraints=told.documents.constraints
            )
        except Wrong as wrong:
            self.say(Said(say="refused", reason=str(wrong)))
            return
        self.go_on(simulation)
        self.show(simulation)

    def go_on(self, simulation: Simulation) -> None:
        self.clock.begin(simulation.time)
        self.next_frame = time.monotonic()

    def step(self, simulation: Simulation, count: int) -> None:
        for _ in range(count):
            self.one_step(simulation)
        self.show(simulation)
        self.keep(simulation)

    def one_step(self, simulation: Simulation) -> None:
        spent = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(spent.ru_utime + spent.ru_stime) + STEP_CPU_SECONDS, hard))
        simulation.step()

    def advance(self, simulation: Simulation) -> None:
        """Steps up to now, or for one frame's time, whichever is sooner."""
        physics = simulation.physics
        behind = (self.clock.due(physics.time_scale) - simulation.time) / physics.time_scale
        if behind > MOST_BEHIND + physics.time_step / physics.time_scale:
            self.left_out += behind * physics.time_scale
            self.clock.begin(simulation.time + physics.time_step)
        until = time.monotonic() + 1 / FRAMES_A_SECOND
        while simulation.time + physics.time_step <= self.clock.due(physics.time_scale) and time.monotonic() < until:
            self.one_step(simulation)
        now = time.monotonic()
        if now >= self.next_frame and simulation.steps != self.shown:
            self.next_frame = max(self.next_frame + 1 / FRAMES_A_SECOND, now)
            self.show(simulation)
        if now >= self.next_checkpoint:
            self.keep(simulation)
        if self.left_out and now >= self.next_late:
            self.next_late = now + LATE_SECONDS
            self.say(Said(say="late", seconds=self.left_out))
            self.left_out = 0.0

    def show(self, simulation: Simulation) -> None:
        """The state of now and what has met; nothing while the reader has not taken the last."""
        if not select.select([], [self.words], [], 0)[1]:
            return
        self.shown = simulation.steps
        self.say(Said(say="state", state=simulation.state()))
        met = simulation.collisions()
        if met:
            loudest = sorted(met, key=lambda collision: -collision.impulse)[:MOST_COLLISIONS]
            self.say(Said(say="collisions", collisions=sorted(loudest, key=lambda collision: collision.time)))

    def keep(self, simulation: Simulation) -> None:
        self.next_checkpoint = time.monotonic() + CHECKPOINT_SECONDS
        self.say(Said(say="checkpoint", state=simulation.state(), checkpoint=simulation.checkpoint()))

    def say(self, what: Said) -> None:
        left = memoryview(self.encoder.encode(what) + b"\n")
        while left:
            left = left[os.write(self.words, left) :]


def main(parent: int) -> None:
    """Serves the process `parent` until it closes the pipe or is gone."""
    threading.Thread(target=end_with_parent, args=(parent,), daemon=True).start()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limit(cpu=STEP_CPU_SECONDS, memory=MEMORY, disk=0)
    commands, words = os.dup(0), os.dup(1)
    # What a library prints must not be read as a word.
    os.dup2(2, 1)
    Running(commands, words).run()
