"""Lists and commands ask the database a fixed number of questions, however many rows there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.testing.cast import person
from rooms.live import perform
from rooms.live.snapshot import snapshot
from rooms.models import Room


def questions(ask: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len([one for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))])


def one_of_everything(table: Any) -> None:
    """What a list asks more of only when there is something at all."""
    table.lead.does("chat.react", message=table.thing("message"), emoji="👍")
    table.lead.does("chat.say", text="/w players psst")


def more_of_everything(table: Any) -> None:
    scene, lead = table.things["scene"], table.lead
    for number in range(5):
        table.seat(person(f"player{number}"))
        lead.does("chat.say", text=f"**{number}** @Player{number}", reply_to=table.things.get("message"))
        lead.does("chat.say", text="/w players psst")
        lead.does("scene.create", name=f"Scene {number}")
        lead.does("token.create", scene=scene, name=f"Goblin {number}", x=0.0, y=0.0)
        lead.does("map.place", scene=scene, map=table.things["map"], hidden=False)
        Room.open_by(lead.viewer.user, name=f"Room {number}")


@pytest.mark.parametrize("part", ["", "/members", "/messages", "/scenes", "/snapshot", "list"])
def test_lists(table: Any, as_: Any, ada: Any, part: str) -> None:
    client = as_(ada)
    address = "/api/v1/rooms" if part == "list" else f"/api/v1/rooms/{table.room.pk}{part}"
    one_of_everything(table)
    few = questions(lambda: client.get(address))
    more_of_everything(table)
    assert questions(lambda: client.get(address)) == few <= (44 if part == "/snapshot" else 24)


@pytest.mark.parametrize("who", ["ada", "ben"])
def test_a_snapshot(table: Any, request: Any, who: str) -> None:
    seat = table.seat(request.getfixturevalue(who))
    one_of_everything(table)
    few = questions(lambda: snapshot(seat.viewer))
    more_of_everything(table)
    # One for each kind of thing, and what all of them share.
    assert questions(lambda: snapshot(seat.viewer)) == few <= 40


@pytest.mark.parametrize(
    ("type", "data"),
    [
        ("chat.say", {"text": "/w Ben psst"}),
        ("chat.say", {"text": "/r 2d6"}),
        ("chat.react", {"message": "$message", "emoji": "👍"}),
        ("chat.edit", {"message": "$message", "text": "Hello @Ben"}),
        ("chat.pin", {"message": "$message", "pinned": True}),
    ],
)
def test_a_richer_command(table: Any, type: str, data: Any) -> None:
    viewer, given = table.lead.viewer, table.example(data)
    few = questions(lambda: perform(viewer, type, given))
    more_of_everything(table)
    # What is no longer changed or new to them is asked less.
    assert questions(lambda: perform(viewer, type, given)) <= few <= 24


@pytest.mark.parametrize(
    ("type", "data", "most"),
    [
        ("chat.say", {"text": "Hello"}, 12),
        ("chat.say", {"text": "Hello **again**"}, 12),
        ("token.move", {"token": "$token", "x": 1.0, "y": 2.0}, 12),
        ("token.update", {"token": "$token", "name": "Mira the Bold"}, 18),
        # Each kind of thing of the scene that goes and of the one that comes.
        ("scene.activate", {"scene": "$other_scene"}, 36),
    ],
)
def test_a_command(table: Any, ada: Any, type: str, data: Any, most: int) -> None:
    viewer, given = table.lead.viewer, table.example(data)
    again = {"scene": table.things["scene"]} if type == "scene.activate" else None
    if again:
        # What has been explored of each scene is kept from the first look on.
        perform(viewer, type, given)
        perform(viewer, type, again)
    few = questions(lambda: perform(viewer, type, given))
    if again:
        perform(viewer, type, again)
    more_of_everything(table)
    assert questions(lambda: perform(viewer, type, given)) == few <= most
