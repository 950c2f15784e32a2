"""How large a request may be, and that a large one is never in memory as a whole."""

from __future__ import annotations

import json
import time

from config.live.bodies import MULTIPART_ALLOWANCE, limit_for
from config.tests.server.conftest import Toy, status
from config.tests.server.toy import BODY_LIMIT, MB, UPLOAD_LIMIT


def post(toy: Toy, path: str, size: int, *, sent: int | None = None, headers: bytes = b"") -> bytes:
    """Announces `size` bytes, sends `sent` of them and reads the whole answer."""
    line = toy.connect()
    line.sendall(
        f"POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {size}\r\n".encode()
        + headers
        + b"\r\n"
    )
    left = size if sent is None else sent
    while left:
        left -= line.send(b"x" * min(left, 256 * 1024))
    answer = b""
    while piece := line.recv(65536):
        answer += piece
    return answer


def test_it_works(toy: Toy) -> None:
    answer = post(toy, "/", BODY_LIMIT)
    assert status(answer) == 200
    assert f"{BODY_LIMIT} bytes".encode() in answer


def test_a_larger_body_is_refused_before_it_is_read(toy: Toy) -> None:
    started = time.monotonic()
    answer = post(toy, "/", BODY_LIMIT + 1, sent=0)
    assert time.monotonic() - started < 1
    assert status(answer) == 413
    assert json.loads(answer.split(b"\r\n\r\n")[1]) == {
        "success": False,
        "error": f"The request is larger than the {BODY_LIMIT} bytes allowed here.",
    }


def test_a_body_of_unknown_length_is_counted(toy: Toy) -> None:
    def chunked(pieces: int) -> bytes:
        line = toy.connect()
        line.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _piece in range(pieces):
            line.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")
        line.sendall(b"0\r\n\r\n")
        return line.recv(65536)

    assert status(chunked(32)) == 200
    assert status(chunked(33)) == 413


def test_uploads_may_be_larger_where_they_belong(toy: Toy) -> None:
    cookie = b"Cookie: session=1\r\n"
    assert status(post(toy, "/upload/map", 5 * MB, headers=cookie)) == 200
    assert status(post(toy, "/upload/map", UPLOAD_LIMIT + MB, sent=0, headers=cookie)) == 413
    assert status(post(toy, "/uploaded", 5 * MB, sent=0, headers=cookie)) == 413


def test_a_stranger_cannot_fill_the_disk(toy: Toy) -> None:
    assert status(post(toy, "/upload/map", 5 * MB, sent=0)) == 413


def test_an_upload_does_not_grow_the_server(own_toy: Toy) -> None:
    before = own_toy.memory()
    multipart = b"Authorization: Bearer x\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    answer = post(own_toy, "/upload", 60 * MB, headers=multipart)
    assert b"in 960 pieces" in answer
    assert own_toy.memory() - before < 16


def test_the_longest_prefix_counts() -> None:
    def limit(path: str, *, signed: bool = True) -> int:
        uploads = {"/api": 10, "/api/maps/": 20, "/api/rooms/*/files": 30}
        return limit_for(path, signed=signed, uploads=uploads, ordinary=1)

    assert limit("/api/maps/1?x=/") == 20 + MULTIPART_ALLOWANCE
    assert limit("/api/%6daps/1") == 20 + MULTIPART_ALLOWANCE
    assert limit("/api/rooms") == 10 + MULTIPART_ALLOWANCE
    assert limit("/api/rooms/7/files/1") == 30 + MULTIPART_ALLOWANCE
    assert limit("/api/rooms/7/messages") == limit("/api/rooms/7/8/files") == 10 + MULTIPART_ALLOWANCE
    assert limit("/apiary") == 1
    assert limit("/api/maps/1", signed=False) == 1
