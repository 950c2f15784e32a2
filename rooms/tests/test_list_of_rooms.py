"""The page of rooms: what is new in each, who invites, what is put away."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from rooms.doorstep import invite_person, join_by_link
from rooms.invitations import open_invitations
from rooms.live.testing import Table
from rooms.models import Invite, Room

pytestmark = pytest.mark.django_db


def page(user: Any) -> Any:
    client = Client()
    client.force_login(user)
    answer = client.get("/rooms/")
    assert answer.status_code == 200
    return answer


def test_a_card_says_what_is_new_and_when_one_meets(table: Table, ada: Any, ben: Any) -> None:
    table.seat(ben)
    table.lead.does("chat.say", text="Bring the map.")
    shown = page(ben)
    [room] = shown.context["open_rooms"]
    assert room.unread == 1 and b"1 new" in shown.content
    assert room.next_session.title.encode() in shown.content, "the kit has laid a session"
    [room] = page(ada).context["open_rooms"]
    assert room.unread == 0, "one's own words are not news"


def test_an_invitation_stands_there_until_it_is_followed(table: Table, ada: Any, ben: Any, cleo: Any) -> None:
    assert open_invitations(cleo) == []
    invite_person(table.room, ada, cleo.username, role="player")
    [invitation] = open_invitations(cleo)
    assert invitation.link.encode() in page(cleo).content
    assert open_invitations(ben) == [], "it is nobody else's"

    join_by_link(Invite.find(invitation.link.split("/")[2], by=cleo), cleo)
    assert open_invitations(cleo) == []


def test_an_invitation_that_has_ended_is_not_shown(table: Table, ada: Any, cleo: Any) -> None:
    invite_person(table.room, ada, cleo.username, role="player")
    Invite.objects.get(person=cleo).end()
    assert open_invitations(cleo) == []


def test_an_archived_room_is_folded_away(table: Table, ada: Any) -> None:
    table.lead.does("room.archive", archived=True)
    context = page(ada).context
    assert context["archived_rooms"] == [table.room] and context["open_rooms"] == []


def test_an_archived_public_room_is_not_offered(table: Table, cleo: Any) -> None:
    Room.objects.filter(pk=table.room.pk).update(is_public=True)
    assert page(cleo).context["public_rooms"] == [table.room]
    table.lead.does("room.archive", archived=True)
    assert page(cleo).context["public_rooms"] == []
