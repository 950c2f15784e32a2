"""The talk as text and as JSON. A format writes a beginning, each message as it is projected for the viewer, an end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import ClassVar

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from config.api.renderers import encode
from rooms.export.words import People, Said, dice, manner, removed, rolled, within
from rooms.viewer import Viewer


@dataclass
class Format:
    """`day` is the day of the message written last: what is read by people has a heading for each."""

    viewer: Viewer
    zone: tzinfo
    people: People
    day: date | None = None
    written: int = 0

    extension: ClassVar[str]
    content_type: ClassVar[str]

    def begin(self) -> str:
        raise NotImplementedError

    def message(self, said: Said) -> str:
        raise NotImplementedError

    def end(self) -> str:
        return ""

    def at(self, said: Said) -> datetime:
        at: datetime = said["at"]
        return at.astimezone(self.zone)

    def new_day(self, said: Said) -> str:
        """The day of a message in words when it is another than that of the one before."""
        day = self.at(said).date()
        if day == self.day:
            return ""
        self.day = day
        return date_format(day, "DATE_FORMAT")

    def taken(self) -> str:
        """Who took it home, when, and in whose time it is told."""
        now = timezone.now().astimezone(self.zone)
        return _("What %(name)s may read, taken home on %(date)s. Times: %(zone)s.") % {
            "name": self.viewer.user.display_name,
            "date": now.strftime("%Y-%m-%d %H:%M"),
            "zone": str(self.zone),
        }


class Text(Format):
    """One line a message; further lines of it are indented, so that nobody can write a line in another's name."""

    extension, content_type = "txt", "text/plain; charset=utf-8"

    def begin(self) -> str:
        return f"{self.viewer.room.name}\n{self.taken()}\n"

    def message(self, said: Said) -> str:
        day = self.new_day(said)
        first, *others = self.words(said).splitlines() or [""]
        lines = [f"[{self.at(said):%H:%M}] {self.head(said)}{first}", *(f"        {line}" for line in others)]
        return (f"\n-- {day} --\n" if day else "") + "\n".join(lines) + "\n"

    def head(self, said: Said) -> str:
        name, listeners = self.people.speaker(said), self.people.listeners(said)
        about = ", ".join(filter(None, [manner(said), _("whispered") if listeners else ""]))
        to = f" → {listeners}" if listeners else ""
        if said["kind"] == "emote" and not said["deleted"]:
            return f"* {name}{to} "
        return f"{name}{to}{f' ({about})' if about else ''}: "

    def words(self, said: Said) -> str:
        if said["deleted"]:
            return f"({removed(said)})"
        parts = [said["text"] + within(said)] if said["text"] and said["roll"] is None else []
        if said["roll"] is not None:
            parts.append(f"{rolled(said['roll'])}   {dice(said['roll']['parts'])}")
        parts += [_("[file: %(name)s]") % {"name": file["name"]} for file in said["files"]]
        return "\n".join(parts) + (f" ({_('edited')})" if said["edited_at"] else "")


class Json(Format):
    """Everything the projection says, and the names behind the ids."""

    extension, content_type = "json", "application/json"

    def begin(self) -> str:
        room = self.viewer.room
        head = {
            "room": {"id": room.pk, "name": room.name},
            "taken_by": self.viewer.user.display_name,
            "taken_at": timezone.now(),
            "people": self.people.names,
        }
        return encode(head).decode()[:-1] + ',"messages":[\n'

    def message(self, said: Said) -> str:
        self.written += 1
        return (",\n" if self.written > 1 else "") + encode(said).decode()

    def end(self) -> str:
        return "\n]}\n"
