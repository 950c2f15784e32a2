"""Processor time of `perform`, alone: `python -m config.benchmarks.performing COUNT` prints JSON, in ms a command.

Works on the database that DATABASE_URL names, in the first room it finds; nobody listens there, so no fan-out counts.
"""

from __future__ import annotations

import json
import sys
import time

import django


def measure(count: int) -> dict[str, object]:
    from django.conf import settings
    from django.db import connection

    from rooms.live.perform import perform
    from rooms.models import Member, Role
    from rooms.viewer import Viewer
    from scenes.models import Token

    member = Member.objects.select_related("room", "user").filter(role=Role.OWNER).first()
    who = Viewer.of(member.room, member)
    token = Token.objects.get(scene__room=member.room)
    commands = {
        "chat.say": lambda number: {"text": f"The {number}th thing said at this table tonight."},
        "token.move": lambda number: {"token": str(token.pk), "x": number, "y": 1},
    }
    found: dict[str, object] = {}
    for kind, data in commands.items():
        perform(who, kind, data(0), client_id=f"{kind}-first")
        started = time.process_time()
        for number in range(1, count + 1):
            perform(who, kind, data(number), client_id=f"{kind}-{number}-{time.monotonic_ns()}")
        found[kind] = (time.process_time() - started) / count * 1000
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            found["synchronous"] = {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}[cursor.fetchone()[0]]
    found["database"] = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    return found


if __name__ == "__main__":
    django.setup()
    print(json.dumps(measure(int(sys.argv[1]))))
