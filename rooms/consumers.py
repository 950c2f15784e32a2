"""The table's socket: all streams, for members who come with a session cookie or a single-use ticket."""

from __future__ import annotations

from typing import Any

from django.urls import path

from accounts.tickets import visitor
from config.live.pool import in_thread
from config.live.socket import NO_SUCH, SIGN_IN, Refused
from rooms.live.socket import RoomSocket
from rooms.models import Member
from rooms.viewer import Viewer


class TableConsumer(RoomSocket):
    async def enter(self) -> None:
        room_id = str(self.scope["url_route"]["kwargs"]["room"])
        self.session = self.scope.get("session_key")
        user = await visitor(self.scope, room_id)
        if user is None:
            raise Refused(SIGN_IN)
        viewer = await in_thread(_admit, room_id, user)
        if viewer is None:
            raise Refused(NO_SUCH)
        self.viewer = viewer
        await self.join()


def _admit(room_id: str, user: Any) -> Viewer | None:
    # One query for all three: after a restart everybody comes at once.
    membership = Member.objects.select_related("room", "user")
    member = membership.filter(room=room_id, user=user, user__is_active=True).first()
    return Viewer.of(member.room, member) if member else None


websocket_routes = [path("ws/rooms/<uuid:room>/", TableConsumer.as_asgi())]
