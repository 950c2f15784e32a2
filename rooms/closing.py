"""What ends at once on every page: a room is deleted, a sign-in is over."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from accounts.hooks import Ended
from accounts.rules import require
from config.live import hubs, wire
from config.live.hub import RESTARTING
from config.live.socket import NO_SUCH, SIGN_IN
from rooms.models import Room
from rooms.viewer import Viewer, sights_of

DELETED: dict[str, str] = {Room.Kind.UNIVERSE.value: "universe.deleted"}


def close_room(viewer: Viewer) -> None:
    """Deletes the room with all that was said in it; every page in it is told at once. The owner's alone."""
    require(viewer, "rooms.delete", viewer.room)
    delete(viewer.room)


def delete(room: Room) -> None:
    """Whoever asks. Waits for what is being written in the room, which goes too. Pages are told that it is deleted, and
    then their sockets end.
    """
    topic, sights = str(room.pk), list(sights_of(room))
    said = wire.encode({"type": DELETED.get(room.kind, "room.deleted"), "by": None, "data": {}})
    with transaction.atomic():
        room.hold()
        room.delete()
        for message in (
            {"act": "pass", "keys": sights, "payload": said, "about": ""},
            {"act": "close", "code": NO_SUCH},
        ):
            transaction.on_commit(partial(hubs.tell, topic, message), robust=True)


def revoke_sockets(ended: Ended) -> None:
    """A sign-in ended: its sockets close within a second, in every process."""
    message = {"act": "revoke", "user": str(ended.user), "session": ended.session, "code": SIGN_IN}
    if ended.session is not None:
        message["user"] = None
    if ended.kept is not None:
        hubs.tell_every({"act": "revoke", "user": None, "session": ended.kept, "code": RESTARTING})
    if ended.family is None:
        hubs.tell_every(message)
