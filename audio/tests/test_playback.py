"""What Ada plays, everybody hears from the same place, also who comes late; it is a numbered event like any other, can be
taken back, and nobody but who leads conducts.
"""

from __future__ import annotations

from time import time
from typing import Any

import pytest

from audio import due
from audio.models import LEAD, Sound, Track
from audio.playback import show_change
from audio.testing import a_track
from config.api.errors import Conflict, Forbidden, Invalid, NotFound
from rooms.live.replay import state_at
from rooms.models import Member


def only(seat: Any, kind: str = "sound") -> dict[str, Any]:
    (one,) = seat.things(kind)
    return one


def test_it_is_told_a_little_ahead_and_by_the_servers_clock(table: Any, ben: Any) -> None:
    before = time()
    table.lead.does("sound.play", track=table.thing("track"), offset=12.0, volume=0.5, fade=2.0)
    heard = only(table.seat(ben))
    assert before + LEAD <= heard["started"] <= time() + LEAD
    assert (heard["offset"], heard["group"], heard["loop"], heard["state"]) == (12.0, "music", False, "playing")
    assert heard["ends"] == pytest.approx(heard["started"] + 180.0 - 12.0)
    assert heard["fade"] == {"from": 0.0, "to": 0.5, "at": heard["started"], "seconds": 2.0}
    assert heard["track"]["url"] == f"/api/v1/tracks/{table.things['track']}/stream"
    assert not {"playlist", "entry", "pad"} & set(heard)
    assert "playlist" in only(table.lead)
    late = table.seat(ben)
    late.sit_down()
    assert only(late) == heard
    table.is_level()


def test_kinds_have_their_groups_and_a_random_start_is_within(table: Any, ada: Any) -> None:
    for kind, group in (("loop", "ambience"), ("one_shot", "effects"), ("music", "music")):
        made = table.lead.does("sound.play", track=str(a_track(ada, kind=kind).pk), random_start=True).made[0]
        assert (made.group, made.loop) == (group, kind == "loop")
        assert 0 <= made.offset <= 180.0
        assert (made.ends is None) == made.loop


def test_pausing_keeps_the_place_and_undo_plays_on_as_if_nothing_had_been(table: Any, ben: Any) -> None:
    lead, sound = table.lead, table.thing("sound")
    started = only(lead)["started"]
    Sound.objects.filter(pk=sound).update(started=started - 200.0)
    lead.sit_down()
    lead.does("sound.pause", sound=sound, fade=1.0)
    paused = only(table.seat(ben))
    assert (paused["state"], paused["ends"]) == ("paused", None)
    assert paused["offset"] == pytest.approx(21.0 - LEAD, abs=0.5), "200 s and the fade, once round the loop of 180"
    with pytest.raises(Conflict):
        lead.does("sound.pause", sound=sound)
    lead.does("history.undo")
    back = only(lead)
    assert (back["state"], back["offset"], back["started"], back["fade"]) == ("playing", 0.0, started - 200.0, None)
    lead.does("history.redo")
    lead.does("sound.resume", sound=sound)
    assert only(lead)["started"] >= time() + LEAD - 0.5
    assert only(lead)["offset"] == paused["offset"]


def test_seek_volume_loop_and_crossfade(table: Any, ada: Any, ben: Any) -> None:
    lead, sound = table.lead, table.thing("sound")
    lead.does("sound.loop", sound=sound, loop=False)
    lead.does("sound.seek", sound=sound, offset=170.0)
    heard = only(table.seat(ben))
    assert heard["ends"] == pytest.approx(heard["started"] + 10.0)
    lead.does("sound.seek", sound=sound, offset=1000.0)
    assert only(table.seat(ben))["offset"] == 180.0
    lead.does("sound.seek", sound=sound, offset=0.0)
    lead.does("sound.volume", sound=sound, volume=0.2, seconds=3.0)
    assert only(table.seat(ben))["fade"]["to"] == only(table.seat(ben))["volume"] == 0.2
    made = lead.does("sound.crossfade", sound=sound, track=str(a_track(ada, "Wind").pk), seconds=4.0).made[0]
    old, new = sorted(table.seat(ben).things("sound"), key=lambda one: one["id"] == str(made.pk))
    assert old["fade"]["to"] == 0.0
    assert old["ends"] == pytest.approx(new["started"] + 4.0)
    assert (new["track"]["name"], new["group"], new["fade"]["to"]) == ("Wind", "music", 0.2)
    lead.does("history.undo")
    assert only(table.seat(ben))["fade"]["to"] == 0.2
    table.is_level()


def test_stopping_with_and_without_a_fade_and_all_of_a_group(table: Any, ada: Any, ben: Any) -> None:
    lead, hears = table.lead, table.seat(ben)
    rain = str(a_track(ada, "Rain", kind="loop").pk)
    for track in (rain, rain, table.thing("track")):
        lead.does("sound.play", track=track)
    lead.does("sound.stop_all", group="ambience")
    assert only(hears)["group"] == "music"
    lead.does("sound.stop", sound=only(hears)["id"], fade=2.0)
    assert only(hears)["ends"] == pytest.approx(time() + 2.0, abs=0.5)
    lead.does("sound.volume", sound=only(hears)["id"], volume=1.0)
    assert only(hears)["ends"] > time() + 100, "it stays after all"
    lead.does("sound.stop_all")
    assert not hears.things("sound")
    lead.does("history.undo")
    assert only(hears)["group"] == "music"
    table.is_level()


def test_what_is_over_goes_when_its_time_has_come(table: Any, ben: Any) -> None:
    lead, hears = table.lead, table.seat(ben)
    made = lead.does("sound.play", track=table.thing("track")).made[0]
    assert due.catch_up([str(table.room.pk)]) == pytest.approx(due.LOOK)
    Sound.objects.filter(pk=made.pk).update(due=time() - 60, ends=time() - 60)
    due.catch_up([str(table.room.pk)])
    table.deliver()
    assert not hears.things("sound")
    seq = table.delivered
    due.catch_up([str(table.room.pk)])
    table.deliver()
    assert table.delivered == seq, "nothing due, nothing written"


def test_the_one_who_leads_conducts(table: Any, ben: Any, cleo: Any) -> None:
    sound, track = table.thing("sound"), table.thing("track")
    plays = table.seat(ben)
    for type, data in (
        ("sound.play", {"track": track}), ("sound.pause", {"sound": sound}), ("sound.stop_all", {}),
        ("mix.set", {"master": 0.0}), ("playlist.create", {"name": "Mine"}), ("pad.create", {"track": track}),
    ):  # fmt: skip
        with pytest.raises(Forbidden):
            plays.does(type, **data)
    with pytest.raises(NotFound):
        plays.does("playlist.play", playlist=table.thing("playlist"))
    hers = a_track(cleo, "Cleo's")
    with pytest.raises(NotFound):
        table.lead.does("sound.play", track=str(hers.pk))
    for wrong in (
        {"track": "no id"},
        {"track": track, "volume": 1.5},
        {"track": track, "fade": 1e9},
        {"track": track, "x": 1},
    ):
        with pytest.raises(Invalid):
            table.lead.does("sound.play", **wrong)
    assert len(table.lead.things("sound")) == 1


def test_sixteen_at_once(table: Any) -> None:
    for _ in range(16):
        table.lead.does("sound.play", track=table.thing("track"))
    with pytest.raises(Conflict):
        table.lead.does("sound.play", track=table.thing("track"))
    table.lead.does("sound.stop", sound=table.lead.things("sound")[0]["id"])
    table.lead.does("sound.play", track=table.thing("track"))
    with pytest.raises(Conflict):
        table.lead.does("history.undo", seq=table.lead.told - 1)


def test_the_mix_of_the_table(table: Any, ben: Any) -> None:
    lead, hears = table.lead, table.seat(ben)
    lead.does("mix.set", ambience=0.5)
    lead.does("mix.set", master=0.8)
    mix = only(hears, "mix")
    assert {name: mix[name] for name in ("master", "music", "ambience", "effects")} == {
        "master": 0.8, "music": 1.0, "ambience": 0.5, "effects": 1.0,
    }  # fmt: skip
    lead.does("history.undo")
    assert only(hears, "mix")["master"] == 1.0
    table.is_level()


def test_a_track_is_fetched_only_while_it_sounds(table: Any, ada: Any, ben: Any, cleo: Any) -> None:
    """Its saved address is worth nothing once it is stopped, nor to who has left."""
    seat = table.seat(ben)
    sound, track = table.thing("sound"), table.things["track"]

    def fetch(who: Any) -> bool:
        found: bool = Track.objects.hearable_by(who).filter(pk=track).exists()
        return found

    assert [fetch(who) for who in (ada, ben, cleo)] == [True, True, False]
    table.lead.does("sound.stop", sound=sound)
    assert [fetch(who) for who in (ada, ben, cleo)] == [True, False, False]
    table.lead.does("history.undo")
    assert fetch(ben)
    Member.objects.get(room=table.room, user=seat.viewer.user).delete()
    assert not fetch(ben)


def test_replay_shows_what_sounded_then(table: Any, ben: Any) -> None:
    seat = table.seat(ben)
    sound = table.thing("sound")
    seq = table.delivered
    table.lead.does("sound.stop", sound=sound)
    assert not seat.things("sound")
    assert list(state_at(seat.viewer, seq)["things"]["sound"]) == [sound]


def test_what_the_library_changes_is_heard_at_once(table: Any, ada: Any, ben: Any) -> None:
    """A new name is told where the track is used; deleted it stops, and pads and entries go."""
    for name in ("sound", "playlist", "pad"):
        table.thing(name)
    track = Track.objects.get(pk=table.things["track"])
    show_change(track, {"name": "Hail"})
    Track.objects.filter(pk=track.pk).update(name="Hail")
    table.deliver()
    assert only(table.seat(ben))["track"]["name"] == only(table.lead, "pad")["track"]["name"] == "Hail"
    track.remove()
    table.deliver()
    for kind in ("sound", "pad", "playlist_entry"):
        assert not table.lead.things(kind)
    assert not table.seat(ben).things("sound")
    table.is_level()
