"""What people are told of rooms while they are elsewhere: kept in their list, shown live on any page they have open."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import inbox
from accounts.models import User
from rooms.models import LEADING, GameSession, Knock, Member, Presence, Room

WORDS = {
    "rooms.invited": _("%(by)s invites you to %(room)s."),
    "rooms.knocked": _("%(name)s waits at the door of %(room)s."),
    "rooms.handed_over": _("%(by)s has handed %(room)s over to you: it is yours now."),
    "rooms.session_scheduled": _("%(room)s: %(by)s has planned “%(title)s”. Say whether you come."),
    "rooms.session_changed": _("%(room)s: “%(title)s” has another time now."),
    "rooms.staff_look": _("%(by)s of this server's staff looks into %(room)s for half an hour. Reason: %(reason)s"),
    "rooms.session_cancelled": _("%(room)s: “%(title)s” was cancelled."),
}


def invited(person: User, room: Room, *, by: User, link: str) -> None:
    inbox.notify(person, "rooms.invited", link=link, by=by.display_name, room=room.name)


def knocked(knock: Knock) -> None:
    """To those who lead, when none of them is at the table to see it there."""
    leading = _members(knock.room, role__in=LEADING)
    present = Presence.objects.filter(room=knock.room, user__in=leading, expires_at__gte=timezone.now())
    if not present.exists():
        told = {"name": knock.user.display_name, "room": knock.room.name}
        inbox.notify_all(leading, "rooms.knocked", link=_table(knock.room), **told)


def answered(knock: Knock, state: str) -> None:
    """To the page of who waits: "in" or "refused". Who has closed it finds out when they come again."""
    inbox.push(knock.user_id, {"type": "knock", "data": {"room": str(knock.room_id), "state": state}})


def handed_over(room: Room, heir: User, *, by: User) -> None:
    inbox.notify(heir, "rooms.handed_over", link=_table(room), by=by.display_name, room=room.name)


def session_scheduled(session: GameSession, *, by: User) -> None:
    _of_session(session, "rooms.session_scheduled", by)


def session_changed(session: GameSession, *, by: User) -> None:
    _of_session(session, "rooms.session_changed", by)


def session_cancelled(session: GameSession, *, by: User) -> None:
    _of_session(session, "rooms.session_cancelled", by)


def _of_session(session: GameSession, kind: str, by: User) -> None:
    """To everybody in the room but who did it; `at` is for pages that want to say when, in the reader's time zone."""
    room = session.room
    told: dict[str, Any] = {"by": by.display_name, "room": room.name, "title": session.title}
    told["at"] = session.starts_at.isoformat()
    inbox.notify_all(_members(room).exclude(pk=by.pk), kind, link=_table(room), **told)


def _members(room: Room, **which: Any) -> Any:
    return User.objects.filter(memberships__in=Member.objects.filter(room=room, **which), is_active=True)


def _table(room: Room) -> str:
    return reverse("table", args=[room.pk])
