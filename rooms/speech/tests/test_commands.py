"""Typed words become what is said, how, and to whom."""

from __future__ import annotations

import pytest

from config.api.errors import Invalid
from rooms.speech.commands import Names, Spoken, understand

NAMES = Names(lambda: ["Ada", "Ben", "Ben Hur", "Old Nan"], lambda name: name.casefold() in ("mira", "mira the bold"))


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Hello", Spoken("say", "Hello")),
        ("  Hello  ", Spoken("say", "Hello")),
        ("//roll is a command", Spoken("say", "/roll is a command")),
        *[(f"/{name} waves", Spoken("emote", "waves")) for name in ("me", "emote", "em", "e", "ME", "Em")],
        ("/ic Who goes there?", Spoken("ic", "Who goes there?")),
        *[(f"/{name} brb", Spoken("ooc", "brb")) for name in ("ooc", "o", "OOC")],
        *[(f"/{name} It rains.", Spoken("narration", "It rains.")) for name in ("desc", "story", "narrate")],
        ("/me two\nlines", Spoken("emote", "two\nlines")),
        ("/me", Spoken("emote", "")),
    ],
)
def test_said_in_many_ways(text: str, spoken: Spoken) -> None:
    assert understand(text, NAMES) == spoken


@pytest.mark.parametrize(
    ("names", "visibility"),
    [
        (("roll", "r", "R"), ""),
        (("publicroll", "pr"), "public"),
        (("gmroll", "gmr", "rgm", "rollgm", "GMR"), "gm"),
        (("blindroll", "br", "broll", "rsec"), "blind"),
        (("selfroll", "sr", "rme"), "self"),
    ],
)
def test_rolls(names: tuple[str, ...], visibility: str) -> None:
    for name in names:
        assert understand(f"/{name} 1d20+5 # to hit", NAMES) == Spoken("roll", "1d20+5 # to hit", visibility=visibility)


@pytest.mark.parametrize(
    ("text", "to", "words"),
    [
        ("/w Ben psst", ("Ben",), "psst"),
        ("/whisper ben psst", ("Ben",), "psst"),
        ("/w Ben Hur psst", ("Ben Hur",), "psst"),
        ("/w old   nan psst", ("Old Nan",), "psst"),
        ("/w Ben", ("Ben",), ""),
        ("/w [Ada, ben hur] psst", ("Ada", "Ben Hur"), "psst"),
        ("/w [Ada,Ada,gm] psst", ("Ada", "gm"), "psst"),
        ('/w "Ben" Hur wrote it', ("Ben",), "Hur wrote it"),
        ("/w gm psst", ("gm",), "psst"),
        ("/w Ben,gm psst", ("Ben", "gm"), "psst"),
        ("/w GM psst", ("gm",), "psst"),
        ("/w players psst", ("players",), "psst"),
        ("/w Ben two\nlines", ("Ben",), "two\nlines"),
    ],
)
def test_whispers(text: str, to: tuple[str, ...], words: str) -> None:
    assert understand(text, NAMES) == Spoken("say", words, to=to)


def test_a_whisper_can_be_an_emote_or_a_roll() -> None:
    assert understand("/w Ben /me winks", NAMES) == Spoken("emote", "winks", to=("Ben",))
    assert understand("/w Ben /r 1d6", NAMES) == Spoken("roll", "1d6", to=("Ben",))
    assert understand("/w Ben /w Ada psst", NAMES) == Spoken("say", "/w Ada psst", to=("Ben",))


def test_a_reply_answers_the_last_whisper() -> None:
    for name in ("reply", "rep"):
        assert understand(f"/{name} Yes", NAMES) == Spoken("say", "Yes", answers=True)


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("/as Mira Hello", "Mira", "Hello"),
        ("/im mira the bold Hello", "mira the bold", "Hello"),
        ("/as Goblin Hello", "Goblin", "Hello"),
        ("/as [Old  Witch] Hello", "Old Witch", "Hello"),
        ('/as "Old Witch" Hello', "Old Witch", "Hello"),
        ("/as Old Witch: Hello", "Old Witch", "Hello"),
        ("/as goblin: Hello", "goblin", "Hello"),
        ("/as Goblin I tell you: run", "Goblin", "I tell you: run"),
    ],
)
def test_speaking_as_somebody(text: str, speaker: str, words: str) -> None:
    assert understand(text, NAMES) == Spoken("ic", words, speaker=speaker)


def test_somebody_can_wave_roll_and_whisper() -> None:
    assert understand("/as Goblin /me grins", NAMES) == Spoken("emote", "grins", speaker="Goblin")
    assert understand("/as Goblin /r 1d6", NAMES) == Spoken("roll", "1d6", speaker="Goblin")
    assert understand("/as Goblin /w Ben psst", NAMES) == Spoken("say", "psst", to=("Ben",), speaker="Goblin")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("/dance", "unknown_command"),
        ("/", "unknown_command"),
        ("/rolling 1d6", "unknown_command"),
        ("/etc/passwd", "unknown_command"),
        ("/as Goblin /as Orc Hello", "unknown_command"),
        ("/help", "help"),
        ("/?", "help"),
        ("/w Cleo psst", "nobody"),
        ("/w [] psst", "nobody"),
        ("/w Ben, Mira psst", "nobody"),
        ("/w Ben,Cleo psst", "nobody"),
        ("/w [Ben, Cleo] psst", "nobody"),
        ("/w", "nobody"),
        ("/as", "invalid"),
        ("/as [] Hello", "invalid"),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        understand(text, NAMES)
    assert refused.value.code == code
