"""What staff do with rooms: sizes, reports, and the one way to read what was said in a room that is not theirs.

A look has a reason, lasts thirty minutes, is in the audit log and told to the room's owner; the entry of the log is
what opens it, so there is no look without one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import inbox
from accounts.models import AuditEntry
from accounts.models.audit import ACTIONS
from accounts.staff.audit import By, changes, note
from config.api.errors import Invalid
from rooms.models import Audience, Message, Report, Room

LOOK = timedelta(minutes=30)
BEGUN, ENDED = "room.looked", "room.look_ended"
CLOSED, REOPENED = "report.closed", "report.reopened"
SHORTEST_REASON = 10
TOLD = "rooms.staff_look"
ACTIONS.update(
    {
        BEGUN: _("looked into the room"),
        ENDED: _("ended the look into the room"),
        CLOSED: _("closed the report"),
        REOPENED: _("opened the report again"),
        "room.quota": _("set the storage of the room"),
    }
)


def rooms() -> QuerySet[Room]:
    """Those that staff look after. A universe's room bears its name, which may be private: only one that was reported."""
    reported = Exists(Report.objects.filter(room=OuterRef("pk")))
    return Room.objects.filter(~Q(kind=Room.Kind.UNIVERSE) | reported)


@transaction.atomic
def look(by: By, room: Room) -> datetime:
    """Opens the talk of `room` to one of staff, for a reason. Returns until when. Raises Invalid without a reason."""
    if len(by.reason) < SHORTEST_REASON:
        words = gettext("Say why, in a sentence: the reason is kept and the room's owner is told.")
        raise Invalid(words, fields={"reason": [words]})
    entry = note(by, BEGUN, room)
    if room.owner is not None and by.user is not None and room.owner_id != by.user.pk:
        told = {"by": by.user.display_name, "room": room.name, "reason": by.reason}
        inbox.notify(room.owner, TOLD, **told)
    return entry.created_at + LOOK


def looking_until(user: Any, room: Room) -> datetime | None:
    """Until when `user` may look into `room`; None when they may not."""
    last = (
        AuditEntry.objects.filter(actor=user.pk, subject=room.pk, action__in=(BEGUN, ENDED))
        .filter(created_at__gt=timezone.now() - LOOK)
        .order_by("-created_at")
        .first()
    )
    return last.created_at + LOOK if last is not None and last.action == BEGUN else None


def end_look(by: By, room: Room) -> None:
    """Before its time; again changes nothing."""
    if by.user is not None and looking_until(by.user, room):
        note(by, ENDED, room)


def talk(room: Room) -> QuerySet[Message]:
    """What was said in it, newest first, but not what two said to each other: a whisper's own readers report it."""
    return Message.objects.filter(room=room).exclude(audience=Audience.NAMED).order_by("-seq")


@transaction.atomic
def close(by: By, report: Report) -> None:
    """Staff have decided: the reason is the decision. Raises Invalid without one."""
    if not by.reason:
        words = gettext("Say what was decided.")
        raise Invalid(words, fields={"decision": [words]})
    if report.handled_at is None:
        report.handle(by.user)
        note(by, CLOSED, report)


@transaction.atomic
def reopen(by: By, report: Report) -> None:
    if report.handled_at is not None:
        report.reopen()
        note(by, REOPENED, report)


def decision(report: Report) -> str:
    """What was decided when it was closed."""
    if report.handled_at is None:
        return ""
    entry = AuditEntry.objects.filter(subject=report.pk, action=CLOSED).order_by("-created_at").first()
    return entry.reason if entry else ""


def decisions(reports: list[Report]) -> dict[Any, str]:
    """The same of many, in one query, by their ids."""
    closed = [report.pk for report in reports if report.handled_at is not None]
    entries = AuditEntry.objects.filter(subject__in=closed, action=CLOSED).order_by("created_at")
    return {entry.subject: entry.reason for entry in entries}


@transaction.atomic
def set_quota(by: By, room: Room, bytes: int) -> None:
    changed = changes(room, {"file_quota": bytes})
    if changed:
        room.change(file_quota=bytes)
        note(by, "room.quota", room, changed)
