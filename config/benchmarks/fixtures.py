"""People, rooms and sessions for a benchmark, written into the database that DATABASE_URL names.

`python -m config.benchmarks.fixtures ROOMS SEATS` prints JSON: for each room its path, a token's id and the cookie of
each member; the first member leads. Nobody is in two rooms.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta

import django


def build(rooms: int, seats: int) -> list[dict[str, object]]:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from accounts.models import User
    from rooms.models import Member, Role, Room
    from scenes.models import Scene, Token

    start = User.objects.count()
    people = [
        User(username=f"b{start + number}", display_name=f"Reader {number}", password="!")
        for number in range(rooms * seats)
    ]
    User.objects.bulk_create(people, batch_size=200)
    tables, members, scenes, tokens, sessions, told = [], [], [], [], [], []
    store = Session.get_session_store_class()()
    ends = timezone.now() + timedelta(days=1)
    for number in range(rooms):
        seated = people[number * seats : (number + 1) * seats]
        room = Room(name=f"Table {number}", owner=seated[0])
        scene = Scene(room=room, name="Crypt", active=True)
        token = Token(scene=scene, name="Goblin", x=0, y=0)
        tables.append(room)
        scenes.append(scene)
        tokens.append(token)
        cookies = []
        for user in seated:
            members.append(Member(room=room, user=user, role=Role.PLAYER if cookies else Role.OWNER))
            key = f"{number:08x}{len(cookies):08x}".rjust(32, "b")
            signed_in = {
                SESSION_KEY: str(user.pk),
                BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[-1],
                HASH_SESSION_KEY: user.get_session_auth_hash(),
            }
            sessions.append(Session(session_key=key, session_data=store.encode(signed_in), expire_date=ends))
            cookies.append(f"{settings.SESSION_COOKIE_NAME}={key}")
        told.append({"path": f"/ws/rooms/{room.pk}/", "token": str(token.pk), "cookies": cookies})
    Room.objects.bulk_create(tables)
    Member.objects.bulk_create(members, batch_size=200)
    Scene.objects.bulk_create(scenes)
    Token.objects.bulk_create(tokens)
    Session.objects.bulk_create(sessions, batch_size=200)
    return told


if __name__ == "__main__":
    django.setup()
    print(json.dumps(build(int(sys.argv[1]), int(sys.argv[2]))))
