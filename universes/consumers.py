"""The socket of a universe's page: its members as at any room, and whoever else may see it as an onlooker."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import path

from accounts.tickets import visitor
from config.live.pool import in_thread
from config.live.socket import NO_SUCH, SIGN_IN, Refused
from rooms.live.socket import RoomSocket
from rooms.viewer import Viewer
from universes.models import Universe
from universes.onlookers import label_of


class UniverseConsumer(RoomSocket):
    """An onlooker hears no talk, is not told who is here and does nothing; those who belong to it are told how many look
    in, and not who. Their socket ends when fewer may see the universe, and within a beat when
    they themselves may no more, or are signed out.
    """

    async def enter(self) -> None:
        id: UUID = self.scope["url_route"]["kwargs"]["universe"]
        self.session = self.scope.get("session_key")
        user = await visitor(self.scope)
        if user is None:
            raise Refused(SIGN_IN)
        viewer = await in_thread(_admit, id, user)
        if viewer is None:
            raise Refused(NO_SUCH)
        self.viewer = viewer
        if viewer.user is not None:
            await self.join()
            return
        self.streams = frozenset({"room", "universe"})
        session, self.session = self.session or "", None
        await self.join(label=label_of(user.pk, id, session), onlooker=str(user.pk))


def _admit(id: UUID, user: Any) -> Viewer | None:
    universe = Universe.objects.visible_to(user).select_related("room").filter(pk=id).first()
    if universe is None:
        return None
    return Viewer.entering(universe.room, user) or Viewer.display(universe.room)


websocket_routes = [path("ws/universes/<uuid:universe>/", UniverseConsumer.as_asgi())]
