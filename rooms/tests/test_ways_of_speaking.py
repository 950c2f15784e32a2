"""In and out of character, emotes, narration, and speaking as somebody. Who wrote it is always told beside the name."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Forbidden, Invalid
from rooms.live.testing import Seat
from rooms.models import Message
from rooms.speech import speaking
from rooms.viewer import Viewer


@pytest.fixture
def seat(table: Any, ben: Any) -> Seat:
    return table.seat(ben)


@pytest.fixture
def mira(monkeypatch: pytest.MonkeyPatch, ben: Any) -> None:
    """Ben plays Mira: what an app that knows characters says."""

    def plays(who: Viewer, name: str) -> str | None:
        return "Mira the Bold" if who.user == ben and name.casefold() == "mira the bold" else None

    monkeypatch.setattr(speaking, "speakers", [plays])


@pytest.mark.parametrize(
    ("said", "kind", "text"),
    [
        ({"text": "Hello"}, "say", "Hello"),
        ({"text": "/me waves"}, "emote", "waves"),
        ({"text": "waves", "kind": "emote"}, "emote", "waves"),
        ({"text": "/ic Who goes there?"}, "ic", "Who goes there?"),
        ({"text": "/OOC brb"}, "ooc", "brb"),
        ({"text": "//me waves"}, "say", "/me waves"),
    ],
)
def test_how_it_is_said(table: Any, seat: Seat, said: Any, kind: str, text: str) -> None:
    seat.does("chat.say", **said)
    [heard] = table.lead.things("message")
    assert (heard["kind"], heard["text"], heard["by"]["name"]) == (kind, text, "Ben")
    table.is_level()


@pytest.mark.parametrize("said", [{"text": "/desc It rains."}, {"text": "It rains.", "kind": "narration"}])
def test_who_leads_tells_the_story(table: Any, seat: Seat, said: Any) -> None:
    table.lead.does("chat.say", **said)
    assert seat.things("message")[0]["kind"] == "narration"
    with pytest.raises(Forbidden):
        seat.does("chat.say", **said)


@pytest.mark.parametrize("text", ["/dance", "/", "/whistle Ben psst", "/etc/passwd"])
def test_an_unknown_command_is_never_said(table: Any, seat: Seat, text: str) -> None:
    """SPEC U6"""
    heard = len(table.lead.heard)
    with pytest.raises(Invalid) as refused:
        seat.does("chat.say", text=text)
    assert refused.value.code == "unknown_command"
    assert not Message.objects.exists()
    table.deliver()
    assert len(table.lead.heard) == heard


def test_help_is_for_who_asks(seat: Seat) -> None:
    with pytest.raises(Invalid) as answer:
        seat.does("chat.say", text="/help")
    assert answer.value.code == "help"
    assert "/whisper" in str(answer.value.message)


@pytest.mark.parametrize("text", ["/me", "/w Ada", "/ooc  ", "", "  ", "/as Goblin"])
def test_nothing_is_not_said(table: Any, text: str) -> None:
    with pytest.raises(Invalid):
        table.lead.does("chat.say", text=text)


@pytest.mark.parametrize(
    "said",
    [{"text": "/as Goblin Meat!"}, {"text": "Meat!", "speaker": "Goblin", "kind": "ic"}, {"text": "/im goblin Meat!"}],
)
def test_who_leads_speaks_as_anybody(table: Any, seat: Seat, said: Any) -> None:
    table.lead.does("chat.say", **said)
    [heard] = seat.things("message")
    assert (heard["speaker"].casefold(), heard["by"]["name"], heard["kind"]) == ("goblin", "Ada", "ic")


@pytest.mark.parametrize(
    "said", [{"text": "/as mira the bold Onward!"}, {"text": "Onward!", "speaker": "MIRA THE BOLD", "kind": "ic"}]
)
def test_a_player_speaks_as_whom_they_play(table: Any, seat: Seat, mira: None, said: Any) -> None:
    seat.does("chat.say", **said)
    [heard] = table.lead.things("message")
    assert (heard["speaker"], heard["text"], heard["by"]["name"]) == ("Mira the Bold", "Onward!", "Ben")


@pytest.mark.parametrize("said", [{"text": "/as Ada I let you win"}, {"text": "I let you win", "speaker": "Goblin"}])
def test_a_player_speaks_as_nobody_else(seat: Seat, mira: None, said: Any) -> None:
    with pytest.raises(Forbidden):
        seat.does("chat.say", **said)


def test_a_name_that_cannot_be_shown(table: Any) -> None:
    with pytest.raises(Invalid):
        table.lead.does("chat.say", text="Hello", speaker="\u202eadA")
