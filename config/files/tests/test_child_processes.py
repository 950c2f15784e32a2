"""Pictures are opened by at most two child processes, which are warm, limited, and replaced when they break."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from config.api.errors import Problem, Unprocessable
from config.files import images
from config.files import pool as pools
from config.files.pool import START, pool
from config.files.tests.conftest import CASES, left_in

# A server whose child has a picture to read: a pipe that never delivers it.
PARENT = """
import os, subprocess, sys, tempfile
sys.path[:] = {path!r}
folder = tempfile.mkdtemp()
fifo = os.path.join(folder, "picture")
os.mkfifo(fifo)
child = subprocess.Popen([sys.executable, "-I", "-c", {child!r}.format(path=sys.path, parent=os.getpid())], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
request = '{{"do": "inspect", "with": {{"path": "' + fifo + '", "kind": "map"}}, "limits": {{"cpu": 9, "memory": 999999999, "disk": 9}}}}'
child.stdin.write(request.encode() + b"\\n")
child.stdin.flush()
print(child.pid, flush=True)
child.wait()
"""


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    pool.close()
    yield
    pool.close()


def look() -> None:
    images.inspect(CASES / "hopper.png", kind="map")


def test_it_stays_warm() -> None:
    look()
    first = pool.idle[0].process.pid
    look()

    assert [child.process.pid for child in pool.idle] == [first]


def test_it_is_replaced_after_twenty_requests() -> None:
    look()
    first = pool.idle[0].process.pid
    for _ in range(20):
        look()

    assert pool.idle[0].process.pid != first


def test_many_threads_share_two() -> None:
    failures: list[BaseException] = []

    def work() -> None:
        try:
            with images.reencode(CASES / "hopper.gif", kind="token"):
                pass
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert 1 <= len(pool.idle) <= 2


def test_a_child_that_died_idle_is_not_missed() -> None:
    """It ends itself after five quiet minutes; the next picture gets a new one."""
    look()
    child = pool.idle[0]
    child.process.stdin.close()  # type: ignore[union-attr]
    child.process.wait()

    pool.idle[0].process.stdin = open(os.devnull, "wb", buffering=0)  # noqa: SIM115  closed with the child
    look()

    assert pool.idle[0] is not child


def test_a_picture_that_kills_its_child_is_refused(scratch: Path) -> None:
    look()
    child = pool.idle[0]
    os.kill(child.process.pid, signal.SIGSTOP)
    threading.Timer(0.2, lambda: os.kill(child.process.pid, signal.SIGKILL)).start()

    with pytest.raises(Unprocessable):
        images.reencode(io.BytesIO((CASES / "hopper.png").read_bytes()), kind="map")
    assert left_in(scratch) == []
    look()


def test_a_picture_that_takes_too_long_is_refused(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look()
    child = pool.idle[0]
    monkeypatch.setattr(pools, "LIGHT_SECONDS", 0.2)
    os.kill(child.process.pid, signal.SIGSTOP)

    with pytest.raises(Unprocessable):
        images.reencode(CASES / "hopper.png", kind="map")
    assert child.process.returncode == -signal.SIGKILL
    assert left_in(scratch) == []


def test_it_ends_with_a_server_that_was_killed() -> None:
    """Even in the middle of a picture, when it does not read its pipe."""
    parent = subprocess.Popen([sys.executable, "-c", PARENT.format(path=sys.path, child=START)], stdout=subprocess.PIPE)
    assert parent.stdout
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()

    deadline = time.monotonic() + 20
    while Path(f"/proc/{child}").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not Path(f"/proc/{child}").exists()


def test_it_knows_no_secret_of_the_server() -> None:
    look()
    environment = Path(f"/proc/{pool.idle[0].process.pid}/environ")
    if not environment.exists():
        pytest.skip("needs /proc")

    names = {entry.split(b"=")[0] for entry in environment.read_bytes().split(b"\0") if entry}
    assert names <= {b"PATH", b"LANG", b"TMPDIR", b"MALLOC_ARENA_MAX", b"VIPS_CONCURRENCY", b"OPENBLAS_NUM_THREADS"}


def test_its_memory_is_limited(monkeypatch: pytest.MonkeyPatch, scratch: Path) -> None:
    monkeypatch.setitem(pools.LIGHT, "memory", 100 * 1024**2)
    large = io.BytesIO()
    Image.new("RGB", (4000, 4000)).save(large, "PNG")
    large.seek(0)

    with pytest.raises(Problem) as refused:
        images.reencode(large, kind="map")
    assert refused.value.status in (413, 422)
    assert left_in(scratch) == []
