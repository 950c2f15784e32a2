"""What an archive says of a room: names and bounds, nothing of ids, addresses or passwords."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

FORMAT: Literal["dreamtable.room.archive"] = "dreamtable.room.archive"
MEGABYTE = 1024 * 1024
MOST_TEXT = 16 * MEGABYTE
"""Of one text."""
MOST_FILE = 500 * MEGABYTE
MOST_NUMBER = 2**40
PAGE = 500
"""Messages in one text."""
MOST_PAGES, MOST_MEMBERS, MOST_SESSIONS = 4000, 10_000, 1000

FileName = Annotated[str, Meta(max_length=100)]
Person = Annotated[str, Meta(max_length=50)]
Colour = Annotated[str, Meta(pattern=r"^#[0-9a-f]{6}$")]
Number = Annotated[int, Meta(ge=1, le=MOST_NUMBER)]
Moment = Annotated[datetime, Meta(tz=True)]


class Strict(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Base of all of it: what is not named is refused."""


class Member(Strict):
    """What a member of the file must be."""

    size: Annotated[int, Meta(ge=0, le=MOST_FILE)]
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class RoomFields(Strict):
    name: Annotated[str, Meta(min_length=1, max_length=50, pattern=r"\S")]
    description: Annotated[str, Meta(max_length=200)] = ""
    kind: Literal["table", "chat"] = "table"
    open_history: bool = False
    waiting_room: bool = False
    spectators_speak: bool = False
    paused: bool = False


class PersonFields(Strict):
    """Who was there: a name, no account."""

    name: Person
    role: Literal["owner", "game_master", "player", "spectator"]
    colour: Colour


class Manifest(Strict, kw_only=True):
    """`files` are all members but the manifest itself; `head` is the number of the newest entry of the log. `version` is
    raised when an older server could not read it.
    """

    schema: Literal["dreamtable.room.archive"]
    version: Literal[1]
    program: Annotated[str, Meta(max_length=40)] = ""
    made_at: Moment
    room: RoomFields
    head: Annotated[int, Meta(ge=0, le=MOST_NUMBER)] = 0
    people: Annotated[list[PersonFields], Meta(max_length=MOST_MEMBERS)] = []
    files: dict[FileName, Member]


class SentFields(Strict):
    """A file that went with a message; its preview is made anew."""

    file: FileName
    name: Annotated[str, Meta(min_length=1, max_length=120)]
    voice: bool = False


class SaidFields(Strict):
    """A message. `rolls` fell within the sentence, in its order; `listeners` are whom it was said to, by name; `reply_to`
    is the number of an earlier one.
    """

    seq: Number
    at: Moment
    name: Person
    colour: Colour
    kind: Literal["say", "ic", "ooc", "emote", "narration", "roll"] = "say"
    text: Annotated[str, Meta(max_length=2000)] = ""
    speaker: Annotated[str, Meta(max_length=50)] = ""
    audience: Literal["all", "gm", "named"] = "all"
    listeners: Annotated[list[Person], Meta(max_length=MOST_MEMBERS)] = []
    roll: dict[str, Any] | None = None
    rolls: Annotated[list[dict[str, Any]], Meta(max_length=20)] = []
    reply_to: Number | None = None
    pinned: bool = False
    edited_at: Moment | None = None
    deleted: Literal["", "author", "lead"] = ""
    files: Annotated[list[SentFields], Meta(max_length=10)] = []


class Page(Strict):
    messages: Annotated[list[SaidFields], Meta(max_length=PAGE)]


class SessionFields(Strict, kw_only=True):
    title: Annotated[str, Meta(min_length=1, max_length=80)]
    note: Annotated[str, Meta(max_length=500)] = ""
    starts_at: Moment
    minutes: Annotated[int, Meta(ge=15, le=24 * 60)] = 240
    started_at: Moment | None = None
    ended_at: Moment | None = None


class Around(Strict):
    """Of the room beside its talk: how many `pages` that has, and the game sessions."""

    pages: Annotated[int, Meta(ge=0, le=MOST_PAGES)] = 0
    sessions: Annotated[list[SessionFields], Meta(max_length=MOST_SESSIONS)] = []
