"""Tickets: a bearer's way to a socket, once, within thirty seconds."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone

from accounts import tickets, tokens
from accounts.models import WsTicket

URL = "/api/v1/ws-ticket"


def test_it_works_once(as_, ada):
    bearer = {"authorization": f"Bearer {tokens.issue(ada).access}"}
    ticket = as_().post(URL, {}, headers=bearer).json()["data"]["ticket"]
    assert tickets.redeem(ticket) == ada
    assert tickets.redeem(ticket) is None


def test_a_session_gets_one_too(as_, ada):
    assert as_(ada).post(URL, {}).status_code == 201
    assert as_().post(URL, {}).status_code == 401


def test_it_is_only_for_its_room(ada):
    room = uuid.uuid4()
    ticket = tickets.issue(ada, room=room)
    assert tickets.redeem(ticket, uuid.uuid4()) is None
    assert tickets.redeem(ticket) is None
    assert tickets.redeem(ticket, str(room)) == ada


def test_it_expires(ada):
    ticket = tickets.issue(ada)
    WsTicket.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert tickets.redeem(ticket) is None


def test_it_ends_with_the_sign_ins(ada):
    ticket = tickets.issue(ada)
    ada.sign_out_everywhere()
    assert tickets.redeem(ticket) is None


def test_the_database_holds_nothing_usable(ada):
    ticket = tickets.issue(ada)
    assert ticket not in str(WsTicket.objects.values().get())
    assert tickets.redeem("é\ud800") is None
