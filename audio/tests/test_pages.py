"""The pages of sound: a library for who signed in, a speaker for who has its code."""

from __future__ import annotations

from typing import Any

import pytest

from rooms.live.testing import Table

pytestmark = pytest.mark.django_db


def test_the_library_is_for_people_and_a_speaker_for_who_has_its_code(client: Any, table: Table) -> None:
    assert client.get("/sounds/").status_code == 302
    client.force_login(table.lead.viewer.user)
    assert b"dt-urls" in client.get("/sounds/").content
    speakers = f"/api/v1/rooms/{table.room.pk}/speakers"
    code = client.post(speakers, {"name": "Kitchen"}, "application/json").json()["data"]["code"]
    client.logout()
    page = client.get(f"/speaker/{code}/")
    assert page.status_code == 200
    assert f"/ws/speaker/{code}/" in page.content.decode()
    assert len(client.session["speakers"]) == 1
    assert client.get(f"/speaker/{code[:-1]}/").status_code == 404
