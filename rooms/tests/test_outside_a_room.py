"""Whoever does not belong to a private room finds nothing of it at any address: stranger, ex-member, banned, knocking and a
guest of another room look the same as if it did not exist.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern

from accounts.models import User
from config.testing.cast import person
from rooms.api import routes
from rooms.live.perform import perform
from rooms.models import Room
from rooms.viewer import Viewer

OUTSIDE = ("stranger", "former", "banned", "knocking", "guest_elsewhere")
VERBS = ("get", "post", "put", "patch", "delete")
ONES_OWN = "rooms/<uuid:room_id>/knock"
"""Who knocks may ask about that, and go away again: see test_waiting_room."""


def addresses() -> Iterator[tuple[str, str]]:
    """Every verb of every address below a room."""
    for route in routes:
        assert isinstance(route, URLPattern)
        address = str(route.pattern)
        if address.startswith("rooms/<uuid:room_id>"):
            view: Any = route.callback
            yield from ((verb, address) for verb in VERBS if hasattr(view.cls, verb))


ADDRESSES = sorted(addresses())


@pytest.fixture
def outside(table: Any) -> dict[str, Any]:
    people = {name: person(name) for name in ("stranger", "former", "banned", "knocking")}
    people["guest_elsewhere"] = User.objects.create_guest("Mira")
    Room.open_by(person("dana"), name="Another table").admit(people["guest_elsewhere"], role="player")
    table.seat(people["former"]).does("member.leave")
    banned = table.seat(people["banned"]).viewer.member
    table.lead.does("member.ban", member=str(banned.pk))
    waiting = Viewer.joining(table.room, people["knocking"])
    perform(waiting, "member.knock", {"role": "player"}, internal=True)
    return people


def filled(address: str, room: uuid.UUID) -> str:
    return "/api/v1/" + re.sub(r"<\w+:\w+>", str(room), address)


def test_there_are_addresses_to_walk_over() -> None:
    assert len(ADDRESSES) > 20


@pytest.mark.parametrize("who", OUTSIDE)
def test_there_is_nothing(table: Any, outside: Any, as_: Any, who: str) -> None:
    """The same status and the same words as for a room that never was, whatever is sent."""
    client, never = as_(outside[who]), uuid.uuid4()
    for verb, address in ADDRESSES:
        if who == "knocking" and address == ONES_OWN:
            continue
        asked = [getattr(client, verb)(filled(address, room), {}) for room in (table.room.pk, never)]
        assert {answer.status_code for answer in asked} <= {404, 400, 415}, (verb, address)
        assert asked[0].content == asked[1].content, (verb, address)
        if verb == "get":
            assert asked[0].status_code == 404


@pytest.mark.parametrize("who", OUTSIDE)
def test_nor_by_its_pages_and_lists(table: Any, outside: Any, as_: Any, who: str) -> None:
    client = as_(outside[who])
    assert str(table.room.pk) not in client.get("/api/v1/rooms").content.decode()
    assert str(table.room.pk) not in client.get("/rooms/").content.decode()
    page = client.get(f"/rooms/{table.room.pk}/")
    if who == "knocking":
        assert page.url == f"/rooms/{table.room.pk}/waiting/"
    else:
        assert page.status_code == client.get(f"/rooms/{table.room.pk}/waiting/").status_code == 404


def test_the_waiting_page_tells_the_rooms_name_and_nothing_else(table: Any, outside: Any, as_: Any) -> None:
    table.lead.does("room.update", description="CANARY:description")
    client = as_(outside["knocking"])
    seen = (
        client.get(f"/rooms/{table.room.pk}/waiting/").content
        + client.get(f"/api/v1/rooms/{table.room.pk}/knock").content
    )
    assert table.room.name.encode() in seen
    for secret in ("CANARY", "Ada", "Ben", *table.things.values()):
        assert secret.encode() not in seen
