"""Rooms: the list, one room, its snapshot, and live commands by REST."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import path
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from config.api.errors import Invalid
from config.api.views import ApiView, created, no_content, page_of
from rooms import doorstep
from rooms.api.base import RoomView, answer, identifier, pay_for
from rooms.closing import close_room
from rooms.events.room import RoomUpdate
from rooms.live.perform import perform
from rooms.live.snapshot import snapshot
from rooms.models import Knock, Room
from rooms.serializers import CommandIn, RoomIn, room_row


def row_for(user: Any, room_id: UUID) -> dict[str, Any]:
    """Raises NotFound for a room that `user` may not know of."""
    [room] = doorstep.with_news(user, [doorstep.rooms_for(user).seen(user, pk=room_id)])
    return room_row(room)


class RoomList(ApiView):
    """The rooms one belongs to and the public ones; POST opens a room of one's own."""

    inputs = {"post": RoomIn}

    def get(self, request: Request) -> Response:
        rooms = doorstep.rooms_for(request.user).gatherings()
        if request.query_params.get("mine"):
            rooms = rooms.exclude(my_role=None)
        page = page_of(request, rooms.order_by("name", "id"), lambda room: room)
        page.data = [room_row(room) for room in doorstep.with_news(request.user, page.data)]
        return page

    def post(self, request: Request) -> Response:
        require(request.user, "rooms.open", None)
        given = self.read(RoomIn)
        name = given.name.strip()
        if not name:
            raise Invalid(fields={"name": [_("A room needs a name.")]})
        room = Room.open_by(
            request.user,
            name=name,
            description=given.description.strip(),
            is_public=given.is_public,
            kind=given.kind,
            open_history=given.kind == Room.Kind.CHAT,
        )
        return created(row_for(request.user, room.pk))


class RoomDetail(RoomView):
    """One room; PATCH changes it at the live table as `room.update` does; DELETE is the owner's."""

    inputs = {"patch": RoomUpdate.Input}

    def get(self, request: Request, room_id: UUID) -> Response:
        return Response(row_for(request.user, room_id))

    def patch(self, request: Request, room_id: UUID) -> Response:
        given = self.read(RoomUpdate.Input)
        viewer = self.viewer(room_id)
        pay_for(request, RoomUpdate.type)
        perform(viewer, RoomUpdate.type, given.given())
        return self.get(request, room_id)

    def delete(self, request: Request, room_id: UUID) -> Response:
        close_room(self.viewer(room_id))
        return no_content()


class RoomJoin(ApiView):
    """Join a public room in one click; `waiting` when somebody who leads must let one in first."""

    def post(self, request: Request, room_id: UUID) -> Response:
        room = Room.objects.seen(request.user, pk=room_id)
        newcomer = doorstep.join_public(room, request.user)
        return Response({**row_for(request.user, room_id), "waiting": isinstance(newcomer, Knock)})


class RoomSnapshot(RoomView):
    """All that one sees of the table now, with the number it is true at; `?scene=` for a game master preparing."""

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        scene = request.query_params.get("scene")
        if scene and viewer.leads:
            viewer = viewer.looking_at(identifier(scene, "scene"))
        return Response(snapshot(viewer))


class RoomCommands(RoomView):
    """A live command by REST: the same `perform` as the socket's. A repeated `id` does nothing again."""

    inputs = {"post": CommandIn}

    def post(self, request: Request, room_id: UUID) -> Response:
        given = self.read(CommandIn)
        viewer = self.viewer(room_id)
        pay_for(request, given.type)
        return Response(answer(viewer, perform(viewer, given.type, given.data, client_id=given.id)))


routes = [
    path("rooms", RoomList.as_view()),
    path("rooms/<uuid:room_id>", RoomDetail.as_view()),
    path("rooms/<uuid:room_id>/join", RoomJoin.as_view()),
    path("rooms/<uuid:room_id>/snapshot", RoomSnapshot.as_view()),
    path("rooms/<uuid:room_id>/commands", RoomCommands.as_view()),
]
