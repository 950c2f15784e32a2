"""A toy application under the real server, in a process of its own, and raw clients to treat it badly with."""

from __future__ import annotations

import base64
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


class Toy:
    """The running toy server."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "config.tests.server.toy", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        line = self.process.stdout.readline()
        assert line.startswith("Serving on http://"), line
        self.url = line.split()[-1]
        self.port = int(self.url.rsplit(":", 1)[1])

    def get(self, path: str, **headers: str) -> str:
        request = urllib.request.Request(self.url + path, headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode()

    def memory(self) -> int:
        """MiB the server holds."""
        return int(self.get("/memory")) // 1024

    def connect(self, *, receive_buffer: int | None = None) -> socket.socket:
        line = socket.socket()
        if receive_buffer:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        line.settimeout(10)
        line.connect(("127.0.0.1", self.port))
        return line

    def socket(self, *, receive_buffer: int | None = None) -> RawSocket:
        return RawSocket(self.connect(receive_buffer=receive_buffer))

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Ends the server; its exit status and what it still printed."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            rest, _ = self.process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        return self.process.returncode, rest


class RawSocket:
    """A WebSocket client that can break the rules."""

    def __init__(self, line: socket.socket) -> None:
        self.line = line
        self._buffer = b""
        key = base64.b64encode(os.urandom(16)).decode()
        line.sendall(
            b"GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key.encode() + b"\r\n\r\n"
        )
        while b"\r\n\r\n" not in self._buffer:
            self._fill()
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        assert b" 101 " in head, head

    def _fill(self) -> None:
        data = self.line.recv(65536)
        if not data:
            raise ConnectionResetError
        self._buffer += data

    def _take(self, size: int) -> bytes:
        while len(self._buffer) < size:
            self._fill()
        data, self._buffer = self._buffer[:size], self._buffer[size:]
        return data

    @staticmethod
    def frame(payload: bytes, *, opcode: int = 1, final: bool = True) -> bytes:
        head = bytes([opcode | (0x80 if final else 0)])
        size = len(payload)
        if size < 126:
            head += bytes([0x80 | size])
        elif size < 65536:
            head += b"\xfe" + struct.pack("!H", size)
        else:
            head += b"\xff" + struct.pack("!Q", size)
        return head + b"\0\0\0\0" + payload  # a mask of zeros changes nothing

    def say(self, text: str) -> None:
        self.line.sendall(self.frame(text.encode()))

    def read(self) -> tuple[int, bytes]:
        """The next frame from the server: opcode and payload."""
        first, size = self._take(2)
        if size == 126:
            (size,) = struct.unpack("!H", self._take(2))
        elif size == 127:
            (size,) = struct.unpack("!Q", self._take(8))
        return first & 0x0F, self._take(size)

    def hear(self) -> str:
        opcode, payload = self.read()
        assert opcode == 1, (opcode, payload)
        return payload.decode()

    def close_code(self) -> int:
        """Reads until the server closes and returns the code it gave."""
        while True:
            opcode, payload = self.read()
            if opcode == 8:
                self.line.sendall(self.frame(payload[:2], opcode=8))
                return struct.unpack("!H", payload[:2])[0]


def wait_until(true: Callable[[], bool], *, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def toy() -> Iterator[Toy]:
    server = Toy()
    yield server
    server.stop()


@pytest.fixture
def own_toy() -> Iterator[Toy]:
    """A server for one test that ends or burdens it."""
    server = Toy()
    yield server
    server.stop()


def status(answer: bytes) -> int:
    return int(re.match(rb"HTTP/1\.1 (\d+)", answer).group(1))
