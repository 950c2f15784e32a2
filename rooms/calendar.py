"""Sessions as a calendar file (RFC 5545): pure text out of sessions, for the feed that calendar programs ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from rooms.models import GameSession

MOST_OCTETS = 75
SIGN = "-//Dreamtable//Game sessions//EN"
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\r": "", "\n": "\\n"})


def write(sessions: Iterable[GameSession], *, name: str, address: str) -> str:
    """The calendar `name`; `address` is where pages of this server begin, for the link of each session."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{SIGN}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"]
    for session in sessions:
        lines += event(session, address)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def event(session: GameSession, address: str) -> list[str]:
    """Its times are what was planned, until it is played: then when that was."""
    begins = session.started_at or session.starts_at
    ends = session.ended_at or max(session.ends_at, begins)
    # A number that grows with each change: calendar programs keep the event with the highest.
    changes = int((session.updated_at - session.created_at).total_seconds())
    lines = [
        "BEGIN:VEVENT",
        f"UID:{session.pk}@dreamtable",
        f"DTSTAMP:{time(session.updated_at)}",
        f"CREATED:{time(session.created_at)}",
        f"LAST-MODIFIED:{time(session.updated_at)}",
        f"SEQUENCE:{changes}",
        f"DTSTART:{time(begins)}",
        f"DTEND:{time(ends)}",
        f"SUMMARY:{escaped(f'{session.room.name}: {session.title}')}",
        f"URL:{address}/rooms/{session.room_id}/",
    ]
    if session.note:
        lines.append(f"DESCRIPTION:{escaped(session.note)}")
    return [*lines, "END:VEVENT"]


def time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """As a TEXT value; other control characters, which the format does not allow, are left out."""
    told = text.translate(ESCAPED)
    return "".join(letter for letter in told if letter >= " " and letter != "\x7f")


def folded(line: str) -> Iterator[str]:
    """`line` in parts of at most 75 octets, never in the middle of a character; the next ones begin with a space."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > MOST_OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
