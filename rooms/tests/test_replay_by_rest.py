"""The log read again by REST: by members, from when they came, in bounded pages (SPEC R1, R3, R4)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rooms.live import replay
from rooms.models import Keyframe


@pytest.fixture
def played(table: Any) -> Any:
    for x in range(4):
        table.lead.does("chat.say", text=str(x))
        table.lead.does("token.move", token=table.things["token"], x=float(x), y=0.0)
        table.lead.does("token.move", token=table.things["hidden_token"], x=float(x), y=0.0)
    return table


def test_the_state_at_a_number(played: Any, as_: Any, ben: Any) -> None:
    """SPEC R1, R3: out of bounds is the nearest number there is; no number is the newest."""
    head = played.lead.state["seq"]
    client, address = as_(ben), f"/api/v1/rooms/{played.room.pk}/replay"
    now = client.get(address).json()["data"]
    assert (now["at"], now["head"], now["state"]["seq"]) == (head, head, head)
    assert now["first"] == played.seat(ben).viewer.member.joined_seq
    assert client.get(f"{address}?at={head + 100}").json()["data"] == now
    then = client.get(f"{address}?at={head - 4}").json()["data"]
    assert then["state"]["things"]["token"][played.things["token"]]["x"] == 2.0
    assert client.get(f"{address}?at=0").json()["data"]["at"] == now["first"]
    assert client.get(f"{address}?at=yesterday").status_code == 400


def test_of_what_one_did_not_see_one_does_not_learn_when_it_was(played: Any, as_: Any, ada: Any, ben: Any) -> None:
    """SPEC R4: the last entry moved a hidden token."""
    address = f"/api/v1/rooms/{played.room.pk}/replay"
    of_lead, of_player = (as_(user).get(address).json()["data"]["times"] for user in (ada, ben))
    assert of_player["head"] < of_lead["head"]


def test_entries_page_by_page(played: Any, as_: Any, ben: Any) -> None:
    """SPEC R4: only one's own; `to` says up to where, also when nothing was to be seen."""
    head = played.lead.state["seq"]
    client, address = as_(ben), f"/api/v1/rooms/{played.room.pk}/entries"
    found, since = [], 0
    while since < head:
        page = client.get(f"{address}?since={since}&limit=3").json()
        assert len(page["data"]) <= 3
        found += page["data"]
        since = page["meta"]["to"]
    assert [entry["type"] for entry in found].count("chat.say") == 4
    assert [entry["type"] for entry in found].count("token.move") == 4
    assert client.get(f"{address}?since={head}").json()["data"] == []


def test_for_members_only(played: Any, as_: Any, cleo: Any) -> None:
    for part in ("replay", "entries"):
        assert as_(cleo).get(f"/api/v1/rooms/{played.room.pk}/{part}").status_code == 404
        assert as_().get(f"/api/v1/rooms/{played.room.pk}/{part}").status_code == 401


def test_a_person_who_is_deleted_leaves_no_keyframes(played: Any, as_: Any, ben: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("rooms.live.replay.STEP", 5)
    as_(ben).get(f"/api/v1/rooms/{played.room.pk}/replay")
    his = str(ben.pk)
    mine = Keyframe.objects.filter(room=played.room, sight__endswith=f":{ben.pk.hex}")
    assert mine.exists()
    ben.farewell()
    assert not mine.exists()
    left = Keyframe.objects.filter(room=played.room).values_list("sight", "things")
    assert [sight for sight, things in left if his in sight + str(things)] == []


@pytest.mark.parametrize("part", ["replay?at=9", "entries?since=0"])
def test_it_asks_as_much_however_long_the_log_is(played: Any, as_: Any, ben: Any, part: str) -> None:
    client, address = as_(ben), f"/api/v1/rooms/{played.room.pk}/{part}"

    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            client.get(address)
        return len(questions)

    few = asked()
    for _time in range(10):
        played.lead.does("chat.say", text="More")
    assert asked() == few


def test_what_was_kept_for_replays_goes_every_day(played: Any, as_: Any, ben: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("rooms.live.replay.STEP", 2)
    client, address = as_(ben), f"/api/v1/rooms/{played.room.pk}/replay"
    seen = client.get(address).json()["data"]["state"]
    assert Keyframe.objects.filter(seq__gt=0).exists()
    assert replay.forget_kept() > 0
    assert set(Keyframe.objects.values_list("seq", flat=True)) == {0}
    assert client.get(address).json()["data"]["state"] == seen
