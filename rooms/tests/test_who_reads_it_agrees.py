"""The query, the projection and the audience keys of a message say the same of who reads it, whoever came when."""

from __future__ import annotations

import random
from typing import Any

from config.testing.cast import person
from rooms.models import Audience, Member, Message, Reader, Role
from rooms.projections.messages import complete, hearers, may_read
from rooms.viewer import Viewer

ROLES = (Role.GAME_MASTER, Role.PLAYER, Role.PLAYER, Role.SPECTATOR)


def test_they_agree(table: Any) -> None:
    chance, room = random.Random(5), table.room
    people = [person(f"p{number}") for number in range(6)]
    for number, user in enumerate(people):
        role = ROLES[number % len(ROLES)]
        Member.objects.create(room=room, user=user, role=role, joined_seq=chance.randrange(60))
    for seq in range(1, 61):
        message = Message.objects.create(
            room=room, seq=1000 + seq, name="?", text="?", audience=chance.choice(Audience.values)
        )
        Message.objects.filter(pk=message.pk).update(seq=seq)
        for user in chance.sample(people, chance.randrange(4)):
            Reader.objects.create(message=message, user=user)
    for open_history in (False, True):
        type(room).objects.filter(pk=room.pk).update(open_history=open_history)
        room.refresh_from_db()
        agree(room)


def agree(room: Any) -> None:
    viewers = [Viewer.of(room, member) for member in Member.objects.filter(room=room).select_related("user")]
    messages = list(complete(Message.objects.filter(room=room)))
    keys = {message.pk: set(hearers(message)) for message in messages}
    seen = 0
    for viewer in [*viewers, Viewer.display(room)]:
        by_query = set(Message.objects.visible_to(viewer).values_list("pk", flat=True))
        by_user = set(Message.objects.visible_to(viewer.user).filter(room=room).values_list("pk", flat=True))
        by_projection = {message.pk for message in messages if may_read(viewer, message)}
        by_keys = {pk for pk, heard in keys.items() if heard & set(viewer.keys)}
        assert by_query == by_projection == by_keys, viewer.role
        assert viewer.user is None or by_user == by_query
        seen += len(by_query)
    assert seen
