"""Tickets: how an API client, which has no cookie, opens a socket without putting its token into an address."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from accounts.models import User, WsTicket
from config.live.pool import in_thread


def issue(user: User, *, room: UUID | None = None) -> str:
    """A secret that opens one socket of `user` within 30 s; with `room`, only that room's."""
    ticket = secrets.token_urlsafe(32)
    WsTicket.objects.create(
        user=user,
        digest=_digest(ticket),
        room=room,
        expires_at=timezone.now() + timedelta(seconds=settings.WS_TICKET_SECONDS),
    )
    return ticket


def redeem(ticket: str, room: Any = None) -> User | None:
    """Whose ticket it is, once: it is deleted by whoever comes first. None when spent, expired or for another room."""
    row = WsTicket.objects.select_related("user").filter(digest=_digest(ticket)).first()
    if row is None or not row.fits(room, timezone.now()) or not row.user.is_active:
        return None
    deleted, _per_model = WsTicket.objects.filter(pk=row.pk).delete()
    return row.user if deleted else None


async def visitor(scope: dict[str, Any], room: Any = None) -> User | None:
    """Who opens this socket: the session of its cookie, else the `ticket` of its address."""
    if scope.get("user") is not None:
        user: User = scope["user"]
        return user
    ticket = parse_qs(scope.get("query_string", b"").decode("latin1")).get("ticket")
    return await in_thread(redeem, ticket[0], room) if ticket else None


def _digest(ticket: str) -> str:
    return hashlib.sha256(ticket.encode(errors="replace")).hexdigest()
