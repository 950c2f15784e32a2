"""The table as a viewer saw it at an earlier number (SPEC R1 to R4)."""

from __future__ import annotations

from typing import Any

import pytest

import rooms.testing  # noqa: F401 - before `furnish` is patched: it adds to it
from rooms.live import replay, testing
from rooms.live.reducer import fold
from rooms.live.replay import state_at
from rooms.live.testing import Table, plain
from rooms.models import Entry, Keyframe, Message, Room
from scenes.testing import lay_scenes


@pytest.fixture(autouse=True)
def _laid_by_events(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other tests put on a table without an entry is not in its log."""
    monkeypatch.setattr(testing, "furnish", [lay_scenes])


def at(seat: Any, seq: int) -> Any:
    return plain(state_at(seat.viewer, seq))["things"]


def test_it_is_what_one_saw(table: Any, ben: Any) -> None:
    """SPEC R1: at every number, for everybody, exactly what their page held then."""
    lead, player, things = table.lead, table.seat(ben), table.things
    held = {seat: {seat.state["seq"]: plain(seat.state["things"])} for seat in (lead, player)}

    def does(type: str, **data: Any) -> None:
        lead.does(type, **data)
        for seat in held:
            held[seat][lead.state["seq"]] = plain(seat.state["things"])

    does("chat.say", text="Once")
    does("token.hide", token=things["hidden_token"], hidden=False)
    does("token.move", token=things["token"], x=0.0, y=0.0)
    does("room.update", name="Another name")
    does("scene.activate", scene=things["other_scene"])
    does("history.undo")
    does("token.delete", token=things["token"])
    for seat, states in held.items():
        for seq, state in states.items():
            assert at(seat, seq) == {kind: by_id for kind, by_id in state.items() if by_id}, seq


def test_the_newest_number_is_a_fresh_snapshot(table: Any, ben: Any) -> None:
    """SPEC R1"""
    table.lead.does("chat.say", text="Here we are")
    for seat in (table.lead, table.seat(ben), table.display()):
        seat.sit_down()
        assert plain(state_at(seat.viewer, seat.state["seq"])) == seat.state


def test_the_room_and_its_owner_were_there_from_the_beginning(ada: Any) -> None:
    """SPEC R2: no entry made them; number 0 knows them under the names they had then."""
    table = Table(ada, name="The first name")
    table.lead.does("room.update", name="The second name")
    began = at(table.lead, 0)
    assert [room["name"] for room in began["room"].values()] == ["The first name"]
    assert [member["role"] for member in began["member"].values()] == ["owner"]
    assert set(began) <= {"room", "member", "dice"}


def test_a_room_of_an_earlier_version(ada: Any, ben: Any) -> None:
    """SPEC R2: it kept no beginning. What no entry made was there from the start, under its present name; what is
    missing in old entries is filled in.
    """
    table = Table(ada, name="The first name")
    table.seat(ben)
    table.lead.does("room.update", name="The second name")
    said = table.lead.does("chat.say", text="Long ago")
    Keyframe.objects.filter(room=table.room).delete()
    entry = Entry.objects.get(room=table.room, seq=said.seq)
    old = {"id", "seq", "kind", "text", "by", "at"}
    entry.views = {
        key: [[*op[:3], {name: value for name, value in op[3].items() if name in old}] for op in ops]
        for key, ops in entry.views.items()
    }
    entry.save()
    assert [room["name"] for room in at(table.lead, 0)["room"].values()] == ["The second name"]
    assert [one["name"] for one in at(table.lead, 0)["member"].values()] == ["Ada"]
    now = at(table.lead, said.seq)
    assert sorted(one["name"] for one in now["member"].values()) == ["Ada", "Ben"]
    assert [(one["text"], one["reactions"]) for one in now["message"].values()] == [("Long ago", {})]


def test_what_is_filled_in_are_fields_there_are(table: Any) -> None:
    """SPEC R2"""
    table.lead.does("chat.say", text="Now")
    things = table.lead.state["things"]
    for kind, fields in replay.EARLIER.items():
        assert set(fields) <= set(next(iter(things[kind].values()))), kind


def test_who_came_later_replays_from_then_on(table: Any, cleo: Any) -> None:
    """SPEC R3: the things that lay there, but no word from before."""
    table.lead.does("chat.say", text="CANARY:before")
    before = table.lead.state["seq"]
    seat = table.seat(cleo)
    came = seat.viewer.member.joined_seq
    table.lead.does("chat.say", text="Welcome")
    for seq in (0, before, came):
        state = plain(state_at(seat.viewer, seq))
        assert state["seq"] == came
        assert "message" not in state["things"]
        assert state["things"]["token"]
    now = at(seat, seat.state["seq"])
    assert [one["text"] for one in now["message"].values()] == ["Welcome"]
    found, _to = replay.entries_of(seat.viewer, 0, 500)
    assert min(entry["seq"] for entry in found) > came
    assert "CANARY" not in str(found)
    Room.objects.filter(pk=table.room.pk).update(open_history=True)
    seat.viewer.room.refresh_from_db()
    assert "CANARY:before" in str(at(seat, before))


def test_entries_folded_over_a_state_give_the_next(table: Any, ben: Any) -> None:
    """SPEC R4: so a page plays them one by one."""
    table.lead.does("chat.say", text="One")
    start = table.lead.state["seq"]
    for x in range(5):
        table.lead.does("token.move", token=table.things["token"], x=float(x), y=0.0)
        table.lead.does("token.move", token=table.things["hidden_token"], x=float(x), y=0.0)
        table.lead.does("chat.say", text=str(x))
    for seat in (table.lead, table.seat(ben), table.display()):
        state = plain(state_at(seat.viewer, start))
        since = start
        while since < seat.state["seq"] or since < table.delivered:
            found, since = replay.entries_of(seat.viewer, since, 4)
            for entry in plain(found):
                assert "re" not in entry
                fold(state, entry)
        assert {kind: held for kind, held in state["things"].items() if held} == at(seat, table.delivered)


def test_a_large_log_is_given_in_parts(table: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """SPEC R4: half a megabyte at most, and the number up to which it is complete."""
    monkeypatch.setattr(replay, "MOST_BYTES", 2_000)
    start = table.lead.state["seq"]
    for number in range(10):
        table.lead.does("chat.say", text=f"{number}" * 300)
    found, to = replay.entries_of(table.lead.viewer, start, 500)
    assert 0 < len(found) < 10
    assert to == found[-1]["seq"]


def test_keyframes_bound_the_reading(table: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """SPEC R5: kept at every five-hundredth number on the way, and the same whichever way one comes."""
    monkeypatch.setattr(replay, "STEP", 7)
    for x in range(20):
        table.lead.does("token.move", token=table.things["token"], x=float(x), y=0.0)
    head = table.lead.state["seq"]
    whole = {seq: at(table.lead, seq) for seq in range(head, -1, -1)}
    kept = set(Keyframe.objects.filter(room=table.room, sight__startswith="gm").values_list("seq", flat=True))
    assert kept == set(range(0, head + 1, 7))
    assert {seq: at(table.lead, seq) for seq in range(head + 1)} == whole


def test_what_was_deleted_is_not_in_a_keyframe_that_was_under_way(table: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """SPEC R6: a fold that began before the words were taken out keeps nothing."""
    monkeypatch.setattr(replay, "STEP", 2)
    said = table.lead.does("chat.say", text="CANARY:deleted").made[0]
    assert isinstance(said, Message)
    table.lead.does("chat.say", text="Hush")
    scrubs = replay.room_scrubs(table.room)
    Room.objects.filter(pk=table.room.pk).update(scrubs=scrubs + 1)
    replay._store(table.room, {"open": {2: {"message": {str(said.pk): {"text": "CANARY:deleted"}}}}}, scrubs)
    assert not Keyframe.objects.filter(room=table.room, sight="open", seq=2).exists()
