"""What staff set for the site counts at once: who may register, how much is given, what everybody is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import AuditEntry, SiteSettings, User
from config.testing.cast import person
from rooms.models import Room

SITE = "/api/v1/admin/settings"
PAGE = "/admin/accounts/sitesettings/1/change/"
MEGABYTE = 1024 * 1024


@pytest.fixture
def staff(as_: Any, db: None) -> Any:
    return as_(person("stan", is_staff=True))


def sets(staff: Any, **fields: Any) -> Any:
    answer = staff.patch(SITE, fields)
    assert answer.status_code == 200, answer.content
    return answer.json()["data"]


@pytest.mark.parametrize("mode", ["invite", "closed"])
def test_registration_is_closed_and_opened(as_: Any, staff: Any, settings: Any, mode: str) -> None:
    assert staff.get(SITE).json()["data"]["now"]["registration"] == "open"
    assert sets(staff, registration=mode, reason="Full for now")["now"]["registration"] == mode
    assert 'name="username"' not in as_().get("/register/").content.decode()
    new = {"username": "dora", "password": "nine new lanterns"}
    assert as_().post("/api/v1/auth/register", new).status_code == 403
    guest = User.objects.create_guest("Gus")
    claimed = as_(guest).post("/api/v1/me/claim", {"username": "gus", "password": "nine new lanterns"})
    assert claimed.status_code == (200 if mode == "invite" else 403)
    settings.REGISTRATION = "closed"
    assert sets(staff, registration="open")["now"]["registration"] == "open"
    assert as_().post("/api/v1/auth/register", new).status_code == 201
    assert sets(staff, registration="")["now"]["registration"] == "closed"
    entry = AuditEntry.objects.order_by("created_at")[0]
    assert (entry.details["registration"], entry.reason) == (["", mode], "Full for now")


def test_limits(as_: Any, ada: Any, staff: Any) -> None:
    sets(staff, storage_quota_mb=3, room_quota_mb=2, rooms_per_person=1, map_upload_mb=5, sound_upload_mb=4)
    dora = person("dora")
    assert dora.storage_quota == 3 * MEGABYTE
    assert as_(dora).post("/api/v1/rooms", {"name": "One"}).status_code == 201
    assert Room.objects.get(owner=dora).file_quota == 2 * MEGABYTE
    assert as_(dora).post("/api/v1/rooms", {"name": "Two"}).status_code == 403
    for address, most in (("maps", 5), ("tracks", 4)):
        sizes = [
            as_(ada).post(f"/api/v1/{address}/uploads", {"name": "a", "size": most * MEGABYTE + n}) for n in (0, 1)
        ]
        assert [answer.status_code for answer in sizes] == [201, 413]
    sets(staff, rooms_per_person=None)
    assert as_(dora).post("/api/v1/rooms", {"name": "Two"}).status_code == 201


@pytest.mark.parametrize(
    "fields",
    [{"registration": "maybe"}, {"map_upload_mb": 501}, {"rooms_per_person": 0}, {"locale": "tlh"}, {"announcement": "x" * 301},
     {"announcement_until": "soon"}, {"nothing": 1}],
)  # fmt: skip
def test_what_does_not_fit_changes_nothing(staff: Any, fields: dict[str, Any]) -> None:
    assert staff.patch(SITE, fields).status_code == 400
    assert not AuditEntry.objects.exists()


def test_an_announcement_is_shown_to_everybody_until_its_time(as_: Any, ada: Any, staff: Any) -> None:
    room = Room.open_by(ada, name="The Sunken Keep")
    pages = ((as_(), "/sign-in/"), (as_(ada), "/account/"), (as_(ada), f"/rooms/{room.pk}/"))
    sets(staff, announcement="Back at <nine>", announcement_level="warning")
    for client, page in pages:
        body = client.get(page).content.decode()
        assert "Back at &lt;nine&gt;" in body
        assert 'role="alert"' in body
    sets(staff, announcement_until=(timezone.now() + timedelta(hours=1)).isoformat())
    assert SiteSettings.current().announced
    sets(staff, announcement_until=(timezone.now() - timedelta(hours=1)).isoformat())
    assert all("Back at" not in client.get(page).content.decode() for client, page in pages)


def test_browsers_that_ask_for_no_language_get_the_default_one(as_: Any, staff: Any) -> None:
    sets(staff, locale="de")
    assert 'lang="de"' in as_().get("/sign-in/").content.decode()
    assert 'lang="en"' in as_().get("/sign-in/", headers={"accept-language": "en-GB"}).content.decode()
    assert as_().get("/api/v1/health").headers["Content-Language"] == "en"


def test_the_page_of_staff_sets_the_same(staff: Any) -> None:
    assert staff.get("/admin/accounts/sitesettings/").url == PAGE
    assert "default language" in staff.get(PAGE).content.decode()
    fields = {"registration": "invite", "announcement": "Hello", "announcement_level": "note", "map_upload_mb": "40"}
    assert staff.post(PAGE, fields, format="multipart").status_code == 302
    row = SiteSettings.current()
    assert (row.registration_now, row.announcement, row.map_upload_mb) == ("invite", "Hello", 40)
    assert "500" in staff.post(PAGE, {**fields, "map_upload_mb": "900"}, format="multipart").content.decode()
    assert SiteSettings.current().map_upload_mb == 40
    assert AuditEntry.objects.get().action == "settings.changed"
