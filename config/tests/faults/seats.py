"""Lays a table into the database of DATABASE_URL and prints who may sit at it, as JSON.

Run in a process of its own (`python -m config.tests.faults.seats 3`), because a test's Django has another database.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any


def lay(players: int) -> dict[str, Any]:
    """A room led by Ada with a scene, one token for each player, and a hidden one; each person with a session."""
    from accounts.models import User
    from rooms.live.perform import perform
    from rooms.models import Member, Room
    from rooms.viewer import Viewer

    ada = User.objects.create_user("ada", "a lamp over a table", is_game_master=True)
    room = Room.open_by(ada, name="The Lich and His Tomb")
    lead = Viewer.of(room, Member.objects.select_related("user").get(room=room, user=ada))
    scene = perform(lead, "scene.create", {"name": "Antechamber"}).made[0]
    place = {"scene": str(scene.pk), "x": 0.0, "y": 0.0}
    ghost = perform(lead, "token.create", {**place, "name": "Ghost", "hidden": True}).made[0]
    people = [{"name": "ada", "user": str(ada.pk), "session": session(ada), "token": str(ghost.pk), "leads": True}]
    for number in range(players):
        user = User.objects.create_user(f"player{number}", "a lamp over a table")
        perform(Viewer.joining(room, user), "member.join", {"role": "player"}, internal=True)
        token = perform(lead, "token.create", {**place, "name": user.username}).made[0]
        perform(lead, "token.own", {"token": str(token.pk), "users": [str(user.pk)]})
        people.append(
            {
                "name": user.username,
                "user": str(user.pk),
                "session": session(user),
                "token": str(token.pk),
                "leads": False,
            }
        )
    return {"room": str(room.pk), "people": people}


def session(user: Any) -> str:
    from django.test import Client

    client = Client()
    client.force_login(user, backend="accounts.backends.NameOrEmail")
    return client.cookies["sessionid"].value


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    print(json.dumps(lay(int(sys.argv[1]))))
