"""What one did at the table is taken back, as an entry like any other (SPEC H1, H2, H3)."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Conflict, Forbidden, Invalid, NotFound
from config.live.wire import decode
from rooms.models import Entry
from scenes.models import PlacedMap, Scene, Token


def token(table: Any, name: str = "token") -> Token:
    return Token.objects.get(pk=table.things[name])


def test_a_move_is_taken_back(table: Any, ben: Any) -> None:
    """SPEC H1: a new entry, its ops like a move's; the entry it reverses says so."""
    moved = table.lead.does("token.move", token=table.things["token"], x=420.0, y=70.0)
    undone = table.lead.does("history.undo")
    assert (token(table).x, token(table).y) == (350.0, 350.0)
    entry = Entry.objects.get(room=table.room, seq=undone.seq)
    assert (entry.type, entry.reverses) == ("history.undo", moved.seq)
    assert Entry.objects.get(room=table.room, seq=moved.seq).reversed
    heard = table.seat(ben).heard[-1]
    assert b'"patch","token"' in heard and b'"of":"token.move"' in heard
    table.is_level()


def test_what_was_made_is_gone_again(table: Any) -> None:
    """SPEC H1"""
    made = table.lead.does("token.create", scene=table.things["scene"], name="Goblin", x=0.0, y=0.0).made[0]
    table.lead.does("history.undo")
    assert not Token.objects.filter(pk=made.pk).exists()
    table.is_level()


def test_what_went_with_its_scene_cannot_be_taken_back(table: Any) -> None:
    """SPEC H2: and who asks is told why, not only that there is no such thing."""
    table.lead.does("token.move", token=table.things["token"], x=420.0, y=70.0)
    table.lead.does("scene.delete", scene=table.things["scene"])
    with pytest.raises(NotFound, match="no longer here"):
        table.lead.does("history.undo")


def test_what_was_deleted_comes_back_as_it_was(table: Any, ben: Any) -> None:
    """SPEC H1: the same id, owners and place in the order."""
    table.lead.does("token.own", token=table.things["token"], users=[str(ben.pk)])
    before = Token.objects.filter(pk=table.things["token"]).values().get()
    table.lead.does("token.delete", token=table.things["token"])
    table.lead.does("history.undo")
    after = Token.objects.filter(pk=table.things["token"]).values().get()
    assert {**after, "updated_at": None} == {**before, "updated_at": None}
    table.is_level()
    table.lead.does("map.take", placed_map=table.things["placed_map"])
    table.lead.does("history.undo")
    assert PlacedMap.objects.filter(pk=table.things["placed_map"]).exists()
    table.is_level()


def test_the_scene_before_is_on_the_table_again(table: Any) -> None:
    """SPEC H1: and so is all that lies in it, for everybody; there and back as often as one likes."""
    table.lead.does("scene.activate", scene=table.things["other_scene"])
    for active in ("scene", "other_scene", "scene"):
        table.lead.does("history.undo" if active == "scene" else "history.redo")
        assert str(Scene.objects.get(room=table.room, active=True).pk) == table.things[active]
        table.is_level()


def test_one_after_the_other(table: Any) -> None:
    """SPEC H2: the newest that is not taken back yet, then the one before."""
    for name in ("One", "Two", "Three"):
        table.lead.does("token.update", token=table.things["token"], name=name)
    for name in ("Two", "One", "Mira"):
        table.lead.does("history.undo")
        assert token(table).name == name
    table.is_level()


def test_what_is_said_in_between_does_not_matter(table: Any) -> None:
    """SPEC H2"""
    table.lead.does("token.hide", token=table.things["token"], hidden=True)
    table.lead.does("chat.say", text="Where is she?")
    table.lead.does("history.undo")
    assert not token(table).hidden


def test_one_takes_back_ones_own(table: Any, ben: Any, cleo: Any) -> None:
    """SPEC H2: a game master names anybody's entry; others do not even learn whose a number is."""
    player, lead = table.seat(ben), table.lead
    lead.does("token.own", token=table.things["token"], users=[str(ben.pk)])
    moved = player.does("token.move", token=table.things["token"], x=0.0, y=0.0)
    theirs = lead.does("token.move", token=table.things["hidden_token"], x=0.0, y=0.0)
    for seq in (theirs.seq, 10_000):
        with pytest.raises(NotFound):
            player.does("history.undo", seq=seq)
    with pytest.raises(NotFound):
        table.seat(cleo).does("history.undo", seq=moved.seq)
    lead.does("history.undo", seq=moved.seq)
    assert token(table).x == 350.0
    with pytest.raises(NotFound, match="nothing of yours"):
        player.does("history.undo")
    table.is_level()


def test_what_cannot_be_taken_back(table: Any) -> None:
    """SPEC H2: words, what was taken back before, and a taking back, which is done again instead."""
    said = table.lead.does("chat.say", text="Said is said")
    moved = table.lead.does("token.move", token=table.things["token"], x=0.0, y=0.0)
    undone = table.lead.does("history.undo")
    for seq in (said.seq, moved.seq, undone.seq):
        with pytest.raises(Invalid):
            table.lead.does("history.undo", seq=seq)


def test_somebody_else_changed_it_since(table: Any, ben: Any) -> None:
    """SPEC H3: a conflict with the current state, and nothing happens; another field of it does not matter."""
    player, lead = table.seat(ben), table.lead
    lead.does("token.own", token=table.things["token"], users=[str(ben.pk)])
    player.does("token.move", token=table.things["token"], x=0.0, y=0.0)
    lead.does("token.update", token=table.things["token"], name="Mira the Brave")
    player.does("history.undo")
    player.does("token.move", token=table.things["token"], x=70.0, y=0.0)
    lead.does("token.move", token=table.things["token"], x=140.0, y=0.0)
    head = player.state["seq"]
    with pytest.raises(Conflict) as refused:
        player.does("history.undo")
    assert refused.value.code == "conflict"
    assert refused.value.state is not None and refused.value.state["x"] == 140.0
    assert "gm_name" not in refused.value.state
    assert list(refused.value.fields) == ["x"]
    assert player.state["seq"] == head
    table.is_level()


def test_what_others_stand_on_stays(table: Any) -> None:
    """SPEC H3: a scene is not taken away from under the tokens that were put into it; nor does a token come back into
    a scene that is gone.
    """
    lead = table.lead
    scene = lead.does("scene.create", name="The well")
    inside = lead.does("token.create", scene=str(scene.made[0].pk), name="Frog", x=0.0, y=0.0)
    with pytest.raises(Conflict):
        lead.does("history.undo", seq=scene.seq)
    gone = lead.does("token.delete", token=str(inside.made[0].pk))
    lead.does("scene.delete", scene=str(scene.made[0].pk))
    with pytest.raises(Conflict):
        lead.does("history.undo", seq=gone.seq)
    table.is_level()


def test_what_comes_back_must_have_a_place(table: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """SPEC H3: no scene gets more tokens or maps by taking back than it may hold."""
    lead, things = table.lead, table.things
    token_gone = lead.does("token.delete", token=things["token"])
    map_gone = lead.does("map.take", placed_map=things["placed_map"])
    monkeypatch.setattr("scenes.events.tokens.MOST_TOKENS", 1)
    monkeypatch.setattr("scenes.models.placed_map.MOST_MAPS", 0)
    for gone in (token_gone, map_gone):
        with pytest.raises(Invalid, match="at most"):
            lead.does("history.undo", seq=gone.seq)
    table.is_level()


def test_the_right_is_asked_again(table: Any, ben: Any) -> None:
    """SPEC H3: who may not move the token any more does not move it back either."""
    player, lead = table.seat(ben), table.lead
    lead.does("token.own", token=table.things["token"], users=[str(ben.pk)])
    player.does("token.move", token=table.things["token"], x=0.0, y=0.0)
    lead.does("token.own", token=table.things["token"], users=[])
    with pytest.raises(Forbidden):
        player.does("history.undo")


def test_what_one_no_longer_sees_does_not_exist(table: Any, ben: Any) -> None:
    """SPEC H3: a token that was hidden or deleted since, they look alike; nothing of its state is told."""
    player, lead = table.seat(ben), table.lead
    lead.does("token.own", token=table.things["token"], users=[str(ben.pk)])
    player.does("token.move", token=table.things["token"], x=0.0, y=0.0)
    lead.does("token.hide", token=table.things["token"], hidden=True)
    lead.does("token.move", token=table.things["token"], x=140.0, y=0.0)
    answers = []
    for _time in range(2):
        with pytest.raises(NotFound) as refused:
            player.does("history.undo")
        answers.append((str(refused.value.message), refused.value.state, refused.value.fields))
        if len(answers) == 1:
            lead.does("token.delete", token=table.things["token"])
    assert answers[0] == answers[1]
    assert answers[0][1:] == (None, {})


def test_pages_start_afresh_when_the_history_closes_again(table: Any, ben: Any) -> None:
    """SPEC H1, P3: a taking back ends the same sockets as the change did."""
    table.seat(ben)
    table.lead.does("room.update", open_history=True)
    undone = table.lead.does("history.undo")
    assert Entry.objects.get(room=table.room, seq=undone.seq).revokes == {str(ben.pk): 1012}
    renamed = table.lead.does("room.update", name="Another name")
    assert Entry.objects.get(room=table.room, seq=renamed.seq).revokes == {}


def test_showing_by_undo_is_as_silent_as_showing(table: Any, ben: Any) -> None:
    """SPEC H1: a taking back that players see nothing of reaches none of them."""
    lead, player = table.lead, table.seat(ben)
    lead.does("token.move", token=table.things["hidden_token"], x=0.0, y=0.0)
    heard = len(player.heard)
    lead.does("history.undo")
    assert len(player.heard) == heard
    lead.does("token.hide", token=table.things["hidden_token"], hidden=False)
    lead.does("history.undo")
    assert b'"gone","token"' in player.heard[-1]
    table.is_level()


def test_an_editor_who_read_it_before_meets_a_conflict(table: Any) -> None:
    """SPEC H1, S8: a taking back is a change like any other."""
    lead = table.lead
    lead.does("token.update", token=table.things["token"], name="Mira the Brave")
    version = token(table).version
    lead.does("history.undo")
    with pytest.raises(Conflict):
        lead.does("token.update", token=table.things["token"], version=version, name="Mira the Bold")


def test_what_undo_keeps_never_leaves(table: Any, ben: Any) -> None:
    """SPEC H4: the stored fields of the row stand beside the log, not in it."""
    moved = table.lead.does("token.move", token=table.things["token"], x=0.0, y=0.0)
    changes = Entry.objects.get(room=table.room, seq=moved.seq).changes
    assert changes == {
        "of": "token.move",
        "rows": [
            {
                "model": "scenes.token",
                "id": table.things["token"],
                "before": {"x": 350.0, "y": 350.0, "updated_at": changes["rows"][0]["before"]["updated_at"]},
                "after": {"x": 0.0, "y": 0.0, "updated_at": changes["rows"][0]["after"]["updated_at"]},
            }
        ],
    }
    for seat in (table.lead, table.seat(ben)):
        assert set(decode(seat.heard[-1])) == {"seq", "type", "by", "at", "ops"}
        assert all(b"updated_at" not in frame for frame in seat.heard)
