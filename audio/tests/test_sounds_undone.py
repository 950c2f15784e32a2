"""What faded out and was taken away by the server comes back when the fading is taken back, unless it would be over."""

from __future__ import annotations

from time import time
from typing import Any

import pytest

from audio.models import Sound
from audio.testing import a_track
from config.api.errors import Conflict
from rooms.live import perform
from rooms.viewer import Viewer


def time_passes(table: Any) -> None:
    """All that leaves is silent by now, and the server has taken it away."""
    Sound.objects.filter(room=table.room, leaving=True).update(ends=time() - 1, due=time() - 1)
    perform(Viewer.audience(table.room, "gm"), "sound.advance", {}, internal=True)
    table.deliver()


def names(seat: Any) -> list[str]:
    return sorted(one["track"]["name"] for one in seat.things("sound"))


def test_sounds_that_faded_out_come_back_as_if_nothing_had_been(table: Any, ada: Any, ben: Any) -> None:
    lead, hears = table.lead, table.seat(ben)
    rain = lead.does("sound.play", track=str(a_track(ada, "Rain", kind="loop").pk)).made[0]
    lead.does("sound.seek", sound=str(rain.pk), offset=7.0)
    table.thing("sound")
    before = {one["id"]: one for one in hears.things("sound")}
    for type, data in (("sound.stop_all", {"fade": 3.0}), ("sound.stop", {"sound": str(rain.pk), "fade": 3.0})):
        lead.does(type, **data)
        time_passes(table)
        assert str(rain.pk) not in {one["id"] for one in hears.things("sound")}
        lead.does("history.undo")
        assert {one["id"]: one for one in hears.things("sound")} == before
        lead.does("history.redo")
        assert str(rain.pk) not in {one["id"] for one in hears.things("sound")}
        lead.does("history.undo")
    late = table.seat(ben)
    late.sit_down()
    assert {one["id"]: one for one in late.things("sound")} == before
    table.is_level()


def test_a_crossfade_is_taken_back_when_the_first_sound_has_gone(table: Any, ada: Any, ben: Any) -> None:
    lead = table.lead
    rain = lead.does("sound.play", track=str(a_track(ada, "Rain", kind="loop").pk)).made[0]
    lead.does("sound.crossfade", sound=str(rain.pk), track=str(a_track(ada, "Wind", kind="loop").pk), seconds=2.0)
    time_passes(table)
    assert names(table.seat(ben)) == ["Wind"]
    lead.does("history.undo")
    assert names(table.seat(ben)) == ["Rain"]
    table.is_level()


def test_what_would_be_over_by_now_does_not_come_back_and_it_says_so(table: Any, ada: Any) -> None:
    lead = table.lead
    bell = lead.does("sound.play", track=str(a_track(ada, "Bell", kind="one_shot").pk)).made[0]
    long_ago = time() - 1000
    Sound.objects.filter(pk=bell.pk).update(started=long_ago, ends=long_ago + 180)
    lead.does("sound.stop", sound=str(bell.pk), fade=3.0)
    time_passes(table)
    with pytest.raises(Conflict, match="over by now"):
        lead.does("history.undo")
    assert not lead.things("sound")
