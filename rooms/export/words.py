"""Who, to whom and what was thrown, in words that need no page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from rooms.models import Message, Room

Said = dict[str, Any]


class People:
    """The names behind ids: those at the table now. Who has left is known by the name on what they said."""

    def __init__(self, room: Room) -> None:
        members = room.members.select_related("user")
        self.names = {str(member.user_id): str(member.user.display_name) for member in members}

    def name(self, user: Any) -> str:
        return self.names.get(str(user)) or _("somebody")

    def speaker(self, said: Said) -> str:
        """Under which name it was said, and by whom if that is another."""
        name = said["by"]["name"] or _("somebody")
        return f"{said['speaker']} ({name})" if said["speaker"] else name

    def listeners(self, said: Said) -> str:
        """To whom it was whispered; empty for everybody."""
        to = said["to"]
        if to is None:
            return ""
        others = [self.name(user) for user in to["users"] if str(user) != str(said["by"]["user"])]
        return ", ".join([*([_("the game masters")] if to["gm"] else []), *others]) or _("nobody else")


def manner(said: Said) -> str:
    """What kind of saying it was; empty for the plain one."""
    return {
        Message.Kind.IN_CHARACTER: _("in character"),
        Message.Kind.OUT_OF_CHARACTER: _("out of character"),
        Message.Kind.NARRATION: _("narration"),
    }.get(said["kind"], "")


def number(value: Any) -> str:
    return str(int(value)) if value == int(value) else f"{value:.3f}".rstrip("0")


def rolled(roll: dict[str, Any]) -> str:
    """`Perception: 1d20 + 4 = 17`."""
    label = f"{roll['label']}: " if roll.get("label") else ""
    return f"{label}{roll['formula']} = {number(roll['total'])}"


def dice(parts: list[Any]) -> str:
    """Every die that fell, those that did not count in brackets: `1d20 [13, (4)] + 4`."""
    return " ".join(part if isinstance(part, str) else _part(part) for part in parts)


def _part(part: dict[str, Any]) -> str:
    match part["t"]:
        case "dice":
            return f"{part['formula']} [{', '.join(_die(die) for die in part['dice'])}]"
        case "pool":
            entries = (dice(entry["parts"]) for entry in part["entries"])
            shown = (
                f"({words})" if entry.get("dropped") else words
                for entry, words in zip(part["entries"], entries, strict=True)
            )
            return "{" + ", ".join(shown) + "}"
        case "group":
            return f"({dice(part['parts'])})"
        case "call":
            return f"{part['name']}({', '.join(dice(argument) for argument in part['args'])})"
        case _:
            return number(part["value"])


def _die(die: dict[str, Any]) -> str:
    words = number(die["value"]) + ("!" if die.get("exploded") else "")
    return f"({words})" if die.get("dropped") else words


def removed(said: Said) -> str:
    """What stands in place of a deleted message."""
    return _("deleted by a game master") if said["deleted"] == "lead" else _("deleted")


def within(said: Said) -> str:
    """What fell within the sentence, behind it: ` (2d6 + 3 = 14)`; empty when nothing was thrown there."""
    thrown = [rolled({"label": "", **token}) for token in tokens(said["body"]) if token["t"] == "roll"]
    return f" ({'; '.join(thrown)})" if thrown else ""


def tokens(tree: Any) -> Iterator[dict[str, Any]]:
    """Every token of a body (rooms/speech/markup.py), in the order in which it is read."""
    if isinstance(tree, list):
        for one in tree:
            yield from tokens(one)
    elif isinstance(tree, dict):
        yield tree
        yield from tokens(tree.get("c"))
