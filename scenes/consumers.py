"""The display's socket: a screen without login, by its code. It shows the players' view and says nothing."""

from __future__ import annotations

from django.urls import path

from config.live.pool import in_thread
from config.live.socket import NO_SUCH, Refused
from rooms.live.socket import RoomSocket
from rooms.viewer import Viewer
from scenes.displays import session_of
from scenes.models import Display


class DisplayConsumer(RoomSocket):
    streams = frozenset({"scene", "room"})

    async def enter(self) -> None:
        display = await in_thread(Display.objects.by_code, self.scope["url_route"]["kwargs"]["code"])
        if display is None:
            raise Refused(NO_SUCH)
        self.viewer = Viewer.display(display.room, eyes=display.eyes_id)
        await self.join(label=session_of(display))


websocket_routes = [path("ws/display/<str:code>/", DisplayConsumer.as_asgi())]
