"""What is deleted is taken out of the log as well: who comes back, resumes or replays does not find it (SPEC R6)."""

from __future__ import annotations

from typing import Any

import pytest

from rooms.live import replay
from rooms.live.history import entries_since, scrub
from rooms.live.replay import state_at
from rooms.models import Entry, Keyframe

GONE = {"text": "", "deleted": "author"}


@pytest.fixture
def said(table: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A message that was said, changed, and kept in keyframes; and another one."""
    monkeypatch.setattr(replay, "STEP", 3)
    message = table.lead.does("chat.say", text="CANARY:deleted").made[0]
    for text in ("One", "Two", "Three", "CANARY:other"):
        table.lead.does("chat.say", text=text)
    entry = Entry.objects.filter(room=table.room).latest("seq")
    entry.views["all"].append(["patch", "message", str(message.pk), {"text": "CANARY:deleted again", "pinned": True}])
    entry.save()
    state_at(table.lead.viewer, entry.seq)
    return message


def test_its_words_are_nowhere(table: Any, said: Any) -> None:
    """SPEC R6: in no entry and no keyframe; other things of the same entries stay."""
    assert Keyframe.objects.filter(room=table.room, things__message__has_key=str(said.pk)).exists()
    scrub(table.room, "message", said.pk, GONE, said.seq)
    kept = [kept.body(("gm", "all")) or b"" for kept in entries_since(table.room.pk, 0, 500)]
    assert not any(b"CANARY:deleted" in body for body in kept)
    assert any(b"CANARY:other" in body for body in kept)
    assert not any("CANARY:deleted" in str(frame.things) for frame in Keyframe.objects.filter(room=table.room))


def test_the_trace_stays(table: Any, said: Any) -> None:
    """SPEC R6: that something was said is still there; a patch is not given more than it had."""
    scrub(table.room, "message", said.pk, GONE, said.seq)
    then = state_at(table.lead.viewer, said.seq)["things"]["message"][str(said.pk)]
    assert (then["text"], then["deleted"]) == ("", "author")
    last = Entry.objects.filter(room=table.room).latest("seq").views["all"][-1]
    assert last == ["patch", "message", str(said.pk), {"text": "", "pinned": True}]


def test_another_room_is_not_touched(table: Any, said: Any) -> None:
    """SPEC R6: nor what is older than the thing."""
    scrub(table.room, "message", said.pk, GONE, said.seq + 1)
    assert "CANARY:deleted" in str(Entry.objects.get(room=table.room, seq=said.seq).views)
