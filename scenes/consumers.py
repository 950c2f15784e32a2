"""Sockets that only look: a display without login, by its code; those who lead, through a player's eyes."""

from __future__ import annotations

from django.urls import path

from accounts.tickets import visitor
from config.live.pool import in_thread
from config.live.socket import NO_SUCH, SIGN_IN, Refused
from rooms.devices import session_of
from rooms.live.socket import RoomSocket
from rooms.viewer import Viewer
from scenes.eyes import looking_through
from scenes.models import Display


class DisplayConsumer(RoomSocket):
    streams = frozenset({"scene", "room"})

    async def enter(self) -> None:
        display = await in_thread(Display.objects.by_code, self.scope["url_route"]["kwargs"]["code"])
        if display is None:
            raise Refused(NO_SUCH)
        self.viewer = Viewer.display(display.room, eyes=display.eyes_id, screen=display.pk)
        await self.join(label=session_of(display))


class EyesConsumer(RoomSocket):
    """What one player sees, for those who lead: no words of theirs, nothing that is told to them alone. It ends as the
    leader's own socket does, with their session and their role.
    """

    streams = frozenset({"scene", "room"})

    async def enter(self) -> None:
        place = self.scope["url_route"]["kwargs"]
        self.session = self.scope.get("session_key")
        user = await visitor(self.scope, str(place["room"]))
        if user is None:
            raise Refused(SIGN_IN)
        viewer = await in_thread(looking_through, place["room"], user, place["user"])
        if viewer is None:
            raise Refused(NO_SUCH)
        self.viewer = viewer
        await self.join()
        self.subscriber.user = str(user.pk)


websocket_routes = [
    path("ws/display/<str:code>/", DisplayConsumer.as_asgi()),
    path("ws/rooms/<uuid:room>/as/<uuid:user>/", EyesConsumer.as_asgi()),
]
