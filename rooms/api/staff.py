"""`/api/v1/admin/rooms…` and `…/reports`: rooms by name and owner, a look for a reason, what was reported."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from django.db.models import Count, Q
from django.urls import path
from msgspec import Meta, Struct
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.staff.audit import By
from accounts.staff.inputs import Bytes, Reason
from accounts.staff.views import StaffView, one
from config.api.errors import NotFound
from config.api.views import created, no_content, page_of
from rooms import oversight
from rooms.models import Message, Report

ROOM = "{id, name, kind, owner: {id, username} | null, members, files: {used, quota}, archived, created_at}"


class Look(Struct, forbid_unknown_fields=True):
    reason: Annotated[str, Meta(max_length=500)]


class Quota(Struct, forbid_unknown_fields=True):
    file_quota: Bytes
    reason: Reason = ""


class Decision(Struct, forbid_unknown_fields=True):
    """`decision` is needed to close."""

    state: Literal["open", "closed"]
    decision: Reason = ""


def _rooms() -> Any:
    return oversight.rooms().select_related("owner").annotate(size=Count("members"))


def room_data(room: Any) -> dict[str, Any]:
    """What staff see of a room without a look: nothing that lies in it or was said."""
    owner = room.owner
    return {
        "id": room.pk,
        "name": room.name,
        "kind": room.kind,
        "owner": {"id": owner.pk, "username": owner.username} if owner else None,
        "members": room.size,
        "files": {"used": room.file_used, "quota": room.file_quota},
        "archived": room.archived_at is not None,
        "created_at": room.created_at,
    }


def message_data(message: Message) -> dict[str, Any]:
    return {
        "id": message.pk,
        "at": message.created_at,
        "by": {"id": message.user_id, "name": message.name},
        "speaker": message.speaker,
        "kind": message.kind,
        "text": message.text,
        "roll": message.roll,
        "deleted": bool(message.deleted_by),
    }


class Rooms(StaffView):
    """All rooms; `?q=` looks into their names and their owners' names."""

    outputs = {"get": f"Rooms: {ROOM}."}

    def get(self, request: Request) -> Response:
        words, found = request.query_params.get("q", "").strip()[:100], _rooms().order_by("name", "id")
        if words:
            found = found.filter(Q(name__icontains=words) | Q(owner__username__icontains=words))
        return page_of(request, found, room_data)


class OneRoom(StaffView):
    """One room: its name, owner and sizes. PATCH sets how many bytes its files may have."""

    inputs = {"patch": Quota}
    outputs = {"get": f"The room: {ROOM}.", "patch": "The room."}

    def get(self, request: Request, room_id: UUID) -> Response:
        return Response(room_data(one(_rooms(), room_id)))

    def patch(self, request: Request, room_id: UUID) -> Response:
        given = self.read(Quota)
        oversight.set_quota(By.of(request, given.reason), one(oversight.rooms(), room_id), given.file_quota)
        return Response(room_data(one(_rooms(), room_id)))


class Looks(StaffView):
    """POST opens the talk of a room for thirty minutes, for a reason that is kept and told to its owner; DELETE ends it."""

    inputs = {"post": Look}
    outputs = {"post": "{until}"}

    def post(self, request: Request, room_id: UUID) -> Response:
        given = self.read(Look)
        room = one(oversight.rooms().select_related("owner"), room_id)
        return created({"until": oversight.look(By.of(request, given.reason), room)})

    def delete(self, request: Request, room_id: UUID) -> Response:
        oversight.end_look(By.of(request), one(oversight.rooms(), room_id))
        return no_content()


class Talk(StaffView):
    """What was said in a room one has opened a look into, newest first; else 404. Whispers between two are not in it."""

    outputs = {"get": "Messages: {id, at, by: {id, name}, speaker, kind, text, roll, deleted}."}

    def get(self, request: Request, room_id: UUID) -> Response:
        room = one(oversight.rooms(), room_id)
        if oversight.looking_until(request.user, room) is None:
            raise NotFound()
        return page_of(request, oversight.talk(room), message_data)


class Reports(StaffView):
    """What members reported, newest first; `?state=open` or `closed`."""

    outputs = {
        "get": "Reports: {id, room, about, reporter, reason, excerpt, state, decision, handled_at, handled_by, created_at}."
    }

    def get(self, request: Request) -> Response:
        found = Report.objects.select_related("room", "user", "reporter", "handled_by")
        state = request.query_params.get("state")
        if state in ("open", "closed"):
            found = found.filter(handled_at__isnull=state == "open")
        answer = page_of(request, found, lambda report: report)
        decided = oversight.decisions(answer.data)
        answer.data = [report_data(report, decided.get(report.pk, "")) for report in answer.data]
        return answer


class OneReport(StaffView):
    """One report. PATCH closes it with a decision, which is kept in the audit log, or opens it again."""

    inputs = {"patch": Decision}
    outputs = {"patch": "The report."}

    def get(self, request: Request, report_id: UUID) -> Response:
        return self._answer(report_id)

    def patch(self, request: Request, report_id: UUID) -> Response:
        given, report = self.read(Decision), one(Report.objects.all(), report_id)
        by = By.of(request, given.decision)
        if given.state == "closed":
            oversight.close(by, report)
        else:
            oversight.reopen(by, report)
        return self._answer(report_id)

    def _answer(self, report_id: UUID) -> Response:
        report = one(Report.objects.select_related("room", "user", "reporter", "handled_by"), report_id)
        return Response(report_data(report, oversight.decision(report)))


def report_data(report: Report, decision: str) -> dict[str, Any]:
    return {
        "id": report.pk,
        "room": {"id": report.room_id, "name": report.room.name},
        "about": _named(report.user),
        "reporter": _named(report.reporter),
        "reason": report.reason,
        "excerpt": report.excerpt,
        "state": "closed" if report.handled_at else "open",
        "decision": decision,
        "handled_at": report.handled_at,
        "handled_by": _named(report.handled_by),
        "created_at": report.created_at,
    }


def _named(user: Any) -> dict[str, Any] | None:
    return {"id": user.pk, "username": user.username} if user else None


routes = [
    path("admin/rooms", Rooms.as_view()),
    path("admin/rooms/<uuid:room_id>", OneRoom.as_view()),
    path("admin/rooms/<uuid:room_id>/look", Looks.as_view()),
    path("admin/rooms/<uuid:room_id>/messages", Talk.as_view()),
    path("admin/reports", Reports.as_view()),
    path("admin/reports/<uuid:report_id>", OneReport.as_view()),
]
