"""Half of a server's start is reading packages. Here one process has read them, and tests fork their servers from it.

What is forked has read nothing of this project but `config.frontend`, and none of Django's settings. It takes the
environment, the folder and the output that it is told and then goes on as `python manage.py` does, to its last line:
signals, exit codes and what happens at exit are those of a process of its own.

    tests ── a socket for each child ── the nursery, which ends with the tests
                        └─ a nanny ── the child

The nanny is forked too. It writes two lines to the socket: the child's process id, and when it has ended its exit code.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import runpy
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from config.frontend import ROOT

# Of what `manage.py serve` imports the greater part; nothing here looks at Django's settings or starts an event loop.
PACKAGES = (
    *("django.contrib.postgres.fields", "django.core.management.commands.runserver", "django.test"),
    *("autobahn.twisted.websocket", "twisted.web.http"),
    *("PIL.Image", "av", "markdown_it", "numpy", "pymunk", "requests", "shapely", "structlog"),
)


class Child:
    """A process forked in the nursery: what tests use of `subprocess.Popen`."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._said = b""
        pid = self._word(None)
        assert pid is not None
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        """The exit code; negative after a signal. Raises subprocess.TimeoutExpired."""
        code = self._ended(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
        return code

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _ended(self, seconds: float | None) -> int | None:
        if self.returncode is None:
            self.returncode = self._word(seconds)
            if self.returncode is not None:
                self._line.close()
        return self.returncode

    def _word(self, seconds: float | None) -> int | None:
        """The nanny's next line; None when it does not come in time. Raises ChildProcessError when it is gone."""
        while b"\n" not in self._said:
            if not select.select([self._line], [], [], seconds)[0]:
                return None
            more = self._line.recv(64)
            if not more:
                raise ChildProcessError("the nursery has ended")
            self._said += more
        word, _, self._said = self._said.partition(b"\n")
        return int(word)


class Nursery:
    """The process that has read the packages, of this process and for its life."""

    def __init__(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="dreamtable-nursery-")
        self._address = str(Path(self._folder) / "socket")
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(self._address)
            door.listen(32)
            # It ends with this process, however that ends: the pipe closes.
            self._process = subprocess.Popen(
                [sys.executable, "-m", "config.testing.nursery", str(door.fileno())],
                cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, pass_fds=[door.fileno()],
            )  # fmt: skip
        atexit.register(self.close)

    def fork(self, *arguments: str, environment: dict[str, str], output: Path, errors: Path) -> Child:
        """`manage.py` with these arguments; what it prints is appended to the files."""
        order = {
            "arguments": [str(ROOT / "manage.py"), *arguments],
            "environment": environment,
            "output": str(output),
            "errors": str(errors),
        }
        line = socket.socket(socket.AF_UNIX)
        line.connect(self._address)
        line.sendall(json.dumps(order).encode() + b"\n")
        return Child(line)

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


@cache
def nursery() -> Nursery:
    """This process's, started when it is first asked for."""
    return Nursery()


# In the nursery's own processes ---------------------------------------------------------------------------------------


def tend(door: socket.socket) -> dict[str, Any] | None:
    """Forks a child for each order. Returns its order in the child, and None in the nursery when the tests are over."""
    while True:
        ready, _, _ = select.select([door, sys.stdin], [], [])
        if sys.stdin in ready:
            return None
        line, _ = door.accept()
        if os.fork() == 0:
            door.close()
            return attend(line)
        line.close()


def attend(line: socket.socket) -> dict[str, Any]:
    """The nanny: forks the child, which returns with its order, and tells what becomes of it."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    order: dict[str, Any] = json.loads(line.makefile().readline())
    child = os.fork()
    if child == 0:
        line.close()
        return order
    with suppress(OSError):
        line.sendall(b"%d\n" % child)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with suppress(OSError):
        line.sendall(b"%d\n" % code)
    os._exit(0)


def become(order: dict[str, Any]) -> None:
    """The child goes on as `python manage.py` with the order's arguments."""
    os.setsid()
    for number, path in ((0, os.devnull), (1, order["output"]), (2, order["errors"])):
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(order["environment"])
    sys.argv = order["arguments"]
    runpy.run_path(sys.argv[0], run_name="__main__")


if __name__ == "__main__":
    # Nobody waits for the nannies, and Ctrl-C is for the tests, which then end this.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in PACKAGES:
        import_module(name)
    gc.collect()
    gc.freeze()
    order = tend(socket.socket(fileno=int(sys.argv[1])))
    if order is not None:
        signal.signal(signal.SIGINT, interrupt)
        become(order)
