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


def test_a_switch_set_there_is_set_at_the_table(table: Any, ada: Any, ben: Any, as_: Any) -> None:
    assert change(as_(ada), "rooms_room", str(table.room.pk), paused="on", open_history="on").status_code == 200
    table.deliver()
    assert "ben" not in table.seats, "what he may read has changed: his page starts afresh"
    room = table.seat(ben).things("room")[0]
    assert (room["paused"], room["open_history"], room["waiting_room"]) == (True, True, False)
    table.is_level()


def test_a_member_muted_there_is_silent(table: Any, ada: Any, ben: Any, as_: Any) -> None:
    change(as_(ada), "rooms_member", table.things["member"], muted="on")
    table.deliver()
    assert [one["muted"] for one in table.seat(ben).things("member") if one["name"] == "Ben"] == [True]


@pytest.mark.parametrize(
    ("model", "thing", "kind"),
    [("rooms_knock", "knock", "knock"), ("rooms_ban", "ban", "ban"), ("rooms_gamesession", "session", "session")],
)
def test_deleting_sends_away_lifts_and_cancels(
    table: Any, ada: Any, as_: Any, model: str, thing: str, kind: str
) -> None:
    id = table.things[thing]
    as_(ada).post(reverse(f"gm:{model}_delete", args=[id]), {"post": "yes"}, format="multipart")
    table.deliver()
    assert id not in table.lead.state["things"].get(kind, {})
    table.is_level()


def test_a_session_is_named_anew_there(table: Any, ada: Any, ben: Any, as_: Any) -> None:
    id = table.things["session"]
    fields = {"title": "The third lock", "starts_at_0": "2099-10-02", "starts_at_1": "19:00:00"}
    assert change(as_(ada), "rooms_gamesession", id, **fields).status_code == 200
    table.deliver()
    assert table.seat(ben).state["things"]["session"][id]["title"] == "The third lock"
    table.is_level()
