"""A sound goes out whole or in one part, to those who may hear it now."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from audio.tests.conftest import case, signed_in, uploaded
from rooms.live.testing import Table

WHOLE = case("cbr.mp3")
SIZE = len(WHOLE)
LAST = SIZE - 1
# The request's headers; the status, the part that comes, and what Content-Range says.
SHAPES: list[tuple[str, dict[str, str], int, slice, str]] = [
    ("everything", {}, 200, slice(None), ""),
    ("from the beginning", {"Range": "bytes=0-"}, 206, slice(None), f"bytes 0-{LAST}/{SIZE}"),
    ("one byte", {"Range": "bytes=0-0"}, 206, slice(1), f"bytes 0-0/{SIZE}"),
    ("some", {"Range": "bytes=100-199"}, 206, slice(100, 200), f"bytes 100-199/{SIZE}"),
    ("from the middle", {"Range": "bytes=4000-"}, 206, slice(4000, None), f"bytes 4000-{LAST}/{SIZE}"),
    ("the end", {"Range": "bytes=-500"}, 206, slice(-500, None), f"bytes {SIZE - 500}-{LAST}/{SIZE}"),
    ("more than all from the end", {"Range": f"bytes=-{SIZE + 9}"}, 206, slice(None), f"bytes 0-{LAST}/{SIZE}"),
    ("the last byte", {"Range": f"bytes={LAST}-"}, 206, slice(LAST, None), f"bytes {LAST}-{LAST}/{SIZE}"),
    ("beyond the end", {"Range": f"bytes=9-{SIZE + 99}"}, 206, slice(9, None), f"bytes 9-{LAST}/{SIZE}"),
    ("with blanks", {"Range": "bytes= 5 - 9 "}, 206, slice(5, 10), f"bytes 5-9/{SIZE}"),
    ("in capitals", {"Range": "Bytes=5-9"}, 206, slice(5, 10), f"bytes 5-9/{SIZE}"),
    ("after the end", {"Range": f"bytes={SIZE}-"}, 416, slice(0), f"bytes */{SIZE}"),
    ("backwards", {"Range": "bytes=9-5"}, 416, slice(0), f"bytes */{SIZE}"),
    ("nothing from the end", {"Range": "bytes=-0"}, 416, slice(0), f"bytes */{SIZE}"),
    ("no numbers", {"Range": "bytes=a-b"}, 416, slice(0), f"bytes */{SIZE}"),
    ("an endless number", {"Range": "bytes=" + "9" * 40 + "-"}, 416, slice(0), f"bytes */{SIZE}"),
    ("two ranges", {"Range": "bytes=0-1,4-5"}, 200, slice(None), ""),
    ("another unit", {"Range": "seconds=0-1"}, 200, slice(None), ""),
    ("if it is another by now", {"Range": "bytes=0-9", "If-Range": '"another"'}, 200, slice(None), ""),
    ("if it is the same", {"Range": "bytes=0-9", "If-Range": "ETAG"}, 206, slice(10), f"bytes 0-9/{SIZE}"),
    ("unless it is the same", {"If-None-Match": "ETAG"}, 304, slice(0), ""),
]


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def test_every_shape_of_a_range(as_ada: Client) -> None:
    address = uploaded(as_ada)["stream"]
    etag = as_ada.get(address)["ETag"]
    for name, headers, status, part, told in SHAPES:
        answer = as_ada.get(address, headers={key: value.replace("ETAG", etag) for key, value in headers.items()})
        assert (answer.status_code, answer.get("Content-Range", "")) == (status, told), name
        sent = content(answer)
        assert sent == (WHOLE[part] if status < 300 else b""), name
        assert answer["Accept-Ranges"] == "bytes" and answer["X-Content-Type-Options"] == "nosniff", name
        if status < 300:
            assert int(answer["Content-Length"]) == len(sent), name
    head = as_ada.head(address, headers={"Range": "bytes=0-9"})
    assert (head.status_code, content(head), head["Content-Length"]) == (200, b"", str(SIZE))
    assert (head["Content-Type"], head["Cache-Control"]) == ("audio/mpeg", "private, no-cache")
    assert as_ada.get(address + "?download=1")["Content-Disposition"].startswith("attachment")


def test_who_hears_it_is_asked_each_time(table: Table, ada: User, ben: User, cleo: User) -> None:
    """Ben kept the address of what sounded: it is his for as long as it sounds and he sits at the table."""
    people = {user.username: signed_in(user) for user in (ada, ben, cleo)} | {"nobody": Client()}
    made = uploaded(people["ada"])
    address = made["stream"]
    table.seat(ben)

    def may() -> set[str]:
        answers = {name: client.get(address).status_code for name, client in people.items()}
        assert set(answers.values()) <= {200, 404}
        return {name for name, status in answers.items() if status == 200}

    assert may() == {"ada"}
    sound = str(table.lead.does("sound.play", track=made["id"]).made[0].pk)
    assert may() == {"ada", "ben"}
    assert people["ben"].get(f"/api/v1/tracks/{made['id']}").status_code == 404, "what it is, not what is known of it"
    table.lead.does("sound.stop", sound=sound)
    assert may() == {"ada"}
    table.lead.does("sound.play", track=made["id"])
    assert may() == {"ada", "ben"}
    table.seat(ben).does("member.leave")
    assert may() == {"ada"}


@pytest.mark.parametrize("address", ["stream", "cover", "", "usage", "favourite", "measure"])
def test_a_stranger_finds_nothing(as_ada: Client, as_cleo: Client, address: str) -> None:
    place = f"/api/v1/tracks/{uploaded(as_ada)['id']}/{address}".rstrip("/")
    for method in ("get", "patch", "delete", "put", "post"):
        answer = getattr(as_cleo, method)(place, {}, content_type="application/json") if method != "get" else as_cleo.get(place)  # fmt: skip
        assert answer.status_code in (404, 405), (method, answer.status_code)
