"""REST of rooms: lists and membership here; whatever a table sees changes through `perform`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import path, reverse
from django.utils.translation import gettext as _
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from accounts.sign_in import start_session
from accounts.throttles import pay
from config.api.errors import Invalid, NotFound
from config.api.views import ApiView, created, cursor_page, no_content, page_of
from rooms import doorstep
from rooms.closing import close_room
from rooms.live.perform import Outcome, perform
from rooms.live.snapshot import snapshot
from rooms.models import Invite, Member, Message, Room
from rooms.projections import member as member_projection
from rooms.projections import message as message_projection
from rooms.serializers import CommandIn, InviteIn, JoinIn, RoomChange, RoomIn, invite_row, room_row
from rooms.viewer import Viewer
from rooms.views import absolute, qr_svg


class RoomView(ApiView):
    """Base of what happens inside one room."""

    def viewer(self, room_id: UUID) -> Viewer:
        """Who asks, at this room's table. Raises NotFound for strangers: they learn nothing of it."""
        room = Room.objects.seen(self.request.user, pk=room_id)
        viewer = Viewer.entering(room, self.request.user)
        if viewer is None:
            raise NotFound()
        return viewer


class RoomList(ApiView):
    """The rooms one belongs to and the public ones; POST opens a room of one's own."""

    inputs = {"post": RoomIn}

    def get(self, request: Request) -> Response:
        rooms = doorstep.rooms_for(request.user)
        if request.query_params.get("mine"):
            rooms = rooms.exclude(my_role=None)
        return page_of(request, rooms.order_by("name", "id"), room_row)

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
        return created(room_row(doorstep.rooms_for(request.user).get(pk=room.pk)))


class RoomDetail(RoomView):
    """One room; PATCH names it anew at the live table; DELETE is the owner's."""

    inputs = {"patch": RoomChange}

    def get(self, request: Request, room_id: UUID) -> Response:
        return Response(room_row(doorstep.rooms_for(request.user).seen(request.user, pk=room_id)))

    def patch(self, request: Request, room_id: UUID) -> Response:
        given = self.read(RoomChange)
        data = {
            field: getattr(given, field) for field in ("name", "description") if isinstance(getattr(given, field), str)
        }
        perform(self.viewer(room_id), "room.update", data)
        return self.get(request, room_id)

    def delete(self, request: Request, room_id: UUID) -> Response:
        close_room(self.viewer(room_id))
        return no_content()


class RoomJoin(ApiView):
    """Join a public room in one click."""

    def post(self, request: Request, room_id: UUID) -> Response:
        room = Room.objects.seen(request.user, pk=room_id)
        doorstep.join_public(room, request.user)
        return Response(room_row(doorstep.rooms_for(request.user).get(pk=room_id)))


class RoomMembers(RoomView):
    """Who belongs to the room, as the asker sees them."""

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        members = Member.objects.visible_to(viewer).select_related("user")
        return page_of(request, members, lambda member: member_projection(viewer, member))


class RoomMessages(RoomView):
    """What was said, oldest first: `?limit=50` of those before number `?before=` (the newest without it)."""

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        limit = number(request, "limit", 50, most=500)
        before = number(request, "before", 0, most=2**62)
        said = Message.objects.visible_to(viewer).order_by("-seq")
        if before:
            said = said.filter(seq__lt=before)
        found = list(said[: limit + 1])
        page = found[:limit][::-1]
        first = page[0].seq if page else None
        return cursor_page([message_projection(viewer, one) for one in page], before=first, more=len(found) > limit)


class RoomSnapshot(RoomView):
    """All that one sees of the table now, with the number it is true at; `?scene=` for a game master preparing."""

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        scene = request.query_params.get("scene")
        if scene and viewer.leads:
            try:
                viewer = viewer.looking_at(UUID(scene))
            except ValueError:
                raise Invalid(fields={"scene": [_("This is no id.")]}) from None
        return Response(snapshot(viewer))


class RoomCommands(RoomView):
    """A live command by REST: the same `perform` as the socket's. A repeated `id` does nothing again."""

    inputs = {"post": CommandIn}

    def post(self, request: Request, room_id: UUID) -> Response:
        given = self.read(CommandIn)
        viewer = self.viewer(room_id)
        return Response(answer(viewer, perform(viewer, given.type, given.data, client_id=given.id)))


class RoomInvites(RoomView):
    """Links into the room. The link with its QR code is in the answer to POST, once: only a hash is kept."""

    inputs = {"post": InviteIn}

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        require(viewer, "rooms.lead", viewer.room)
        return page_of(request, Invite.objects.visible_to(viewer).usable(), invite_row)

    def post(self, request: Request, room_id: UUID) -> Response:
        given = self.read(InviteIn)
        viewer = self.viewer(room_id)
        require(viewer, "rooms.lead", viewer.room)
        if given.role == "game_master":
            require(viewer, "rooms.appoint_game_master", viewer.room)
        lasts = timedelta(seconds=given.expires_in) if given.expires_in else None
        invite, code = Invite.write(viewer.room, viewer.user, role=given.role, lasts=lasts, max_uses=given.max_uses)
        link = absolute(request, reverse("join", args=[code]))
        return created({**invite_row(invite), "code": code, "url": link, "qr": qr_svg(link)})


class RoomInvite(RoomView):
    def delete(self, request: Request, room_id: UUID, invite_id: UUID) -> Response:
        """Ends a link at once."""
        viewer = self.viewer(room_id)
        require(viewer, "rooms.lead", viewer.room)
        Invite.objects.seen(viewer, pk=invite_id).delete()
        return no_content()


class InvitePreview(ApiView):
    """What the holder of a link is told before joining: the room's name, and as what."""

    permission_classes = [AllowAny]

    def get(self, request: Request, code: str) -> Response:
        pay(request, "invite")
        invite = Invite.find(code)
        return Response(
            {"room": {"name": invite.room.name, "description": invite.room.description}, "role": invite.role}
        )


class InviteJoin(ApiView):
    """Join by link. Nobody signed in: `display_name` makes a guest, signed in to this browser and bound to this room."""

    permission_classes = [AllowAny]
    inputs = {"post": JoinIn}

    def post(self, request: Request, code: str) -> Response:
        pay(request, "invite")
        given = self.read(JoinIn)
        user = request.user if request.user.is_authenticated else None
        name = given.display_name if isinstance(given.display_name, str) else None
        member, joined = doorstep.join_by_link(Invite.find(code), user, display_name=name)
        if user is None:
            start_session(request._request, joined)
        return created(
            {
                "room": member.room_id,
                "member": member.pk,
                "user": joined.pk,
                "role": member.role,
                "address": reverse("table", args=[member.room_id]),
            }
        )


def answer(viewer: Viewer, outcome: Outcome) -> dict[str, Any]:
    """What REST says of a performed command: its number and what the author may see of it."""
    ops = outcome.kept.ops(viewer.keys) if outcome.kept else []
    return {"seq": outcome.seq, "repeated": outcome.repeated, "ops": ops}


def number(request: Request, name: str, default: int, *, most: int) -> int:
    """A whole number of the query, at least 0. Raises Invalid for anything else."""
    try:
        value = int(request.query_params.get(name) or default)
    except ValueError:
        raise Invalid(fields={name: [_("This must be a whole number.")]}) from None
    return max(0, min(value, most))


routes = [
    path("rooms", RoomList.as_view()),
    path("rooms/<uuid:room_id>", RoomDetail.as_view()),
    path("rooms/<uuid:room_id>/join", RoomJoin.as_view()),
    path("rooms/<uuid:room_id>/members", RoomMembers.as_view()),
    path("rooms/<uuid:room_id>/messages", RoomMessages.as_view()),
    path("rooms/<uuid:room_id>/snapshot", RoomSnapshot.as_view()),
    path("rooms/<uuid:room_id>/commands", RoomCommands.as_view()),
    path("rooms/<uuid:room_id>/invites", RoomInvites.as_view()),
    path("rooms/<uuid:room_id>/invites/<uuid:invite_id>", RoomInvite.as_view()),
    path("invites/<str:code>", InvitePreview.as_view()),
    path("invites/<str:code>/join", InviteJoin.as_view()),
]
