"""What of a person lies on tables when they go."""

from __future__ import annotations

from typing import Any

from rooms.live import follow
from scenes.models import Character, Handout, Token


def farewell(user: Any) -> None:
    """Before an account is deleted: the handouts whose pictures are theirs leave the rooms, tokens and characters put
    such pictures off, as events. Rooms are taken in one order everywhere, so that two deletions never wait for each other.
    """
    handouts = Handout.objects.filter(picture__owner=user).select_related("room")
    tokens = Token.objects.filter(picture__owner=user).select_related("scene__room")
    characters = Character.objects.filter(portrait__owner=user).select_related("room")
    steps = [
        *((one.room, "handout.delete", {"handout": str(one.pk)}) for one in handouts),
        *((one.scene.room, "token.picture", {"token": str(one.pk), "picture": None}) for one in tokens),
        *((one.room, "character.portrait", {"character": str(one.pk), "picture": None}) for one in characters),
    ]
    for room, type, data in sorted(steps, key=lambda step: (step[0].pk, step[1], str(step[2]))):
        follow(room, type, data)
