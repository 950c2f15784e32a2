"""A member tells staff of a message or a person; staff read what was reported, and nothing else of the room."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from rest_framework.throttling import ScopedRateThrottle

from accounts.models import Notification, User
from config.testing.cast import person
from rooms.models import Report


@pytest.fixture
def api(table: Any) -> str:
    return f"/api/v1/rooms/{table.room.pk}/reports"


@pytest.fixture
def stan(db: None) -> User:
    """Staff, and no member."""
    return person("stan", is_staff=True)


def test_staff_read_what_was_said_even_when_it_is_deleted(
    table: Any, api: str, as_: Any, ada: Any, ben: Any, stan: Any
) -> None:
    table.lead.does("chat.say", text="Nothing to see")
    message = table.lead.does("chat.say", text="Give me your password").made[0]
    answer = as_(ben).post(api, {"message": str(message.pk), "reason": "Phishing"})
    assert answer.status_code == 201
    table.lead.does("chat.delete", message=str(message.pk))
    report = Report.objects.get()
    assert (report.user, report.reporter, report.excerpt) == (ada, ben, "Give me your password")
    page = as_(stan).get(reverse("admin:rooms_report_change", args=[report.pk])).content.decode()
    assert "Give me your password" in page
    assert "Phishing" in page
    assert "Nothing to see" not in page


def test_staff_are_told_without_the_words(table: Any, api: str, as_: Any, ben: Any, stan: Any) -> None:
    as_(ben).post(api, {"user": str(table.lead.viewer.user.pk), "reason": "Shouts"})
    note = Notification.objects.get(user=stan)
    assert note.kind == "rooms.report"
    assert note.link == reverse("admin:rooms_report_change", args=[Report.objects.get().pk])
    assert "Shouts" not in note.text()


def test_it_is_decided_once(table: Any, api: str, as_: Any, ben: Any, stan: Any) -> None:
    as_(ben).post(api, {"user": str(table.lead.viewer.user.pk), "reason": "Shouts"})
    one = f"/api/v1/admin/reports/{Report.objects.get().pk}"
    for staff, decision in ((stan, "Warned"), (person("sue", is_staff=True), "Nothing to it")):
        as_(staff).patch(one, {"state": "closed", "decision": decision})
    assert Report.objects.get().handled_by == stan
    assert as_(stan).get(one).json()["data"]["decision"] == "Warned"


def test_one_reports_only_what_one_may_read(table: Any, api: str, as_: Any, ada: Any, ben: Any, cleo: Any) -> None:
    table.seat(cleo)
    whisper = table.seat(ben).does("chat.say", text="/w Cleo psst").made[0]
    report = {"message": str(whisper.pk), "reason": "Whispering"}
    assert as_(ada).post(api, report).status_code == 404
    assert as_(person("eve")).post(api, report).status_code == 404
    assert as_(cleo).post(api, report).status_code == 201
    assert as_(ben).post(api, {"user": str(person("dan").pk), "reason": "Absent"}).status_code == 404


@pytest.mark.parametrize("report", [{"reason": "x"}, {"reason": " "}, {"reason": "x" * 501}, {}])
def test_it_says_of_what_and_why(table: Any, api: str, as_: Any, ben: Any, report: Any) -> None:
    assert as_(ben).post(api, report).status_code == 400
    assert not Report.objects.exists()


def test_game_masters_do_not_see_reports(table: Any, api: str, as_: Any, ada: Any, ben: Any) -> None:
    as_(ben).post(api, {"user": str(ada.pk), "reason": "Shouts"})
    assert as_(ada).get(reverse("admin:rooms_report_changelist")).status_code == 403


def test_so_many_an_hour(table: Any, api: str, as_: Any, ada: Any, ben: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ScopedRateThrottle, "THROTTLE_RATES", {"report": "2/hour"})
    report = {"user": str(ada.pk), "reason": "Shouts"}
    assert [as_(ben).post(api, report).status_code for _ in range(3)] == [201, 201, 429]
