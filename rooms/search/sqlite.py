"""The index on SQLite: FTS5 over a table of its own, which triggers keep level with the messages and their readers.

It is made of other tables and can be made again at any time, and is: a migration that changes `rooms_message` lets Django
make that table anew, which drops its triggers. So `mend` runs after every migration and builds what is not as it should be.

No trigger of one of Django's tables may name another one of them, or SQLite would refuse to rename the table made anew.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rooms.search.words import Phrase

# `doc` grows with the numbers of a room, also when the table is built anew: the newest comes first without sorting.
# What was deleted keeps its row, without words, so that it has its place when the deletion is undone.
TABLES = {
    "rooms_searchable": """CREATE TABLE rooms_searchable (
        doc INTEGER PRIMARY KEY, message CHAR(32) NOT NULL UNIQUE, room CHAR(32) NOT NULL, seq BIGINT NOT NULL,
        about TEXT NOT NULL, readers TEXT NOT NULL, words TEXT NOT NULL)""",
    "rooms_searchable_place": "CREATE INDEX rooms_searchable_place ON rooms_searchable (room, seq)",
    "rooms_search": """CREATE VIRTUAL TABLE rooms_search USING fts5(
        about, readers, words, content='rooms_searchable', content_rowid='doc', columnsize=0,
        tokenize='unicode61 remove_diacritics 2', prefix='2 3')""",
}

# Audience, author and kind are words of the index as well: what one may not read is not even looked at, and a filter costs
# no more than a word. The room is part of each, so that other rooms' messages are as far away.
ABOUT = """({m}.room_id || {m}.audience || ' ' || {m}.room_id || 'by' || coalesce({m}.user_id, '') || ' ' || {m}.room_id || 'kind' || {m}.kind)"""
WORDS = """(CASE WHEN {m}.deleted_by <> '' THEN '' ELSE {m}.text || ' ' || {m}.speaker
    || ' ' || coalesce(json_extract({m}.roll, '$.label'), '') || ' ' || coalesce(json_extract({m}.roll, '$.formula'), '')
    END)"""
CHANGING = "text, speaker, roll, audience, kind, user_id, deleted_by"

TRIGGERS = {
    "rooms_search_said": f"""CREATE TRIGGER rooms_search_said AFTER INSERT ON rooms_message BEGIN
        INSERT INTO rooms_searchable (message, room, seq, about, readers, words)
        VALUES (new.id, new.room_id, new.seq, {ABOUT.format(m="new")}, '', {WORDS.format(m="new")}); END""",  # noqa: S608
    "rooms_search_edited": f"""CREATE TRIGGER rooms_search_edited AFTER UPDATE OF {CHANGING} ON rooms_message BEGIN
        UPDATE rooms_searchable SET about = {ABOUT.format(m="new")}, words = {WORDS.format(m="new")}
        WHERE message = new.id; END""",  # noqa: S608
    "rooms_search_gone": """CREATE TRIGGER rooms_search_gone AFTER DELETE ON rooms_message BEGIN
        DELETE FROM rooms_searchable WHERE message = old.id; END""",
    "rooms_search_reader": """CREATE TRIGGER rooms_search_reader AFTER INSERT ON rooms_reader BEGIN
        UPDATE rooms_searchable SET readers = readers || ' ' || room || new.user_id
        WHERE message = new.message_id; END""",
    "rooms_search_reader_gone": """CREATE TRIGGER rooms_search_reader_gone AFTER DELETE ON rooms_reader BEGIN
        UPDATE rooms_searchable SET readers = replace(readers, ' ' || room || old.user_id, '')
        WHERE message = old.message_id; END""",
    "rooms_searchable_added": """CREATE TRIGGER rooms_searchable_added AFTER INSERT ON rooms_searchable BEGIN
        INSERT INTO rooms_search (rowid, about, readers, words)
        VALUES (new.doc, new.about, new.readers, new.words); END""",
    "rooms_searchable_removed": """CREATE TRIGGER rooms_searchable_removed AFTER DELETE ON rooms_searchable BEGIN
        INSERT INTO rooms_search (rooms_search, rowid, about, readers, words)
        VALUES ('delete', old.doc, old.about, old.readers, old.words); END""",
    "rooms_searchable_changed": """CREATE TRIGGER rooms_searchable_changed AFTER UPDATE ON rooms_searchable BEGIN
        INSERT INTO rooms_search (rooms_search, rowid, about, readers, words)
        VALUES ('delete', old.doc, old.about, old.readers, old.words);
        INSERT INTO rooms_search (rowid, about, readers, words)
        VALUES (new.doc, new.about, new.readers, new.words); END""",
}

FILL = f"""INSERT INTO rooms_searchable (message, room, seq, about, readers, words)
    SELECT m.id, m.room_id, m.seq, {ABOUT.format(m="m")},
        coalesce((SELECT group_concat(' ' || m.room_id || r.user_id, '') FROM rooms_reader r WHERE r.message_id = m.id), ''),
        {WORDS.format(m="m")}
    FROM rooms_message m ORDER BY m.room_id, m.seq"""  # noqa: S608


def mend(connection: Any) -> bool:
    """Builds the index unless all of it is there as described here. Returns whether it did."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE 'rooms_%' AND sql IS NOT NULL")
        there = {name: _bare(sql) for name, sql in cursor.fetchall()}
        if all(there.get(name) == _bare(sql) for name, sql in (TABLES | TRIGGERS).items()):
            return False
        if "deleted_by" not in there.get("rooms_message", "") or "rooms_reader" not in there:
            return False  # an older schema, somebody migrates backwards
        for name in TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute("DROP TABLE IF EXISTS rooms_search")
        cursor.execute("DROP TABLE IF EXISTS rooms_searchable")
        for statement in (*TABLES.values(), *TRIGGERS.values()):
            cursor.execute(statement)
        cursor.execute(FILL)
    return True


def _bare(sql: str) -> str:
    return " ".join(sql.split())


MATCHES = """SELECT s.message FROM rooms_search f JOIN rooms_searchable s ON s.doc = f.rowid
    WHERE rooms_search MATCH %s AND f.rowid >= %s AND f.rowid < %s ORDER BY f.rowid DESC LIMIT %s"""
COUNT = """SELECT count(*) FROM (SELECT 1 FROM rooms_search f
    WHERE rooms_search MATCH %s AND f.rowid >= %s AND f.rowid < %s LIMIT %s)"""
PLACE = "SELECT doc FROM rooms_searchable WHERE room = %s AND seq >= %s ORDER BY seq LIMIT 1"
END = 2**62


def matching(
    cursor: Any, room: UUID, user: UUID, audiences: list[str], facets: list[str], phrases: list[Phrase],
    *, since: int, before: int, newest: int, enough: int,
) -> tuple[list[UUID], int]:  # fmt: skip
    """The ids of the `newest` messages with all `phrases`, of numbers from `since` to below `before`; and how many there
    are, counted to `enough`.

    `audiences` are those that the searcher reads without being named; `facets`: what else must be said of the message.
    Words are letters and digits, so that quotes suffice.
    """
    terms = [
        "({about readers} : (" + " OR ".join(f'"{room.hex}{one}"' for one in [*audiences, user.hex]) + "))",
        *(f'({{about}} : "{room.hex}{one}")' for one in facets),
        *(f'({{words}} : "{" ".join(phrase.words)}"{" *" if phrase.begins else ""})' for phrase in phrases),
    ]
    first = _place(cursor, room, since)
    if first is None:
        return [], 0
    last = _place(cursor, room, before) if before < END else None
    asked = [" AND ".join(terms), first, END if last is None else last]
    cursor.execute(MATCHES, [*asked, newest])
    found = [UUID(hex) for (hex,) in cursor.fetchall()]
    if len(found) < newest:
        return found, len(found)
    cursor.execute(COUNT, [*asked, enough])
    return found, cursor.fetchone()[0]


def _place(cursor: Any, room: UUID, seq: int) -> int | None:
    """Where in the index the room's messages from number `seq` on begin; None when there are none."""
    cursor.execute(PLACE, [room.hex, seq])
    row = cursor.fetchone()
    return row[0] if row else None


def key(id: UUID) -> str:
    """An id as the index writes it."""
    return id.hex
