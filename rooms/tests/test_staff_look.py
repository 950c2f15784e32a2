"""Staff read what was said in a room only for a reason, for a while, and not behind its owner's back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Notification, User
from config.testing.cast import person
from rooms import oversight
from rooms.models import Report, Room

WHY = "Ben reports insults at this table"


@pytest.fixture
def stan(db: None) -> User:
    """Staff, and no member."""
    return person("stan", is_staff=True)


def sent(client: Any, address: str, **fields: str) -> Any:
    return client.post(address, fields, format="multipart")


def test_it_works(table: Any, as_: Any, ada: Any, ben: Any, stan: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look is asked for with a reason, told to the owner, noted, and over after half an hour."""
    table.lead.does("chat.say", text="Give me your lunch money")
    table.lead.does("chat.say", text="/w Ben just between us")
    room, staff = table.room, as_(stan)
    ask, talk = (reverse(f"admin:rooms_room_{name}", args=[room.pk]) for name in ("look", "talk"))
    assert staff.get(talk).status_code == 404
    assert "Ada" in staff.get(ask).content.decode()
    assert "kept in the audit log" in sent(staff, ask, reason="").content.decode()
    assert "in a sentence" in sent(staff, ask, reason="hm").content.decode()
    assert staff.get(talk).status_code == 404
    assert not AuditEntry.objects.exists()

    assert sent(staff, ask, reason=WHY).url == talk
    said = staff.get(talk).content.decode()
    assert "Give me your lunch money" in said
    assert "just between us" not in said
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.subject, entry.reason) == ("room.looked", stan.pk, room.pk, WHY)
    assert entry.address == "127.0.0.1"
    told = Notification.objects.get(user=ada, kind="rooms.staff_look").text()
    assert "Stan" in told
    assert WHY in told
    assert not Notification.objects.filter(user=ben, kind="rooms.staff_look").exists()
    # Another of staff has not asked, and a look into one room is none into another.
    assert as_(person("sue", is_staff=True)).get(talk).status_code == 404

    later = timezone.now() + oversight.LOOK + timedelta(seconds=1)
    with monkeypatch.context() as patched:
        patched.setattr(oversight.timezone, "now", lambda: later)
        assert staff.get(talk).status_code == 404
    assert staff.get(talk).status_code == 200
    sent(staff, ask, end="1")
    assert staff.get(talk).status_code == 404
    assert [one.action for one in AuditEntry.objects.all()] == ["room.look_ended", "room.looked"]


def test_the_same_over_the_api(table: Any, as_: Any, ada: Any, stan: Any, django_assert_max_num_queries: Any) -> None:
    for number in range(4):
        table.lead.does("chat.say", text=f"Word {number}")
    staff, room = as_(stan), f"/api/v1/admin/rooms/{table.room.pk}"
    assert staff.get(f"{room}/messages").status_code == 404
    assert staff.post(f"{room}/look", {"reason": "hm"}).status_code == 400
    assert staff.post(f"{room}/look", {"reason": WHY}).status_code == 201
    with django_assert_max_num_queries(7):
        said = staff.get(f"{room}/messages?per_page=3")
    assert [one["text"] for one in said.json()["data"]] == ["Word 3", "Word 2", "Word 1"]
    assert said.json()["meta"]["pagination"]["pages"] == 2
    assert staff.delete(f"{room}/look").status_code == 204
    assert staff.get(f"{room}/messages").status_code == 404
    assert Notification.objects.filter(user=ada, kind="rooms.staff_look").count() == 1

    with django_assert_max_num_queries(5):
        listed = staff.get("/api/v1/admin/rooms?q=ada").json()["data"]
    assert {row["id"] for row in listed} == {str(table.room.pk)}
    assert listed[0]["owner"] == {"id": str(ada.pk), "username": "ada"}
    assert staff.patch(room, {"file_quota": 7}).json()["data"]["files"]["quota"] == 7
    assert AuditEntry.objects.filter(action="room.quota").get().details["file_quota"][1] == 7


def test_a_report_is_closed_with_a_decision(table: Any, as_: Any, ada: Any, ben: Any, stan: Any) -> None:
    for reason in ("Shouts", "Insults"):
        as_(ben).post(f"/api/v1/rooms/{table.room.pk}/reports", {"user": str(ada.pk), "reason": reason})
    staff, by_reason = as_(stan), {report.reason: report for report in Report.objects.all()}
    first = f"/api/v1/admin/reports/{by_reason['Shouts'].pk}"
    assert staff.patch(first, {"state": "closed"}).status_code == 400
    closed = staff.patch(first, {"state": "closed", "decision": "Warned Ada"}).json()["data"]
    assert (closed["state"], closed["decision"], closed["handled_by"]["username"]) == ("closed", "Warned Ada", "stan")
    rows = {state: staff.get(f"/api/v1/admin/reports?state={state}").json()["data"] for state in ("open", "closed")}
    assert [row["reason"] for row in rows["open"]] == ["Insults"]
    assert [row["decision"] for row in rows["closed"]] == ["Warned Ada"]
    assert staff.patch(first, {"state": "open"}).json()["data"]["decision"] == ""

    second = by_reason["Insults"]
    page = reverse("admin:rooms_report_change", args=[second.pk])
    decide = reverse("admin:rooms_report_decide", args=[second.pk])
    assert "What was decided" in staff.get(page).content.decode()
    sent(staff, decide, reason=" ")
    assert Report.objects.filter(handled_at=None).count() == 2
    sent(staff, decide, reason="Nothing to it")
    shown = staff.get(page).content.decode()
    assert "Nothing to it" in shown
    assert "Open it again" in shown
    assert AuditEntry.objects.filter(action="report.closed").count() == 2


def test_a_private_universe_is_not_named_until_something_in_it_is_reported(
    as_: Any, ada: Any, ben: Any, stan: Any
) -> None:
    """Its room bears its name."""
    room = Room.objects.create(name="Ada's quiet moon", kind=Room.Kind.UNIVERSE, owner=ada)
    staff = as_(stan)
    addresses = ("/api/v1/admin/rooms", reverse("admin:rooms_room_changelist"))

    def named() -> list[bool]:
        return ["quiet moon" in staff.get(address).content.decode() for address in addresses]

    assert named() == [False, False]
    assert staff.get(f"/api/v1/admin/rooms/{room.pk}").status_code == 404
    assert staff.get(reverse("admin:rooms_room_look", args=[room.pk])).status_code == 404
    Report.objects.create(room=room, reporter=ben, user=ada, reason="insults")
    assert named() == [True, True]
