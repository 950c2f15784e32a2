"""What a game master changes in the back office is an entry of the room's log: players see it, folds stay level."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def change(client: Any, thing: str, pk: str, **fields: Any) -> Any:
    """Opens the change page, alters `fields` and saves, as a browser does."""
    url = reverse(f"gm:{thing}_change", args=[pk])
    form = client.get(url).context["adminform"].form
    data = {name: value for name, value in form.initial.items() if value is not None}
    data = {name: value for name, value in {**data, **fields}.items() if value is not False}
    return client.post(url, {"_save": "1", **data}, format="multipart", follow=True)


def test_a_hidden_token_shown_there_appears_at_the_table(table: Any, ada: Any, ben: Any, as_: Any) -> None:
    token = table.things["hidden_token"]
    answer = change(as_(ada), "scenes_token", token, hidden=False)
    assert answer.status_code == 200
    table.deliver()
    assert token in table.seat(ben).state["things"]["token"]
    table.is_level()


def test_a_token_deleted_there_is_gone(table: Any, ada: Any, ben: Any, as_: Any) -> None:
    token = table.things["token"]
    as_(ada).post(reverse("gm:scenes_token_delete", args=[token]), {"post": "yes"}, format="multipart")
    table.deliver()
    assert token not in table.seat(ben).state["things"]["token"]
    table.is_level()


def test_a_renamed_room_is_renamed_at_the_table(table: Any, ada: Any, ben: Any, as_: Any) -> None:
    change(as_(ada), "rooms_room", str(table.room.pk), name="Another tomb")
    table.deliver()
    assert table.seat(ben).things("room")[0]["name"] == "Another tomb"
    table.is_level()


def test_a_deleted_scene_takes_its_things_along(table: Any, ada: Any, as_: Any) -> None:
    as_(ada).post(reverse("gm:scenes_scene_delete", args=[table.things["scene"]]), {"post": "yes"}, format="multipart")
    table.deliver()
    table.lead.sit_down()
    table.is_level()


def test_a_removed_member_loses_their_seat(table: Any, ada: Any, ben: Any, as_: Any) -> None:
    as_(ada).post(reverse("gm:rooms_member_delete", args=[table.things["member"]]), {"post": "yes"}, format="multipart")
    table.deliver()
    assert "ben" not in table.seats
    table.is_level()


def test_a_player_finds_no_back_office(table: Any, ben: Any, as_: Any) -> None:
    assert as_(ben).get(reverse("gm:scenes_token_change", args=[table.things["token"]])).status_code == 403
