"""The keys of a stream deck: a code in the address, no login and no token, and nothing but sound."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from audio.models import Remote, Sound
from audio.playback import farewell
from audio.testing import a_track
from rooms.models import Member


@pytest.fixture
def remotes(table: Any) -> str:
    return f"/api/v1/rooms/{table.room.pk}/remotes"


@pytest.fixture
def keys(remotes: str, as_: Any, ada: Any) -> str:
    made = as_(ada).post(remotes, {"name": "Desk"}).json()["data"]
    assert made["url"].endswith(f"/api/v1/remotes/{made['code']}")
    return f"/api/v1/remotes/{made['code']}"


def press(as_: Any, address: str) -> int:
    """As somebody whose browser checks for the token, and has none."""
    status: int = as_(csrf=True).post(address).status_code
    return status


def playing(table: Any) -> list[tuple[str, str]]:
    """What sounds and does not go, by name."""
    here = Sound.objects.filter(room=table.room, leaving=False).select_related("track").order_by("started")
    return [(one.track.name, one.state) for one in here]


def test_every_key_does_its_work(table: Any, keys: str, as_: Any, ada: Any, ben: Any) -> None:
    lead = table.lead
    assert press(as_, f"{keys}/play") == 200, "nothing to play is no fault"
    assert press(as_, f"{keys}/next") == 409
    tracks = [str(a_track(ada, name).pk) for name in ("Halls", "Deeps")]
    lead.does("playlist.create", name="Under the mountain", tracks=tracks)
    lead.does("pad.create", track=tracks[1], name="Thunder", group="effects")
    assert press(as_, f"{keys}/play") == 200
    assert playing(table) == [("Halls", "playing")]
    assert press(as_, f"{keys}/next") == 200
    assert playing(table) == [("Deeps", "playing")]
    assert press(as_, f"{keys}/previous") == 200
    assert press(as_, f"{keys}/pause") == 200
    assert playing(table) == [("Halls", "paused")]
    assert press(as_, f"{keys}/play") == 200
    assert press(as_, f"{keys}/pads/1") == 200
    state = as_().get(keys).json()["data"]
    assert [pad["playing"] for pad in state["pads"]] == [True]
    assert state["playlists"] == [{"number": 1, "name": "Under the mountain", "playing": True}]
    assert press(as_, f"{keys}/stop") == 200
    assert playing(table) == []
    assert press(as_, f"{keys}/playlists/1") == 200
    assert playing(table) == [("Halls", "playing")]
    table.deliver()
    assert table.seat(ben).things("sound")
    assert "Ada" in {entry.by_name for entry in table.room.entries.filter(type="pad.press")}
    for number in (0, 2, 10**30):
        assert press(as_, f"{keys}/pads/{number}") == 404
    table.is_level()


def test_those_who_lead_set_it_up_and_its_code_is_a_hash(
    table: Any, remotes: str, keys: str, as_: Any, ada: Any, ben: Any, cleo: Any
) -> None:
    code = keys.rsplit("/", 1)[1]
    assert Remote.objects.get().code_hash == Remote.hash(code)
    listed = as_(ada).get(remotes)
    assert [one["name"] for one in listed.json()["data"]] == ["Desk"] and code not in listed.content.decode()
    assert code not in str(list(table.room.entries.values_list("views", "changes")))
    table.deliver()
    assert [one["name"] for one in table.lead.things("remote")] == ["Desk"]
    assert not table.seat(ben).things("remote")
    for who, status in ((ben, 403), (cleo, 404), (None, 401)):
        assert as_(who).post(remotes, {"name": "Mine"}).status_code == status
        assert as_(who).get(remotes).status_code == status
    for wrong in ({}, {"name": ""}, {"name": "x" * 51}, {"name": "x", "room": "y"}):
        assert as_(ada).post(remotes, wrong).status_code == 400


def test_a_code_that_is_none_and_one_that_was_taken_back(
    table: Any, remotes: str, keys: str, as_: Any, ada: Any
) -> None:
    for wrong in (keys + "x", f"/api/v1/remotes/{'0' * 300}"):
        assert press(as_, f"{wrong}/stop") == 404
        assert as_().get(wrong).status_code == 404
    id = as_(ada).get(remotes).json()["data"][0]["id"]
    assert as_(ada).delete(f"{remotes}/{id}").status_code == 204
    assert press(as_, f"{keys}/stop") == 404
    table.deliver()
    assert not table.lead.things("remote")
    table.is_level()


def test_it_is_worth_nothing_when_its_person_leads_no_more(
    table: Any, remotes: str, as_: Any, ada: Any, cleo: Any
) -> None:
    table.seat(cleo, role="game_master")
    code = as_(cleo).post(remotes, {"name": "Hers"}).json()["data"]["code"]
    assert press(as_, f"{reverse('remote', args=[code])}/stop") == 200
    member = Member.objects.get(room=table.room, user=cleo)
    member.become("player")
    assert press(as_, f"{reverse('remote', args=[code])}/stop") == 403
    assert as_().get(reverse("remote", args=[code])).status_code == 403
    table.deliver()
    assert table.lead.things("remote")
    farewell(cleo)
    table.deliver()
    assert not table.lead.things("remote")
    member.delete()
    assert press(as_, f"{reverse('remote', args=[code])}/stop") == 404


def test_it_is_not_pressed_without_end(keys: str, as_: Any, settings: Any, monkeypatch: Any) -> None:
    from rest_framework.throttling import ScopedRateThrottle

    monkeypatch.setattr(ScopedRateThrottle, "THROTTLE_RATES", {"remote": "3/min"})
    assert [press(as_, f"{keys}/stop") for _ in range(4)] == [200, 200, 200, 429]
