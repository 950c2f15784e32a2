"""What is put up for a measurement: rooms with people in them, yardsticks with as many sockets, and what they say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from config.benchmarks.stage import Crew, Yardstick, furnish, table_server
from config.testing.serving import Served

RATE = 30.0


def drag(table: dict[str, Any]) -> str:
    """A passing event: permission and audience are asked for each."""
    return json.dumps(
        {"id": "@ID", "type": "token.drag", "data": {"token": table["token"], "x": "@NOW", "y": 1}}
    ).replace('"@NOW"', "@NOW")


def seats(served: Served, table: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    """The sockets of everybody in a room."""
    return [
        {"port": served.port, "path": table["path"], "cookie": cookie, "live": True, **more}
        for cookie in table["cookies"]
    ]


@contextmanager
def tables_for(
    count: int, crew: Crew, *, rooms: int = 1, redis_url: str = ""
) -> Iterator[tuple[Served, list[dict[str, Any]], str]]:
    """A server with rooms in each of which `count` people sit; its group of sockets is named by its port."""
    served = table_server(redis_url)
    places = furnish(served, rooms=rooms, seats=count)
    with served:
        group = str(served.port)
        crew.connect(group, [seat for table in places for seat in seats(served, table)])
        crew.run(group, seconds=1.5, speech=dragging(places, count), pid=served.process.pid)
        yield served, places, group
        crew.leave(group)


def dragging(places: list[dict[str, Any]], count: int) -> list[tuple[int, float, str]]:
    """In each room the first of `count` people drags, 30 times a second."""
    return [(number * count, RATE, drag(table)) for number, table in enumerate(places)]


@contextmanager
def yardstick(crew: Crew, yardstick: Yardstick, count: int) -> Iterator[tuple[Yardstick, str]]:
    with yardstick:
        group = yardstick.name
        # Twenty at a time: a hundred at once are more connections than channels_redis allows itself.
        for _twenty in range(0, count, 20):
            crew.connect(group, [{"port": yardstick.port, "path": "/ws/", "cookie": "none=1"}] * 20)
        yield yardstick, group
        crew.leave(group)


def padded(octets: float) -> str:
    """A yardstick's message, as large as the product's."""
    return '{"x":@NOW,"pad":"%s"}' % ("x" * max(int(octets) - 30, 1))
