"""Playlists go on by themselves, at times that stand in the database: a server that was killed is no end of the music.
What comes next is nobody's business but theirs who lead.
"""

from __future__ import annotations

from time import time
from typing import Any

import pytest

from audio import due
from audio.models import LEAD, Playlist, Sound, Track
from audio.testing import a_track
from config.api.errors import Conflict, Forbidden, Invalid, NotFound
from rooms.live.snapshot import snapshot


def names(seat: Any) -> list[str]:
    """What sounds, the newest last; what fades out left away."""
    here = [one for one in seat.things("sound") if not (one["fade"] and one["fade"]["to"] == 0)]
    return [one["track"]["name"] for one in sorted(here, key=lambda one: one["started"])]


def make(table: Any, *tracks: str, **options: Any) -> Any:
    owner = table.lead.viewer.user
    ids = [str(a_track(owner, name).pk) for name in tracks]
    return table.lead.does("playlist.create", name="Under the mountain", tracks=ids, **options).made[0]


def entries(table: Any, playlist: Any) -> dict[str, str]:
    """The entries' ids by the names of their tracks, in order."""
    rows = [one for one in table.lead.things("playlist_entry") if one["playlist"] == str(playlist.pk)]
    return {one["track"]["name"]: one["id"] for one in sorted(rows, key=lambda one: one["place"])}


def pass_time(table: Any, playlist: Any, seconds: float) -> None:
    """As though what sounds of the playlist had begun so much earlier; then what a server does."""
    for sound in Sound.objects.filter(room=table.room).select_related("track"):
        sound.started -= seconds
        if sound.fade:
            sound.fade["at"] -= seconds
        sound.reckon()
        sound.save()
    for seat in table.seats.values():
        seat.sit_down()
    due.catch_up([str(table.room.pk)])
    table.deliver()


def test_one_fades_into_the_next_without_anybodys_hand(table: Any, ben: Any) -> None:
    hears, playlist = table.seat(ben), make(table, "Halls", "Deeps", crossfade=20.0, repeat=False)
    table.lead.does("playlist.play", playlist=str(playlist.pk))
    first = hears.things("sound")[0]
    assert (first["fade"]["seconds"], first["ends"]) == (20.0, pytest.approx(first["started"] + 180.0))
    assert Sound.objects.get().due == pytest.approx(first["ends"] - 20.0 - LEAD)
    pass_time(table, playlist, 160.0)
    old, new = sorted(hears.things("sound"), key=lambda one: one["started"])
    assert new["track"]["name"] == "Deeps"
    assert old["ends"] - 20.0 <= new["started"] < old["ends"]
    assert (old["fade"]["at"], old["fade"]["to"]) == (new["started"], 0.0)
    pass_time(table, playlist, 21.0)
    assert names(hears) == ["Deeps"] and len(hears.things("sound")) == 1
    pass_time(table, playlist, 200.0)
    assert not hears.things("sound"), "it does not begin again"
    table.is_level()


def test_what_is_overdue_when_a_server_comes_back_goes_on_then(table: Any, ben: Any) -> None:
    """The server was killed for an hour. The next track begins now, for everybody; nothing of the hour is made up for."""
    hears, playlist = table.seat(ben), make(table, "Halls", "Deeps")
    table.lead.does("playlist.play", playlist=str(playlist.pk))
    pass_time(table, playlist, 3_600.0)
    assert names(hears) == ["Deeps"]
    assert hears.things("sound")[0]["started"] == pytest.approx(time() + LEAD, abs=1.0)
    late = table.seat(ben)
    late.sit_down()
    assert names(late) == ["Deeps"]
    table.is_level()


def test_an_archived_table_is_silent(table: Any) -> None:
    playlist = make(table, "Halls", "Deeps")
    table.lead.does("playlist.play", playlist=str(playlist.pk))
    table.lead.does("room.archive", archived=True)
    head = table.delivered
    Sound.objects.update(due=0.0)
    due.catch_up([str(table.room.pk)])
    table.deliver()
    assert table.delivered == head


def test_forth_and_back_and_from_an_entry(table: Any, ben: Any) -> None:
    lead, hears, playlist = table.lead, table.seat(ben), make(table, "Halls", "Deeps", "Forge")
    id = str(playlist.pk)
    with pytest.raises(Conflict):
        lead.does("playlist.next", playlist=id)
    lead.does("playlist.play", playlist=id, entry=entries(table, playlist)["Deeps"])
    for verb, name in (("next", "Forge"), ("next", "Halls"), ("previous", "Forge"), ("previous", "Deeps")):
        lead.does(f"playlist.{verb}", playlist=id)
        assert names(hears) == [name]
    lead.does("history.undo")
    assert names(hears) == ["Forge"]
    lead.does("playlist.update", playlist=id, repeat=False, crossfade=0.0)
    lead.does("playlist.next", playlist=id)
    assert names(hears) == []
    table.is_level()


def test_shuffled_it_plays_each_once_and_next_and_previous_agree(table: Any, ben: Any) -> None:
    lead, hears = table.lead, table.seat(ben)
    playlist = make(table, *"ABCDEFGH", order="shuffled", crossfade=0.0)
    id, heard = str(playlist.pk), []
    lead.does("playlist.play", playlist=id)
    for _ in range(8):
        heard += names(hears)
        lead.does("playlist.next", playlist=id)
    assert sorted(heard) == list("ABCDEFGH")
    lead.does("playlist.previous", playlist=id)
    assert names(hears) == heard[-1:]
    seed = Playlist.objects.get().seed
    lead.does("playlist.play", playlist=id)
    assert Playlist.objects.get().seed != seed
    assert seed not in str(lead.state)


def test_one_track_that_begins_again_is_a_loop(table: Any, ben: Any) -> None:
    playlist = make(table, "Halls")
    table.lead.does("playlist.play", playlist=str(playlist.pk))
    sound = table.seat(ben).things("sound")[0]
    assert (sound["loop"], sound["ends"]) == (True, None)


def test_another_list_of_the_group_makes_way(table: Any, ada: Any, ben: Any) -> None:
    lead, hears = table.lead, table.seat(ben)
    music, other, wind = (
        make(table, name, group=group) for name, group in (("Halls", "music"), ("Deeps", "music"), ("Wind", "ambience"))
    )
    for one in (music, wind, other):
        lead.does("playlist.play", playlist=str(one.pk))
    assert names(hears) == ["Wind", "Deeps"]


def test_filling_and_ordering(table: Any, ada: Any, ben: Any, cleo: Any) -> None:
    lead, playlist = table.lead, make(table, "Halls", "Deeps")
    id, forge = str(playlist.pk), str(a_track(ada, "Forge").pk)
    lead.does("playlist.add", playlist=id, tracks=[forge], at=1)
    assert list(entries(table, playlist)) == ["Halls", "Forge", "Deeps"]
    lead.does("playlist.order", playlist=id, entries=list(entries(table, playlist).values())[::-1])
    assert list(entries(table, playlist)) == ["Deeps", "Forge", "Halls"]
    lead.does("playlist.entry", entry=entries(table, playlist)["Forge"], volume=0.5)
    lead.does("playlist.update", playlist=id, volume=0.5)
    lead.does("playlist.play", playlist=id, entry=entries(table, playlist)["Forge"])
    assert table.seat(ben).things("sound")[0]["volume"] == 0.25
    lead.does("playlist.remove", playlist=id, entries=[entries(table, playlist)["Forge"]])
    lead.does("playlist.next", playlist=id)
    assert names(lead) == ["Deeps"], "what played is gone: from the beginning"
    for _ in range(2):
        lead.does("playlist.delete", playlist=id)
        assert not lead.things("playlist") and not lead.things("playlist_entry")
        lead.does("history.undo")
        assert list(entries(table, playlist)) == ["Deeps", "Halls"]
    for wrong in ([], [id], [*entries(table, playlist).values(), id]):
        with pytest.raises(Invalid):
            lead.does("playlist.order", playlist=id, entries=wrong)
    with pytest.raises(NotFound):
        lead.does("playlist.add", playlist=id, tracks=[str(a_track(cleo).pk)])
    empty = lead.does("playlist.create", name="Nothing yet").made[0]
    with pytest.raises(Conflict):
        lead.does("playlist.play", playlist=str(empty.pk))
    table.is_level()


def test_players_know_neither_lists_nor_what_comes(table: Any, ben: Any, cleo: Any) -> None:
    seat, looks_on = table.seat(ben), table.seat(cleo, role="spectator")
    playlist = make(table, "Halls", "CANARY:queued")
    table.lead.does("playlist.play", playlist=str(playlist.pk))
    for hears in (seat, looks_on, table.display()):
        assert names(hears) == ["Halls"]
        told = str(hears.heard) + str(hears.state)
        assert "CANARY" not in told and "Under the mountain" not in told and str(playlist.pk) not in told
    assert set(Track.objects.hearable_by(ben).values_list("name", flat=True)) == {"Halls"}
    for type in ("playlist.play", "playlist.next", "playlist.delete"):
        with pytest.raises(NotFound):
            seat.does(type, playlist=str(playlist.pk))
    with pytest.raises(Forbidden):
        seat.does("playlist.create", name="Mine")


def test_a_long_list_is_projected_in_few_queries(table: Any, django_assert_max_num_queries: Any) -> None:
    make(table, *(f"Track {n}" for n in range(40)))
    with django_assert_max_num_queries(60) as few:
        snapshot(table.lead.viewer)
    make(table, *(f"Other {n}" for n in range(40)))
    with django_assert_max_num_queries(len(few)):
        snapshot(table.lead.viewer)
