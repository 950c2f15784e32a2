"""Who belongs to a room, and the links that lead into it."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from uuid import UUID

from django.urls import path, reverse
from django.utils.translation import gettext as _
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from accounts.sign_in import start_session
from accounts.throttles import pay
from config.api.errors import NotFound
from config.api.views import ApiView, created, no_content, page_of
from rooms import doorstep
from rooms.api.base import RoomView
from rooms.models import Ban, Invite, Knock, Member, Role
from rooms.projections import ban as ban_projection
from rooms.projections import knock as knock_projection
from rooms.projections import member as member_projection
from rooms.serializers import InvitationIn, InviteIn, JoinIn, invite_row
from rooms.viewer import Viewer
from rooms.views import absolute, qr_svg


class RoomMembers(RoomView):
    """Who belongs to the room, as the asker sees them."""

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        members = Member.objects.visible_to(viewer).select_related("user")
        return page_of(request, members, lambda member: member_projection(viewer, member))


def require_inviting(viewer: Viewer, role: str) -> None:
    """Raises Forbidden for who may not ask others in as `role`."""
    require(viewer, "rooms.lead", viewer.room)
    if role == Role.GAME_MASTER:
        require(viewer, "rooms.appoint_game_master", viewer.room)


class RoomInvites(RoomView):
    """Links into the room, and who came by which. The link with its QR code is in the answer to POST, once: only a hash
    is kept.
    """

    inputs = {"post": InviteIn}

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        require(viewer, "rooms.lead", viewer.room)
        came = defaultdict(list)
        for member in Member.objects.filter(room=viewer.room).exclude(invite=None).select_related("user"):
            came[member.invite_id].append(member)
        usable = Invite.objects.visible_to(viewer).usable().select_related("created_by")
        return page_of(request, usable, lambda invite: invite_row(invite, came[invite.pk]))

    def post(self, request: Request, room_id: UUID) -> Response:
        given = self.read(InviteIn)
        viewer = self.viewer(room_id)
        require_inviting(viewer, given.role)
        lasts = timedelta(seconds=given.expires_in) if given.expires_in else None
        invite, code = Invite.write(viewer.room, viewer.user, role=given.role, lasts=lasts, max_uses=given.max_uses)
        link = absolute(request, reverse("join", args=[code]))
        return created({**invite_row(invite), "code": code, "url": link, "qr": qr_svg(link)})


class RoomInvite(RoomView):
    def delete(self, request: Request, room_id: UUID, invite_id: UUID) -> Response:
        """Ends a link at once."""
        viewer = self.viewer(room_id)
        require(viewer, "rooms.lead", viewer.room)
        Invite.objects.seen(viewer, pk=invite_id).end()
        return no_content()


class RoomInvitations(RoomView):
    """Invite an account by its name or e-mail address: it is notified, with a link that only it can use. The answer is
    the same whether there is such an account or not.
    """

    inputs = {"post": InvitationIn}

    def post(self, request: Request, room_id: UUID) -> Response:
        given = self.read(InvitationIn)
        viewer = self.viewer(room_id)
        require_inviting(viewer, given.role)
        pay(request, "invitation")
        doorstep.invite_person(viewer.room, viewer.user, given.user, role=given.role)
        return Response({"message": _("If there is such an account here, it is invited now.")}, status=202)


class RoomKnocks(RoomView):
    """Who waits to be let in, for those who lead. They answer with the commands `member.admit` and `member.refuse`."""

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        require(viewer, "rooms.lead", viewer.room)
        waiting = Knock.objects.visible_to(viewer).select_related("user")
        return page_of(request, waiting, lambda knock: knock_projection(viewer, knock))


class RoomBans(RoomView):
    """Who may not come back, for those who lead."""

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        require(viewer, "rooms.lead", viewer.room)
        bans = Ban.objects.visible_to(viewer).select_related("user", "by")
        return page_of(request, bans, lambda ban: ban_projection(viewer, ban))


class RoomKnock(ApiView):
    """One's own knock, for the page of who waits: `state` is "waiting", or "in" with the address to go to. Refused, and
    never knocked, is 404. DELETE goes away again.
    """

    def get(self, request: Request, room_id: UUID) -> Response:
        if Member.objects.filter(room=room_id, user=request.user).exists():
            return Response({"state": "in", "address": reverse("table", args=[room_id])})
        return Response({"state": "waiting", "room": {"name": self.knock(room_id).room.name}})

    def delete(self, request: Request, room_id: UUID) -> Response:
        doorstep.withdraw(self.knock(room_id))
        return no_content()

    def knock(self, room_id: UUID) -> Knock:
        knock = Knock.objects.select_related("room", "user").filter(room=room_id, user=self.request.user).first()
        if knock is None:
            raise NotFound()
        return knock


class InvitePreview(ApiView):
    """What the holder of a link is told before joining: the room's name, and as what."""

    permission_classes = [AllowAny]

    def get(self, request: Request, code: str) -> Response:
        pay(request, "invite")
        invite = Invite.find(code, by=request.user)
        return Response(
            {"room": {"name": invite.room.name, "description": invite.room.description}, "role": invite.role}
        )


class InviteJoin(ApiView):
    """Join by link. Nobody signed in: `display_name` makes a guest, signed in to this browser and bound to this room.
    `waiting` when somebody who leads must let one in first: `address` is then the page to wait on.
    """

    permission_classes = [AllowAny]
    inputs = {"post": JoinIn}

    def post(self, request: Request, code: str) -> Response:
        pay(request, "invite")
        given = self.read(JoinIn)
        user = request.user if request.user.is_authenticated else None
        name = given.display_name if isinstance(given.display_name, str) else None
        newcomer, joined = doorstep.join_by_link(Invite.find(code, by=user), user, display_name=name)
        if user is None:
            start_session(request._request, joined)
        waiting = isinstance(newcomer, Knock)
        return created(
            {
                "room": newcomer.room_id,
                "member": None if waiting else newcomer.pk,
                "user": joined.pk,
                "role": newcomer.role,
                "waiting": waiting,
                "address": reverse("waiting" if waiting else "table", args=[newcomer.room_id]),
            }
        )


routes = [
    path("rooms/<uuid:room_id>/members", RoomMembers.as_view()),
    path("rooms/<uuid:room_id>/invites", RoomInvites.as_view()),
    path("rooms/<uuid:room_id>/invites/<uuid:invite_id>", RoomInvite.as_view()),
    path("rooms/<uuid:room_id>/invitations", RoomInvitations.as_view()),
    path("rooms/<uuid:room_id>/knock", RoomKnock.as_view()),
    path("rooms/<uuid:room_id>/knocks", RoomKnocks.as_view()),
    path("rooms/<uuid:room_id>/bans", RoomBans.as_view()),
    path("invites/<str:code>", InvitePreview.as_view()),
    path("invites/<str:code>/join", InviteJoin.as_view()),
]
