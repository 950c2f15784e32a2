"""Chat commands: typed words become what is to be said, how, and to whom. Pure: names come from the caller.

A line that begins with `/` is a command, `//` is a slash. An unknown command is refused to its author and never said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from config.api.errors import Invalid

SAY, IN_CHARACTER, OUT_OF_CHARACTER, EMOTE, NARRATION, ROLL = "say", "ic", "ooc", "emote", "narration", "roll"
GM, PLAYERS = "gm", "players"
LONGEST_NAME = 50

KINDS = {
    **dict.fromkeys(("me", "emote", "em", "e"), EMOTE),
    "ic": IN_CHARACTER,
    **dict.fromkeys(("ooc", "o"), OUT_OF_CHARACTER),
    **dict.fromkeys(("desc", "story", "narrate"), NARRATION),
}
THROWS = {
    **dict.fromkeys(("roll", "r"), ""),
    **dict.fromkeys(("publicroll", "pr"), "public"),
    **dict.fromkeys(("gmroll", "gmr", "rgm", "rollgm"), "gm"),
    **dict.fromkeys(("blindroll", "br", "broll", "rsec"), "blind"),
    **dict.fromkeys(("selfroll", "sr", "rme"), "self"),
}
"""Who sees the roll; "" is whoever reads the message."""
WHISPERS, REPLIES = ("whisper", "w"), ("reply", "rep")
SPEAKING_AS, HELP = ("as", "im"), ("help", "?")
GROUPS = {
    **dict.fromkeys(("gm", "gms", "dm", "dms"), GM),
    **dict.fromkeys(("players", "party"), PLAYERS),
}
COMMAND = re.compile(r"/(\S+)\s*(.*)", re.DOTALL)
SCRIPT = re.compile(r"(\w[^\s:]*(?: \w[^\s:]*){0,3}):\s+(.*)", re.DOTALL)
"""As a play is written: a name of up to four words, a colon, what is said."""
QUOTED = re.compile(r"\s*(?:\[([^\]]*)\]|\"([^\"]*)\"|“([^”]*)”)\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Spoken:
    """`to`: names and GM or PLAYERS, None for everybody. `answers`: the last whisper to oneself. `visibility` of a ROLL,
    whose formula is `text`.
    """

    kind: str
    text: str
    to: tuple[str, ...] | None = None
    answers: bool = False
    speaker: str = ""
    visibility: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """`members`: the names of who can be addressed, asked only when a command addresses somebody. `may_speak_as`:
    whether the author may speak under a name; `any_name`: whether they may under every.
    """

    members: Callable[[], Iterable[str]] = tuple
    may_speak_as: Callable[[str], bool] = lambda name: False
    any_name: bool = False


def understand(text: str, names: Names, *, kind: str = SAY) -> Spoken:
    """What `text` says; `kind` is how it is said unless it is a command. Raises Invalid, with a code: unknown_command,
    help, nobody.
    """
    text = text.strip()
    if text.startswith("//") or not text.startswith("/"):
        return Spoken(kind, text.removeprefix("/"))
    return _command(text, names, nested=False)


def _command(text: str, names: Names, *, nested: bool) -> Spoken:
    found = COMMAND.fullmatch(text)
    name, rest = (found[1].casefold(), found[2]) if found else ("", "")
    if name in KINDS:
        return Spoken(KINDS[name], rest)
    if name in THROWS:
        return Spoken(ROLL, rest, visibility=THROWS[name])
    if name in WHISPERS:
        to, words = _addressees(rest, names)
        return replace(_inner(words, names), to=to)
    if name in REPLIES:
        return replace(_inner(rest, names), answers=True)
    if name in SPEAKING_AS and not nested:
        return _as_somebody(rest, names)
    if name in HELP:
        raise Invalid(help_text(), code="help")
    raise Invalid(
        _("There is no command /%(name)s. Nothing was said; /help lists them, // begins with a slash.")
        % {"name": found[1][:30] if found else ""},
        code="unknown_command",
    )


def _inner(words: str, names: Names) -> Spoken:
    """Words behind an address: they may be an emote or a roll, but not address somebody again."""
    found = COMMAND.fullmatch(words)
    if found and not words.startswith("//") and found[1].casefold() in {**KINDS, **THROWS}:
        return _command(words, names, nested=True)
    return Spoken(SAY, words)


def _as_somebody(rest: str, names: Names) -> Spoken:
    speaker, words = _speaker(rest, names)
    if not speaker:
        raise Invalid(_("Say as whom: /as NAME and what they say."), fields={"text": [_("A name is missing.")]})
    if words.startswith("/") and not words.startswith("//"):
        return replace(_command(words, names, nested=True), speaker=speaker)
    return Spoken(IN_CHARACTER, words.removeprefix("/"), speaker=speaker)


def _speaker(rest: str, names: Names) -> tuple[str, str]:
    """The name a line begins with: in brackets or quotes, else the longest that the author has, else one word. Several
    words before a colon are a name when each begins with a capital, else they may be what is said.
    """
    found = QUOTED.fullmatch(rest)
    if found:
        return " ".join((found[1] or found[2] or found[3] or "").split()), found[4]
    for end in reversed(_ends(rest)):
        if names.may_speak_as(" ".join(rest[:end].split())):
            return " ".join(rest[:end].split()), rest[end:].strip()
    script = SCRIPT.fullmatch(rest)
    words = script[1].split() if script else []
    if script and (len(words) == 1 or all(word[0].isupper() for word in words)):
        return " ".join(words), script[2]
    first, _space, said = rest.partition(" ")
    return first, said.strip()


def _addressees(rest: str, names: Names) -> tuple[tuple[str, ...], str]:
    """To whom a whisper goes, and its words. Raises Invalid when nobody here is called so."""
    known = {_folded(name): name for name in names.members()}

    def one(name: str) -> str:
        folded = _folded(name)
        if folded in GROUPS:
            return GROUPS[folded]
        if folded not in known:
            raise nobody(name)
        return known[folded]

    found = QUOTED.fullmatch(rest)
    if found:
        listed = [name for name in (found[1] or "").split(",") if name.strip()]
        asked = listed if found[1] is not None else [found[2] or found[3] or ""]
        if not asked:
            raise nobody("")
        return tuple(dict.fromkeys(one(name) for name in asked)), found[4]
    for end in reversed(_ends(rest)):
        if _folded(rest[:end]) in GROUPS or _folded(rest[:end]) in known:
            return (one(rest[:end]),), rest[end:].strip()
    # `Ben,Cleo psst` has two readers. `Ben, Cleo lies` may be meant for Ben alone: that needs brackets.
    first, words = (*rest.split(maxsplit=1), "", "")[:2]
    if "," in first.strip(","):
        return tuple(dict.fromkeys(one(name) for name in first.split(",") if name)), words
    raise nobody(first)


def _ends(rest: str) -> list[int]:
    """Where a name at the beginning of `rest` may end: at its blanks, as far as names are long."""
    return [at for at in range(1, min(len(rest), LONGEST_NAME) + 1) if at == len(rest) or rest[at].isspace()]


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def nobody(name: str) -> Invalid:
    words = _("Nobody here is called “%(name)s”.") % {"name": name.strip()[:LONGEST_NAME]}
    return Invalid(words, code="nobody", fields={"to": [words]})


def help_text() -> str:
    return _(
        "/roll 2d6+3 · /gmroll · /blindroll · /selfroll · /whisper NAME words (also [A, B], gm, players) · /reply · "
        "/me waves · /ic · /ooc · /desc (who leads) · /as NAME words · // begins with a slash"
    )
