"""Who belongs to a room, and the links that lead into it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.urls import path, reverse
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from accounts.sign_in import start_session
from accounts.throttles import pay
from config.api.views import ApiView, created, no_content, page_of
from rooms import doorstep
from rooms.api.base import RoomView
from rooms.models import Invite, Member
from rooms.projections import member as member_projection
from rooms.serializers import InviteIn, JoinIn, invite_row
from rooms.views import absolute, qr_svg


class RoomMembers(RoomView):
    """Who belongs to the room, as the asker sees them."""

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        members = Member.objects.visible_to(viewer).select_related("user")
        return page_of(request, members, lambda member: member_projection(viewer, member))


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


routes = [
    path("rooms/<uuid:room_id>/members", RoomMembers.as_view()),
    path("rooms/<uuid:room_id>/invites", RoomInvites.as_view()),
    path("rooms/<uuid:room_id>/invites/<uuid:invite_id>", RoomInvite.as_view()),
    path("invites/<str:code>", InvitePreview.as_view()),
    path("invites/<str:code>/join", InviteJoin.as_view()),
]
