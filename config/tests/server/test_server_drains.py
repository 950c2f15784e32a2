"""A server that is told to stop says goodbye and finishes what it began."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

from config.tests.server.conftest import ROOT, Toy, status, wait_until


def test_it_works(own_toy: Toy) -> None:
    ada = own_toy.connect()
    ada.sendall(b"GET /slow?1 HTTP/1.1\r\nHost: x\r\n\r\n")
    ben = own_toy.socket()
    idle = own_toy.connect()
    idle.sendall(b"GET /who HTTP/1.1\r\nHost: x\r\n\r\n")
    assert status(idle.recv(65536)) == 200
    own_toy.process.send_signal(signal.SIGTERM)
    assert ben.close_code() == 1012
    assert idle.recv(1) == b""
    answer = ada.recv(65536)
    assert status(answer) == 200
    assert answer.endswith(b"done\r\n0\r\n\r\n")
    assert own_toy.stop() == (0, "draining\nended\n")


def test_it_takes_nothing_new_meanwhile(own_toy: Toy) -> None:
    ada = own_toy.connect()
    ada.sendall(b"GET /slow?1 HTTP/1.1\r\nHost: x\r\n\r\n")
    time.sleep(0.2)
    own_toy.process.send_signal(signal.SIGINT)
    assert own_toy.process.stdout.readline() == "draining\n"

    def refused() -> bool:
        try:
            own_toy.connect()
        except (ConnectionRefusedError, ConnectionResetError):  # reset: it came in just as the door was shut
            return True
        return False

    wait_until(refused, seconds=0.5)
    assert own_toy.stop()[0] == 0


def test_without_anybody_it_stops_at_once(own_toy: Toy) -> None:
    started = time.monotonic()
    assert own_toy.stop()[0] == 0
    assert time.monotonic() - started < 2


def test_told_twice_it_waits_for_nobody(own_toy: Toy) -> None:
    ada = own_toy.connect()
    ada.sendall(b"GET /slow?9 HTTP/1.1\r\nHost: x\r\n\r\n")
    time.sleep(0.2)
    own_toy.process.send_signal(signal.SIGTERM)
    assert own_toy.process.stdout.readline() == "draining\n"
    started = time.monotonic()
    assert own_toy.stop()[0] == 0
    assert time.monotonic() - started < 3


def test_a_taken_port_is_said_plainly(toy: Toy) -> None:
    other = subprocess.run(
        [sys.executable, "-m", "config.tests.server.toy", "--port", str(toy.port)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert other.returncode == 1
    assert "Address already in use" in other.stderr
    assert "Traceback" not in other.stderr
