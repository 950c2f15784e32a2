"""Ada presses a pad and everybody hears it; what lies on the others nobody learns."""

from __future__ import annotations

from typing import Any

import pytest

from audio.models import Pad
from audio.testing import a_track
from config.api.errors import Conflict, Invalid, NotFound


def make(table: Any, track_name: str, kind: str = "one_shot", **options: Any) -> str:
    track = a_track(table.lead.viewer.user, track_name, kind=kind)
    return str(table.lead.does("pad.create", track=str(track.pk), **options).made[0].pk)


def test_a_one_shot_sounds_as_often_as_it_is_pressed(table: Any, ben: Any) -> None:
    lead, hears = table.lead, table.seat(ben)
    pad = make(table, "Thunder", volume=0.7)
    make(table, "CANARY:pad:unpressed", name="CANARY:pad:name")
    for _ in range(2):
        lead.does("pad.press", pad=pad)
    assert [(one["track"]["name"], one["group"], one["volume"], one["loop"]) for one in hears.things("sound")] == [
        ("Thunder", "effects", 0.7, False)
    ] * 2
    assert {one["pad"] for one in lead.things("sound")} == {pad}
    assert "CANARY" not in str(hears.state) + str(hears.heard)
    lead.does("history.undo")
    assert len(hears.things("sound")) == 1
    table.is_level()


def test_a_loop_begins_anywhere_and_is_stopped_by_its_pad(table: Any, ben: Any) -> None:
    lead, hears = table.lead, table.seat(ben)
    pad = make(table, "Rain", "loop", random_start=True)
    assert Pad.objects.get().loop
    lead.does("pad.press", pad=pad)
    first = hears.things("sound")[0]
    assert first["loop"] and 0 < first["offset"] < 180.0 and first["group"] == "ambience"
    lead.does("pad.press", pad=pad)
    (fading,) = hears.things("sound")
    assert fading["fade"]["to"] == 0.0 and fading["ends"] is not None
    lead.does("pad.press", pad=pad)
    assert len(hears.things("sound")) == 2, "while the first one fades, it begins again"
    table.is_level()


def test_pads_are_changed_ordered_and_taken_away(table: Any, ben: Any, cleo: Any) -> None:
    lead = table.lead
    one, two = make(table, "Thunder"), make(table, "Door")
    wind = str(a_track(lead.viewer.user, "Wind").pk)
    lead.does(
        "pad.update", pad=one, name="Storm", hotkey="s", colour="#6fb3d2", icon="wind", track=wind, group="ambience"
    )
    shown = next(pad for pad in lead.things("pad") if pad["id"] == one)
    assert (shown["name"], shown["hotkey"], shown["icon"], shown["track"]["name"]) == ("Storm", "s", "wind", "Wind")
    lead.does("pad.order", pads=[two, one])
    assert [pad["id"] for pad in sorted(lead.things("pad"), key=lambda pad: pad["place"])] == [two, one]
    lead.does("pad.delete", pad=one)
    lead.does("history.undo")
    assert len(lead.things("pad")) == 2
    for wrong in ({"colour": "red"}, {"hotkey": "ab"}, {"volume": 2.0}, {"icon": "../x"}, {"group": "voice"}):
        with pytest.raises(Invalid):
            lead.does("pad.update", pad=one, **wrong)
    with pytest.raises(Invalid):
        lead.does("pad.order", pads=[one])
    with pytest.raises(NotFound):
        lead.does("pad.update", pad=one, track=str(a_track(cleo).pk))
    for type in ("pad.press", "pad.update", "pad.delete"):
        with pytest.raises(NotFound):
            table.seat(ben).does(type, pad=one)
    assert not table.seat(ben).things("pad")
    table.is_level()


def test_sixty_four_pads_and_sixteen_sounds(table: Any) -> None:
    pad = make(table, "Thunder")
    row = Pad.objects.get()
    Pad.objects.bulk_create([Pad(room=table.room, track=row.track, name="x", place=n) for n in range(63)])
    with pytest.raises(Invalid):
        make(table, "One more")
    for _ in range(16):
        table.lead.does("pad.press", pad=pad)
    with pytest.raises(Conflict):
        table.lead.does("pad.press", pad=pad)
