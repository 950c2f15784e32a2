"""Clients that send or read too slowly cost the server neither memory nor time."""

from __future__ import annotations

import time

import pytest

from config.tests.server.conftest import Toy, status


def test_it_works(toy: Toy) -> None:
    assert len(toy.get("/stream?40")) == 10 * 1024 * 1024


def test_slow_readers_make_the_application_wait(own_toy: Toy) -> None:
    before = own_toy.memory()
    lines = [own_toy.connect(receive_buffer=4096) for _reader in range(8)]
    for line in lines:
        line.sendall(b"GET /stream?200 HTTP/1.1\r\nHost: x\r\n\r\n")
        line.recv(100)
    time.sleep(0.5)
    assert own_toy.memory() - before < 40


def test_a_reader_that_leaves_ends_its_request(own_toy: Toy) -> None:
    line = own_toy.connect(receive_buffer=4096)
    line.sendall(b"GET /stream?200 HTTP/1.1\r\nHost: x\r\n\r\n")
    line.recv(100)
    line.close()
    started = time.monotonic()
    code, rest = own_toy.stop()
    assert (code, rest.split()) == (0, ["draining", "ended"])
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("start", [b"GET / HT", b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n"])
def test_a_request_that_trickles_is_ended(start: bytes) -> None:
    toy = Toy("--patience", "1")
    try:
        line = toy.connect()
        line.sendall(start)
        line.settimeout(0.2)
        answer, until = b"", time.monotonic() + 8
        while not answer and time.monotonic() < until:
            line.sendall(b"x")
            try:
                answer = line.recv(65536)
            except TimeoutError:
                continue
        assert status(answer) == 408
    finally:
        toy.stop()
