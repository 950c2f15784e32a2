"""Frames made once and written as they are."""

from __future__ import annotations

import pytest

from config.live.frames import text_frame
from config.tests.server.conftest import Toy


def test_it_works() -> None:
    assert text_frame(b'{"seq":1}') == b'\x81\x09{"seq":1}'


@pytest.mark.parametrize(
    ("size", "head"),
    [
        (0, b"\x81\x00"),
        (125, b"\x81\x7d"),
        (126, b"\x81\x7e\x00\x7e"),
        (65_535, b"\x81\x7e\xff\xff"),
        (65_536, b"\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00"),
    ],
)
def test_the_length_takes_one_three_or_nine_bytes(size: int, head: bytes) -> None:
    frame = text_frame(b"x" * size)
    assert frame[: len(head)] == head
    assert len(frame) == len(head) + size


def test_a_reader_gets_them_whole_and_in_order(toy: Toy) -> None:
    ben = toy.socket()
    ben.say("frames 30 100000")
    for number in range(30):
        assert ben.hear() == str(number % 10) * 100_000
    assert ben.hear().startswith("waiting")


def test_what_a_slow_reader_does_not_take_is_counted(toy: Toy) -> None:
    ben = toy.socket(receive_buffer=4096)
    ben.say("frames 80 100000")
    for _number in range(80):
        ben.hear()
    assert int(ben.hear().split()[1]) > 1_000_000


def test_a_message_larger_than_the_limit_upwards_may_go_down(toy: Toy) -> None:
    ben = toy.socket()
    ben.say("frames 1 300000")
    assert len(ben.hear()) == 300_000


def test_aborting_drops_the_line_at_once(own_toy: Toy) -> None:
    ben = own_toy.socket()
    ben.say("abort")
    with pytest.raises(ConnectionResetError):
        ben.hear()
    assert "1006" in own_toy.get("/state")
