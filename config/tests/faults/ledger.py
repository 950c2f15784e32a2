"""What was promised, held against the database: nothing acknowledged is lost, nothing is there twice, no gap."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID

import psycopg

if TYPE_CHECKING:
    from config.tests.faults.bot import Bot


class Log:
    """A room's log, read with the database's own driver: neither the server nor Django stands between."""

    def __init__(self, database_url: str, room: str) -> None:
        self.url, self.room = database_url, UUID(room)
        self.is_sqlite = database_url.startswith("sqlite")

    def rows(self, query: str) -> list[Any]:
        """`query` has one `?`: the room."""
        if self.is_sqlite:
            line = sqlite3.connect(urlsplit(self.url).path, timeout=10)
            try:
                return line.execute(query, [self.room.hex] * query.count("?")).fetchall()
            finally:
                line.close()
        with psycopg.connect(self.url, autocommit=True) as line:
            return line.execute(query.replace("?", "%s").encode(), [self.room] * query.count("?")).fetchall()

    def head(self) -> int:
        return int(self.rows("SELECT head FROM rooms_room WHERE id = ?")[0][0])

    def entries(self) -> list[tuple[int, str | None]]:
        """(number, client id) in order."""
        return self.rows("SELECT seq, client_id FROM rooms_entry WHERE room_id = ? ORDER BY seq")

    def texts(self) -> Counter[str]:
        return Counter(text for (text,) in self.rows("SELECT text FROM rooms_message WHERE room_id = ?"))

    def is_sound(self) -> bool:
        """SQLite's own word on the file: pages, indexes, foreign keys. PostgreSQL answers for itself."""
        if not self.is_sqlite:
            return True
        return self.rows("PRAGMA integrity_check") == [("ok",)] and not self.rows("PRAGMA foreign_key_check")


async def check(log: Log, bots: list[Bot]) -> None:
    """Raises AssertionError with what is wrong. Everybody must be level."""
    entries = log.entries()
    assert [seq for seq, _id in entries] == list(range(1, log.head() + 1)), "the numbers have a gap"
    written = Counter(id for _seq, id in entries if id is not None)
    doubled = [id for id, count in written.items() if count > 1]
    assert not doubled, f"done twice: {doubled}"
    number_of = {id: seq for seq, id in entries}
    texts = log.texts()
    for bot in bots:
        lost = [bot.sent[id] for id, seq in bot.answered.items() if number_of.get(id) != seq]
        assert not lost, f"acknowledged and lost: {lost}"
        assert not [id for id in bot.refused if id in number_of], "refused, and done all the same"
        assert not bot.outbox, f"never answered: {list(bot.outbox.values())}"
        said = [bot.sent[id]["data"]["text"] for id in bot.answered if bot.sent[id]["type"] == "chat.say"]
        assert all(texts[text] == 1 for text in said), "a message is missing, or there twice"
        fresh = await bot.fresh()
        assert bot.state is not None
        held = {kind: things for kind, things in bot.state["things"].items() if things}
        assert held == fresh["things"], f"{bot.person['name']} folded something else than a fresh snapshot has"
