"""Fifty come by one link in the same moment: exactly as many get in as it allows, and nobody who is banned (SECURITY E15)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from config.testing.serving import Databases

CROWD = """
import json, sys, threading
import django; django.setup()
from django.db import connections
from accounts.models import User
from config.api.errors import Problem
from rooms import doorstep
from rooms.models import Ban, Invite, Knock, Member, Room

def somebody(name, **fields):
    return User.objects.create_user(name, display_name=name, **fields)

def come(room, people, **bounds):
    invite, _code = Invite.write(room, room.owner, role="player", lasts=None, max_uses=bounds.get("most"))
    starting, ended = threading.Barrier(len(people)), []
    def run(user):
        starting.wait()
        try:
            doorstep.join_by_link(Invite.objects.select_related("room").get(pk=invite.pk), user)
            ended.append("ok")
        except Problem as problem:
            ended.append(problem.code)
        except Exception as error:
            ended.append(repr(error))
        finally:
            connections.close_all()
    threads = [threading.Thread(target=run, args=(user,)) for user in people]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    room.refresh_from_db()
    invite.refresh_from_db()
    inside = (Knock if room.waiting_room else Member).objects.filter(room=room, user__in=people)
    return {
        "ended": {how: ended.count(how) for how in sorted(set(ended))},
        "inside": inside.count(),
        "banned inside": inside.filter(user__in=Ban.objects.filter(room=room).values("user")).count(),
        "uses": invite.uses,
        "no gap": list(room.entries.values_list("seq", flat=True)) == list(range(1, room.head + 1)),
    }

ada = somebody("ada")
people = [somebody(f"person{number}") for number in range(50)]
rooms = [Room.open_by(ada, name=name) for name in ("three seats", "half banned", "half banned, waiting", "ten tabs")]
rooms[2].change(waiting_room=True)
Ban.objects.bulk_create(Ban(room=room, user=user) for room in rooms[1:3] for user in people[::2])
said = [come(rooms[0], people, most=3), come(rooms[1], people), come(rooms[2], people), come(rooms[3], people[:1] * 10)]
print(json.dumps(dict(zip((room.name for room in rooms), said))))
"""


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_fifty_at_once(database: str, databases: Databases, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": getattr(databases, database)(),
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", CROWD],
        env=environment, cwd=django_settings.BASE_DIR, capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    seats = said["three seats"]
    assert seats == {
        "ended": {"forbidden": 47, "ok": 3}, "inside": 3, "banned inside": 0, "uses": 3, "no gap": True,
    }  # fmt: skip
    for name in ("half banned", "half banned, waiting"):
        assert said[name] == {
            "ended": {"forbidden": 25, "ok": 25}, "inside": 25, "banned inside": 0, "uses": 25, "no gap": True,
        }, name  # fmt: skip
    tabs = said["ten tabs"]
    assert (tabs["ended"], tabs["inside"], tabs["no gap"]) == ({"ok": 10}, 1, True)
