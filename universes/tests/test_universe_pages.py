"""The pages of universes: a list that shows what one may see, and one universe live, for members and who may look in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from rooms.live.testing import Table
from universes.models import Universe

pytestmark = pytest.mark.django_db


def page_of(moon: Table) -> str:
    return f"/universes/{Universe.objects.get(room=moon.room).pk}/"


def test_a_universe_opens_for_its_members(moon: Table, client: Client, ada: Any, ben: Any) -> None:
    for person, role in ((ada, "owner"), (ben, "player")):
        client.force_login(person)
        page = client.get(page_of(moon))
        assert page.status_code == 200
        assert page.context["page_user"]["role"] == role
        assert page.context["page_urls"]["socket"] == f"/ws{page_of(moon)}"


def test_links_to_its_room_lead_to_its_page(moon: Table, client: Client, ben: Any, cleo: Any) -> None:
    client.force_login(ben)
    assert client.get(f"/rooms/{moon.room.pk}/").url == page_of(moon)  # type: ignore[attr-defined]
    client.force_login(cleo)
    assert client.get(f"/rooms/{moon.room.pk}/").status_code == 404


def test_a_stranger_finds_nothing_until_it_is_public(moon: Table, client: Client, cleo: Any) -> None:
    assert client.get(page_of(moon)).status_code == 302
    client.force_login(cleo)
    assert client.get(page_of(moon)).status_code == 404
    assert client.get("/universes/").context["universes"] == []
    Universe.objects.filter(room=moon.room).update(visibility="public")
    assert client.get(page_of(moon)).context["page_user"]["role"] == "display"
    assert len(client.get("/universes/").context["universes"]) == 1


def test_the_list_is_filtered_in_order_and_page_by_page(
    moon: Table, client: Client, ada: Any, django_assert_max_num_queries: Any
) -> None:
    client.force_login(ada)
    for number in range(30):
        Universe.open_by(ada, name=f"World {number:02}", genre="noir" if number == 7 else "", music={}, physics={})
    with django_assert_max_num_queries(12):
        first = client.get("/universes/?order=-name")
    assert [row["name"] for row in first.context["universes"]][:2] == ["World 29", "World 28"]
    assert len(first.context["universes"]) == 24
    rest = client.get("/universes/?order=-name&page=2")
    assert len(rest.context["universes"]) == 7 and b"order=-name&amp;page=1" in rest.content
    found = client.get("/universes/?genre=Noir")
    assert [row["name"] for row in found.context["universes"]] == ["World 07"]
    assert b"None is like that" in client.get("/universes/?q=nothing+like+this").content
    assert client.get("/universes/?order=by-smell&page=none").status_code == 200
