"""The server's half of a running simulation: starts the child process, speaks to it, and tells what it says.

It knows no database. Callbacks are called in order, from one thread of its own; what they raise ends the simulation.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import msgspec

from universes.physics.bodies import Body, Constraint
from universes.physics.parameters import Physics
from universes.physics.world import Checkpoint
from universes.simulation.lines import Command
from universes.stepping import Documents

START = "import sys; sys.path[:] = {path!r}; from universes.simulation.child import main; main({parent})"
PATIENCE = 10.0
DIED = "died"
Told = dict[str, Any]


def _nothing(_told: Any) -> None:
    return None


class Runner:
    """One running world.

    `on_state` hears {time, step, bodies, broken, absorbed} up to 25 times a second, `on_collisions` a list of {time, a,
    b, x, y, impulse}, `on_checkpoint` (state, checkpoint) as JSON, at once, every two seconds and at the end. `on_failed`
    hears why it cannot go on, "code: body" of Unstable or Wrong, or `died` when the child ended unasked. `on_late` hears
    of seconds of the world that were left out, `on_refused` of a change that makes no sense.
    """

    def __init__(
        self,
        documents: Documents,
        checkpoint: Checkpoint | None = None,
        *,
        changed: bool = False,
        on_state: Callable[[Told], None],
        on_collisions: Callable[[list[Told]], None] = _nothing,
        on_checkpoint: Callable[[Told, Told], None],
        on_failed: Callable[[str], None],
        on_late: Callable[[float], None] = _nothing,
        on_refused: Callable[[str], None] = _nothing,
    ) -> None:
        self.on_state, self.on_collisions, self.on_checkpoint = on_state, on_collisions, on_checkpoint
        self.on_failed, self.on_late, self.on_refused = on_failed, on_late, on_refused
        self._encoder, self._lock = msgspec.json.Encoder(), threading.Lock()
        self._ended = False
        self.seed = documents.seed
        self.process = self._born()
        self._hearing = threading.Thread(target=self._hear, name="simulation", daemon=True)
        self._hearing.start()
        self._tell(Command(do="start", documents=documents, checkpoint=checkpoint, changed=changed))

    @staticmethod
    def _born() -> subprocess.Popen[bytes]:
        # Nothing of the server's environment, and one thread: the world is one core's work.
        environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}
        path = [entry or os.getcwd() for entry in sys.path]
        return subprocess.Popen(
            [sys.executable, "-I", "-c", START.format(path=path, parent=os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd="/",
            bufsize=0,
        )

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def change(self, physics: Physics, bodies: list[Body], constraints: list[Constraint]) -> None:
        """Goes on under these; what has not been moved by its document keeps its motion."""
        self._tell(Command(do="change", documents=Documents(physics, bodies, constraints, self.seed)))

    def pause(self) -> None:
        self._tell(Command(do="pause"))

    def go(self) -> None:
        self._tell(Command(do="go"))

    def step(self, count: int) -> None:
        """So many steps at once, of one that is paused."""
        self._tell(Command(do="step", count=count))

    def stop(self, patience: float = PATIENCE) -> None:
        """Ends it; its last checkpoint has been told when this returns. One that does not answer is killed."""
        self._ended = True
        self._tell(Command(do="stop"))
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
        if threading.current_thread() is not self._hearing:
            self._hearing.join(patience)

    def _tell(self, command: Command) -> None:
        assert self.process.stdin
        left = memoryview(self._encoder.encode(command) + b"\n")
        with self._lock:
            try:
                while left:
                    left = left[self.process.stdin.write(left) or 0 :]
            except (OSError, ValueError):
                return  # it has ended and its pipe is closed, which `_hear` tells

    def _hear(self) -> None:
        assert self.process.stdout and self.process.stdin
        failed = False
        try:
            with os.fdopen(os.dup(self.process.stdout.fileno()), "rb") as words:
                for line in words:
                    said: Told = msgspec.json.decode(line)
                    failed = failed or said["say"] == "failed"
                    self._pass_on(said)
        finally:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()
            with self._lock:
                self.process.stdin.close()
            if not (failed or self._ended):
                self.on_failed(DIED)

    def _pass_on(self, said: Told) -> None:
        word = said["say"]
        if word == "state":
            self.on_state(said["state"])
        elif word == "collisions":
            self.on_collisions(said["collisions"])
        elif word == "checkpoint":
            self.on_checkpoint(said["state"], said["checkpoint"])
        elif word == "failed":
            self.on_failed(said["reason"])
        elif word == "late":
            self.on_late(said["seconds"])
        elif word == "refused":
            self.on_refused(said["reason"])
