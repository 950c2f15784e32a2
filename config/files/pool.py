"""At most two warm child processes that open untrusted pictures and sounds, so that an upload pays for no interpreter start.

`run` may be called from any thread of any process; a forked process starts with no children. A child is replaced after
20 requests, after a crash and after a time limit.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from config.api.errors import Unavailable, Unprocessable
from config.files import uploads

CHILDREN = 2
REQUESTS_A_CHILD = 20
PATIENCE = 60.0
GIGABYTE = 1024**3
LIGHT = {"cpu": 20, "memory": GIGABYTE + GIGABYTE // 2, "disk": 256 * 1024**2}
SOUND = {"cpu": 60, "memory": GIGABYTE + GIGABYTE // 2, "disk": 64 * 1024**2}
HEAVY = {"cpu": 300, "memory": 4 * GIGABYTE, "disk": 2 * GIGABYTE}
# Processor time is the measure; the clock only ends what sleeps, and is generous because the machine may be busy.
LIGHT_SECONDS, HEAVY_SECONDS = 120.0, 600.0
START = "import sys; sys.path[:] = {path!r}; from config.files.child import main; main({parent})"


Heard = Callable[[float], None]


class Died(Exception):
    """The child ended without an answer; `idle` says that it had gone before the request, so asking again is right."""

    def __init__(self, *, idle: bool) -> None:
        self.idle = idle
        super().__init__()


class Child:
    """One child process and its two pipes."""

    def __init__(self) -> None:
        self.requests = 0
        directory = uploads.scratch()
        # Nothing of the server's environment: a decoder that was taken over finds no secrets in it.
        environment = {
            "PATH": os.defpath,
            "LANG": "C.UTF-8",
            "TMPDIR": str(directory),
            "MALLOC_ARENA_MAX": "2",
            "VIPS_CONCURRENCY": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-I",
                "-c",
                START.format(path=[entry or os.getcwd() for entry in sys.path], parent=os.getpid()),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=directory,
            bufsize=0,
        )

    def ask(self, request: dict[str, Any], seconds: float, progress: Heard | None) -> dict[str, Any]:
        """The child's answer. Raises Died, or TimeoutError after `seconds`, or what `progress` raises."""
        assert self.process.stdin and self.process.stdout
        self.requests += 1
        try:
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
        except BrokenPipeError:
            raise Died(idle=self.requests > 1) from None
        waiting = select.poll()
        waiting.register(self.process.stdout, select.POLLIN | select.POLLHUP)
        deadline = time.monotonic() + seconds
        received = b""
        while True:
            line, whole, rest = received.partition(b"\n")
            if whole:
                said: dict[str, Any] = json.loads(line)
                if progress is None or "progress" not in said:
                    return said
                progress(said["progress"])
                received = rest
                continue
            remaining = deadline - time.monotonic()
            if remaining <= 0 or not waiting.poll(remaining * 1000):
                raise TimeoutError
            block = os.read(self.process.stdout.fileno(), 65_536)
            if not block:
                self.process.wait()
                raise Died(idle=self.requests > 1 and self.process.returncode == 0)
            received += block

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()


class Pool:
    def __init__(self) -> None:
        self.free = threading.BoundedSemaphore(CHILDREN)
        # One large file at a time: the other child stays for the small ones of everybody else.
        self.free_for_heavy = threading.BoundedSemaphore(CHILDREN - 1)
        self.lock = threading.Lock()
        self.idle: list[Child] = []

    def run(
        self,
        do: str,
        *,
        heavy: bool = False,
        limits: dict[str, int] = LIGHT,
        progress: Heard | None = None,
        **arguments: Any,
    ) -> dict[str, Any]:
        """The child's answer, `{"ok": ...}` or `{"refused": reason}`. Raises Unavailable when both stay busy, and
        Unprocessable for a file that crashed or outlasted its child. `limits` are those of what is not heavy.
        `do` is an operation of `decode.py`, or `module:function` of an app. `progress` hears fractions while it works;
        what it raises ends the child.
        """
        if not heavy:
            return self._run(do, arguments, limits, LIGHT_SECONDS * limits["cpu"] / LIGHT["cpu"], progress)
        with _turn(self.free_for_heavy, HEAVY_SECONDS):
            return self._run(do, arguments, HEAVY, HEAVY_SECONDS, progress)

    def _run(
        self, do: str, arguments: dict[str, Any], limits: dict[str, int], seconds: float, progress: Heard | None
    ) -> dict[str, Any]:
        request = {"do": do, "with": arguments, "limits": limits, "tells": progress is not None}
        with _turn(self.free, PATIENCE):
            while True:
                child = self._take()
                try:
                    answer = child.ask(request, seconds, progress)
                except Died as died:
                    child.end()
                    if died.idle:
                        continue
                    raise Unprocessable(_("This file could not be read. Is it damaged?")) from None
                except BaseException as error:
                    child.end()
                    if isinstance(error, TimeoutError):
                        raise Unprocessable(_("Reading this file took too long.")) from None
                    raise
                self._give_back(child)
                return answer

    def _take(self) -> Child:
        with self.lock:
            if self.idle:
                return self.idle.pop()
        return Child()

    def _give_back(self, child: Child) -> None:
        if child.requests >= REQUESTS_A_CHILD:
            child.end()
            return
        with self.lock:
            self.idle.append(child)

    def close(self) -> None:
        """Ends the idle children; a later `run` starts new ones."""
        with self.lock:
            idle, self.idle = self.idle, []
        for child in idle:
            child.end()


class _turn:
    def __init__(self, semaphore: threading.BoundedSemaphore, seconds: float) -> None:
        self.semaphore, self.seconds = semaphore, seconds

    def __enter__(self) -> None:
        if not self.semaphore.acquire(timeout=self.seconds):
            raise Unavailable(_("Too many files are being read at the moment. Please try again in a minute."))

    def __exit__(self, *_: object) -> None:
        self.semaphore.release()


pool = Pool()


def _forked() -> None:
    pool.__init__()  # type: ignore[misc]  # the children belong to the parent process


os.register_at_fork(after_in_child=_forked)
