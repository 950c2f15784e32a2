"""Reports of a message or a person to staff."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.urls import path
from django.utils.translation import gettext as _
from msgspec import Meta, Struct
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.throttles import pay
from config.api.errors import Invalid
from config.api.views import created
from rooms.api.base import RoomView
from rooms.models import Member, Message, Report
from rooms.speech import notices


class ReportIn(Struct, forbid_unknown_fields=True):
    reason: Annotated[str, Meta(min_length=1, max_length=500)]
    message: UUID | None = None
    user: UUID | None = None


class RoomReports(RoomView):
    """Tell staff of a message one may read, or of a member. They see what was said then, even if it is deleted later, and
    nothing else of the room.
    """

    inputs = {"post": ReportIn}

    def post(self, request: Request, room_id: UUID) -> Response:
        given = self.read(ReportIn)
        viewer = self.viewer(room_id)
        pay(request, "report")
        if not given.reason.strip():
            raise Invalid(fields={"reason": [_("Say in a few words what is wrong.")]})
        if (given.message is None) == (given.user is None):
            words = _("Report a message, or a person.")
            raise Invalid(words, fields={"message": [words]})
        message = Message.objects.seen(viewer, pk=given.message) if given.message else None
        about = message.user if message else Member.objects.seen(viewer, user=given.user).user
        report = Report.file(viewer.room, viewer.user, about=about, message=message, reason=given.reason.strip())
        notices.reported(report)
        return created({"id": report.pk, "created_at": report.created_at})


routes = [path("rooms/<uuid:room_id>/reports", RoomReports.as_view())]
