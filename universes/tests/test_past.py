"""Every change is an entry: who, when, what; compared, taken back, and made as it was."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Conflict, Invalid
from rooms.models import Entry, Keyframe
from universes.models import Body, Comment, Universe

ALL = "/api/v1/universes"


def test_it_is_what_it_was(moon: Any, ada: Any, ben: Any, as_: Any) -> None:
    lead = moon.lead
    for thing in ("body", "constraint", "story_point", "visualization"):
        moon.thing(thing)
    lead.does("physics.set", gravity=1.62)
    then = moon.delivered
    lead.does("universe.update", name="The Risen Moon")
    lead.does("physics.set", gravity=3.0)
    lead.does("music.preset", preset="dread")
    lead.does("body.update", body=moon.things["body"], mass=7.0)
    lead.does("body.create", name="Rock")
    lead.does("story.delete", story_point=moon.things["story_point"])
    lead.does("comment.create", text="It rises.")
    mine = as_(ada)
    address = f"{ALL}/{moon.things['universe']}"
    found = mine.get(f"{address}/compare?from={then}").json()["data"]["differences"]
    told = {(one["what"], one["name"], one["field"]): (one["before"], one["after"]) for one in found}
    assert told["physics", "", "gravity"] == (1.62, 3.0)
    assert told["bodies", "Moon", "mass"] == (None, 7.0)
    assert told["universe", "", "name"] == ("The Drowned Moon", "The Risen Moon")
    assert told["bodies", "Rock", None][0] is None and told["story", "The tide turns", None][1] is None
    [newest, *_] = entries = mine.get(f"{address}/history?limit=3").json()["data"]
    assert (newest["type"], newest["by"]["name"], len(entries)) == ("comment.create", "Ada", 3)
    assert entries[1]["changed"] == [["gone", "story_point", moon.things["story_point"]]]
    assert mine.post(f"{address}/restore", {"seq": then}).status_code == 200
    moon.deliver()
    moon.is_level()
    assert mine.get(f"{address}/compare?from={then}").json()["data"]["differences"] == []
    assert Comment.objects.count() == 1, "what was said stays"
    lead.does("history.undo")
    moon.is_level()
    assert set(Body.objects.values_list("name", flat=True)) == {"Moon", "Rock"}
    assert Universe.objects.get().name == "The Risen Moon"
    with pytest.raises(Invalid):
        lead.does("universe.restore", seq=9999)


def test_a_change_is_heard_from_the_next_bar_and_can_be_taken_back(moon: Any, ada: Any) -> None:
    lead, his = moon.lead, moon.seats["ben"]
    [before] = his.things("music")
    lead.does("physics.set", temperature=500.0, gravity=3.0)
    [after] = his.things("music")
    assert after["revision"] != before["revision"], "physics are heard"
    seconds = after["bar_at"] - before["bar_at"]
    assert seconds == pytest.approx((after["bar"] - before["bar"]) * 2.0, abs=0.01), "120 a minute in 4/4"
    lead.does("universe.update", name="Another")
    assert his.things("music") == [after]
    lead.does("history.undo", seq=moon.delivered - 1)
    [undone] = his.things("music")
    assert (undone["revision"], undone["bar"] > after["bar"]) == (
        before["revision"],
        undone["bar_at"] > after["bar_at"],
    )
    moon.is_level()
    lead.does("history.redo")
    assert his.things("music")[0]["revision"] == after["revision"]
    lead.does("music.set", tempo=90.0)
    lead.does("music.set", tempo=80.0)
    with pytest.raises(Conflict):
        lead.does("history.undo", seq=moon.delivered - 1)
    moon.is_level()


def test_what_was_said_can_be_deleted_everywhere(moon: Any, ada: Any, ben: Any) -> None:
    his, lead = moon.seats["ben"], moon.lead
    words = "The third bar breathes too much."
    said = str(his.does("comment.create", text=words).made[0].pk)
    lead.does("comment.create", text="Does it?", reply_to=said)
    his.does("comment.edit", comment=said, text=words + " Really.")
    lead.does("comment.resolve", comment=said, resolved=True)
    assert [one["resolved"] for one in lead.things("comment")] == [True, False]
    his.does("comment.delete", comment=said)
    assert lead.things("comment") == []
    assert not any(words in str(entry.views) or words in str(entry.changes) for entry in Entry.objects.all())
    assert not any(words in str(frame.things) for frame in Keyframe.objects.all())
    moon.is_level()
