"""A server was killed in the middle of a playlist; the one that is started after it goes on by itself, as soon as somebody
listens.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import Any

from websockets.sync.client import connect

from config.testing.serving import manage

LAID = """
import audio.testing
from audio.models import Sound, Speaker
from audio.testing import a_track
from config.testing.cast import person
from rooms.live.testing import Table
table = Table(person("ada"))
tracks = [str(a_track(table.lead.viewer.user, name, duration=600.0).pk) for name in ("Halls", "Deeps")]
playlist = table.lead.does("playlist.create", name="Mine", tracks=tracks).made[0]
sound = table.lead.does("playlist.play", playlist=str(playlist.pk)).made[0]
Sound.objects.filter(pk=sound.pk).update(started=sound.started - 3600, ends=sound.ends - 3600, due=sound.due - 3600)
print(Speaker.set_up(table.room, name="The shelf")[1])
"""


def test_it_goes_on(databases: Any, serve: Any) -> None:
    url = databases.sqlite()
    laid = manage("shell", "--verbosity", "0", "-c", LAID, environment={"DATABASE_URL": url})
    code, server = laid.split()[-1], serve(database_url=url)
    speaker = f"{server.url.replace('http', 'ws', 1)}/ws/speaker/{code}/"
    with connect(speaker, origin=server.url), closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as rows:
        for _ in range(150):
            if rows.execute("SELECT count(*) FROM rooms_entry WHERE type = 'sound.advance'").fetchone()[0]:
                break
            time.sleep(0.1)
        playing = "SELECT t.name, s.started, s.due FROM audio_sound s JOIN audio_track t ON t.id = s.track_id"
        ((name, started, due),) = rows.execute(playing).fetchall()
    assert name == "Deeps"
    assert abs(started - time.time()) < 30 and due > time.time() + 500
