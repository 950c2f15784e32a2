"""The invitations of an account that still lead somewhere, for its list of rooms."""

from __future__ import annotations

from typing import Any

from django.urls import Resolver404, resolve

from accounts.models import Notification
from rooms.models import Invite, Member

LOOKED_AT = 20


def open_invitations(user: Any) -> list[Notification]:
    """The notifications of invitations into rooms that `user` has not joined, newest first, one a room; of the newest
    twenty. A link is known to its notification only: the invite keeps a hash.
    """
    told = Notification.objects.visible_to(user).filter(kind="rooms.invited").order_by("-created_at")[:LOOKED_AT]
    by_hash = {Invite.hash(code): note for note in told if (code := _code_of(note.link))}
    if not by_hash:
        return []
    joined = Member.objects.filter(user=user).values("room")
    usable = Invite.objects.usable().filter(person=user, code_hash__in=by_hash).exclude(room__in=joined)
    rooms = {invite.code_hash: invite.room_id for invite in usable}
    newest = {rooms[code_hash]: note for code_hash, note in reversed(by_hash.items()) if code_hash in rooms}
    return sorted(newest.values(), key=lambda note: note.created_at, reverse=True)


def _code_of(link: str) -> str:
    """The code in a link of the doorstep; empty for any other link."""
    try:
        match = resolve(link)
    except Resolver404:
        return ""
    return match.kwargs.get("code", "") if match.url_name == "join" else ""
