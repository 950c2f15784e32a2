"""What one took back is done again, until one does something new (SPEC H5)."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Conflict, NotFound
from scenes.models import Token


def name(table: Any) -> str:
    return Token.objects.get(pk=table.things["token"]).name


@pytest.fixture
def renamed(table: Any) -> Any:
    for new in ("One", "Two", "Three"):
        table.lead.does("token.update", token=table.things["token"], name=new)
    return table


def test_there_and_back(renamed: Any) -> None:
    """SPEC H5: undo and redo walk the same way, as often as one likes."""
    lead = renamed.lead
    for _round in range(2):
        for expected in ("Two", "One"):
            lead.does("history.undo")
            assert name(renamed) == expected
        for expected in ("Two", "Three"):
            lead.does("history.redo")
            assert name(renamed) == expected
    with pytest.raises(NotFound):
        lead.does("history.redo")
    renamed.is_level()


def test_a_new_action_ends_it(renamed: Any) -> None:
    """SPEC H5: as everywhere else; words are no such action."""
    lead = renamed.lead
    lead.does("history.undo")
    lead.does("history.undo")
    lead.does("chat.say", text="Hm")
    lead.does("history.redo")
    assert name(renamed) == "Two"
    lead.does("token.move", token=renamed.things["token"], x=0.0, y=0.0)
    with pytest.raises(NotFound):
        lead.does("history.redo")
    lead.does("history.undo")
    lead.does("history.undo")
    assert name(renamed) == "One"


def test_what_others_do_does_not_end_it(renamed: Any, ben: Any) -> None:
    """SPEC H5: but the same field changed by somebody else is a conflict, as with undo."""
    lead, player = renamed.lead, renamed.seat(ben)
    lead.does("token.own", token=renamed.things["token"], users=[str(ben.pk)])
    lead.does("token.move", token=renamed.things["token"], x=0.0, y=0.0)
    lead.does("history.undo")
    player.does("token.move", token=renamed.things["token"], x=350.0, y=350.0)
    lead.does("history.redo")
    lead.does("history.undo")
    player.does("token.move", token=renamed.things["token"], x=70.0, y=0.0)
    with pytest.raises(Conflict):
        lead.does("history.redo")
    renamed.is_level()


def test_the_deleted_is_deleted_again(table: Any) -> None:
    """SPEC H5: and what was made is made again, with its id."""
    lead = table.lead
    made = str(lead.does("token.create", scene=table.things["scene"], name="Goblin", x=0.0, y=0.0).made[0].pk)
    lead.does("history.undo")
    lead.does("history.redo")
    assert Token.objects.filter(pk=made).exists()
    lead.does("token.delete", token=made)
    lead.does("history.undo")
    lead.does("history.redo")
    assert not Token.objects.filter(pk=made).exists()
    table.is_level()
