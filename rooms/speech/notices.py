"""What people are told of talk while they are elsewhere: that they were named or whispered to, never the words."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import inbox
from accounts.models import Notification, User
from rooms.models import Message, Presence, Report

MENTION, WHISPER, REPORT = "rooms.mention", "rooms.whisper", "rooms.report"
WORDS = {
    MENTION: _("%(by)s mentioned you in %(room)s."),
    WHISPER: _("%(by)s whispered to you in %(room)s."),
    REPORT: _("Something was reported in %(room)s. Please look at it."),
}


def mentioned(message: Message, users: Iterable[UUID]) -> None:
    _tell_absent(message, MENTION, users)


def whispered_to(message: Message, users: Iterable[UUID]) -> None:
    _tell_absent(message, WHISPER, users)


def reported(report: Report) -> None:
    """To staff: that there is something, and where."""
    staff = User.objects.filter(is_staff=True, is_active=True)
    link = reverse("admin:rooms_report_change", args=[report.pk])
    inbox.notify_all(staff, REPORT, link=link, room=report.room.name)


def _tell_absent(message: Message, kind: str, users: Iterable[UUID]) -> None:
    """Once for each who is not at the table, until they have read it: ten whispers are one line in the list."""
    asked = set(users) - {message.user_id}
    if not asked:
        return
    here = Presence.objects.filter(room=message.room, user__in=asked, expires_at__gte=timezone.now())
    link = reverse("table", args=[message.room_id])
    told = {"by": message.name, "room": message.room.name}
    unread = Notification.objects.unread().filter(user__in=asked, kind=kind, link=link).values_list("user", "params")
    known = {user for user, params in unread if params == told}
    absent = User.objects.filter(pk__in=asked - known, is_active=True).exclude(pk__in=here.values("user"))
    inbox.notify_all(absent, kind, link=link, **told)
