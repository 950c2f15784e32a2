"""What a WebSocket may send, and how it is told that it was too much."""

from __future__ import annotations

import ast
import os
import time

import pytest

from config.live.bodies import unmasked
from config.live.protocols import FRAGMENT_LIMIT, FRAME_LIMIT
from config.tests.server.conftest import Toy, wait_until


def test_it_works(toy: Toy) -> None:
    ben = toy.socket()
    ben.say("echo hello")
    assert ben.hear() == "hello"


def test_a_frame_of_64_kb_is_the_largest(toy: Toy) -> None:
    ben = toy.socket()
    ben.say("echo " + "x" * (FRAME_LIMIT - 5))
    assert len(ben.hear()) == FRAME_LIMIT - 5
    ben.say("echo " + "x" * (FRAME_LIMIT - 4))
    assert ben.close_code() == 1009


def test_an_announced_giant_is_refused_by_its_header(toy: Toy) -> None:
    ben = toy.socket()
    ben.line.sendall(b"\x81\xff\x00\x00\x7f\xff\xff\xff\xff\xff" + b"\0\0\0\0")
    assert ben.close_code() == 1009


def test_a_message_in_few_pieces_is_put_together(toy: Toy) -> None:
    ben = toy.socket()
    ben.line.sendall(
        ben.frame(b"echo ", final=False) + ben.frame(b"he", opcode=0, final=False) + ben.frame(b"y", opcode=0)
    )
    assert ben.hear() == "hey"


def test_a_message_that_never_ends_is_cut_off(own_toy: Toy) -> None:
    before = own_toy.memory()
    for piece in (b"x", b""):
        ben = own_toy.socket()
        ben.line.sendall(ben.frame(b"echo ", final=False))
        try:
            for _thousand in range(100):
                ben.line.sendall(ben.frame(piece, opcode=0, final=False) * (FRAGMENT_LIMIT - 24))
        except OSError:
            continue  # cut off while still sending
        assert ben.close_code() == 1009
    assert own_toy.memory() - before < 8


def test_a_flood_waits_in_the_network_not_in_the_server(own_toy: Toy) -> None:
    ben = own_toy.socket()
    ben.line.settimeout(1)
    ben.say("sleep 3")
    before, sent = own_toy.memory(), 0
    try:
        while sent < 200_000:
            ben.line.sendall(ben.frame(b"flood " + b"x" * 100) * 100)
            sent += 100
    except TimeoutError:
        pass
    assert sent < 200_000
    assert own_toy.memory() - before < 8

    def received() -> int:
        return ast.literal_eval(own_toy.get("/state"))["received"]

    assert received() == 1
    wait_until(lambda: received() >= sent)


def test_nothing_is_lost_or_reordered_by_the_pause(toy: Toy) -> None:
    ben = toy.socket()
    ben.say("sleep 0.2")
    for number in range(0, 3000, 100):
        ben.line.sendall(b"".join(ben.frame(f"echo {n}".encode()) for n in range(number, number + 100)))
    assert [int(ben.hear()) for _number in range(3000)] == list(range(3000))


@pytest.mark.parametrize("size", [0, 1, 3, 4, 5, 125, 126, 5000, 65_535])
def test_masked_payloads_are_read(size: int) -> None:
    payload, mask = os.urandom(size), os.urandom(4)
    masked = bytes(octet ^ mask[number % 4] for number, octet in enumerate(payload))
    assert unmasked(masked, mask) == payload


@pytest.mark.parametrize("size", [1, 7, 1000, 10_000])
def test_frames_may_arrive_in_any_pieces(toy: Toy, size: int) -> None:
    ben, lengths = toy.socket(), (1, 59, 60, 61, 300, 2000)
    said = b"".join(ben.frame(f"echo {'é' * length}".encode()) for length in lengths)
    for start in range(0, len(said), size):
        ben.line.sendall(said[start : start + size])
    assert [ben.hear() for _length in lengths] == ["é" * length for length in lengths]


def test_other_frames_may_come_between(toy: Toy) -> None:
    ben = toy.socket()
    ping = ben.frame(b"are you there", opcode=9)
    ben.line.sendall(ben.frame(b"echo one") + ping + ben.frame(b"echo two"))
    assert sorted(ben.read() for _frame in range(3)) == [(1, b"one"), (1, b"two"), (10, b"are you there")]


def test_bad_text_and_bad_frames_get_their_codes(toy: Toy) -> None:
    ben = toy.socket()
    ben.line.sendall(ben.frame(b"\xff\xfe"))
    assert ben.close_code() == 1007
    ben = toy.socket()
    ben.line.sendall(ben.frame(b"x", opcode=3))
    assert ben.close_code() == 1002


def test_the_application_may_close_with_any_code(toy: Toy) -> None:
    for code in (1000, 1012, 4003):
        ben = toy.socket()
        ben.say(f"close {code}")
        assert ben.close_code() == code


def test_a_page_that_does_not_answer_the_close_is_dropped(own_toy: Toy) -> None:
    ben = own_toy.socket(receive_buffer=4096)
    ben.say("drown 4008")
    started = time.monotonic()
    wait_until(lambda: "1006" in own_toy.get("/state"))
    assert time.monotonic() - started < 5
