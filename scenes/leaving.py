"""What of a person lies on tables when they go."""

from __future__ import annotations

from typing import Any

from rooms.live import perform
from rooms.viewer import Viewer
from scenes.models import Handout


def farewell(user: Any) -> None:
    """Before an account is deleted: the handouts whose pictures are theirs leave the rooms, as events. Rooms are taken in
    one order everywhere, so that two deletions never wait for each other.
    """
    mine = Handout.objects.filter(picture__owner=user).select_related("room").order_by("room", "pk")
    for one in mine:
        perform(Viewer.audience(one.room, "gm"), "handout.delete", {"handout": str(one.pk)}, internal=True)
