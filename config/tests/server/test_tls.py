"""TLS in this process, for a home network: the same server behind a second port, whole answers, sockets, and the end."""

from __future__ import annotations

import signal
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.tests.server.conftest import RawSocket, Toy, status


class Secured(Toy):
    """The toy with a second port."""

    def __init__(self, folder: Path) -> None:
        super().__init__("--tls", str(folder))
        line = self.process.stdout.readline()
        assert line.startswith("Serving on https://127.0.0.1:"), line
        self.secure_port = int(line.rsplit(":", 1)[1])
        self.context = ssl.create_default_context(cafile=folder / "ca.crt")

    def connect_securely(self, name: str = "table.local") -> ssl.SSLSocket:
        line = socket.create_connection(("127.0.0.1", self.secure_port), timeout=30)
        return self.context.wrap_socket(line, server_hostname=name)


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    server = Secured(tmp_path_factory.mktemp("tls"))
    yield server
    server.stop()


def asked(line: ssl.SSLSocket, path: str) -> bytes:
    """The whole answer, by a connection that ends after it."""
    line.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    found = b""
    while block := line.recv(65536):
        found += block
    return found


def test_it_works(secured: Secured) -> None:
    for name in ("table.local", "127.0.0.1"):
        answer = asked(secured.connect_securely(name), "/who")
        assert status(answer) == 200
        assert b"https 127.0.0.1" in answer
    assert secured.get("/who") == "http 127.0.0.1"
    with pytest.raises(ssl.SSLCertVerificationError):
        secured.connect_securely("bank.example")


def test_a_large_answer_comes_whole_to_who_reads_slowly(secured: Secured) -> None:
    before = secured.memory()
    line = secured.connect_securely()
    line.sendall(b"GET /stream?128 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    found = len(line.recv(10_000))
    # What is not read yet waits in the application: 32 MiB do not lie in the server's memory.
    assert secured.memory() - before < 24
    while block := line.recv(65536):
        found += len(block)
    assert found > 128 * 256 * 1024


def test_sockets_speak_in_ready_frames_too(secured: Secured) -> None:
    """Frames go around Twisted's transport only where nothing is to be encrypted."""
    ben = RawSocket(secured.connect_securely())
    ben.say("echo hello")
    assert ben.hear() == "hello"
    ben.say("frames 3 70000")
    assert [ben.hear()[0] for _frame in range(3)] == ["0", "1", "2"]
    assert ben.hear().startswith("waiting ")
    ben.say("close 4003")
    assert ben.close_code() == 4003


def test_what_is_no_tls_is_no_trouble(secured: Secured) -> None:
    with socket.create_connection(("127.0.0.1", secured.secure_port), timeout=30) as line:
        line.sendall(b"GET / HTTP/1.1\r\n\r\n")
        assert b"HTTP/1.1 200" not in line.recv(1000)
    assert status(asked(secured.connect_securely(), "/who")) == 200


def test_it_drains(tmp_path: Path) -> None:
    server = Secured(tmp_path)
    ben = RawSocket(server.connect_securely())
    server.process.send_signal(signal.SIGTERM)
    assert ben.close_code() == 1012
    assert server.stop() == (0, "draining\nended\n")
