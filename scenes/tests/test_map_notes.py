"""Map notes: pins of those who lead, shared with nobody, with everybody or with some by name."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Forbidden, Invalid, NotFound


def test_sharing(table: Any, ben: Any, cleo: Any) -> None:
    his, hers, note = table.seat(ben), table.seat(cleo), table.things["hidden_note"]

    def known(seat: Any) -> tuple[bool, bool]:
        things = seat.state["things"]
        return note in things.get("map_note", {}), note in things.get("named_note", {})

    assert known(his) == known(hers) == (False, False)
    table.lead.does("note.share", note=note, shared="named", readers=[str(ben.pk)])
    assert (known(his), known(hers)) == ((False, True), (False, False))
    assert "gm_notes" not in his.state["things"]["named_note"][note]
    table.lead.does("note.share", note=note, shared="all")
    assert known(his) == known(hers) == (True, False)
    assert "gm_notes" not in his.state["things"]["map_note"][note]
    table.is_level()
    table.lead.does("history.undo")
    assert (known(his), known(hers)) == ((False, True), (False, False))
    table.lead.does("scene.activate", scene=table.things["other_scene"])
    assert known(his) == (False, False)
    table.is_level()


def test_notes_are_written_by_those_who_lead(table: Any, ben: Any, cleo: Any) -> None:
    seat, note = table.seat(ben), table.things["note"]
    with pytest.raises(Forbidden):
        seat.does("note.create", scene=table.things["scene"], x=0.0, y=0.0, title="Mine")
    with pytest.raises(Forbidden):
        seat.does("note.update", note=note, title="Mine")
    with pytest.raises(NotFound):
        seat.does("note.update", note=table.things["hidden_note"], title="Mine")
    table.lead.does("note.update", note=note, x=70.0, icon="skull", text="Deep.")
    [seen] = seat.things("map_note")
    assert (seen["x"], seen["icon"], seen["text"]) == (70.0, "skull", "Deep.")
    with pytest.raises(Invalid):
        table.lead.does("note.update", note=note, icon="<script>")
    with pytest.raises(Invalid):
        table.lead.does("note.share", note=note, shared="named", readers=[str(cleo.pk)])
    table.lead.does("note.delete", note=note)
    assert seat.things("map_note") == []
    table.lead.does("history.undo")
    assert [one["title"] for one in seat.things("map_note")] == ["A well"]
    table.is_level()
