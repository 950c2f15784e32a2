"""What staff do with accounts, over the API: each deed has its bounds and is in the audit log, which nobody edits."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.models import AuditEntry, User
from config.testing.cast import PASSWORD, person

USERS = "/api/v1/admin/users"


@pytest.fixture
def stan(db: None) -> User:
    return person("stan", is_staff=True)


def data(answer: Any) -> Any:
    assert answer.status_code < 300, answer.content
    return answer.json()["data"]


def test_it_works(as_: Any, ben: Any, stan: Any) -> None:
    """Staff find Ben, give him a role and room, lock him, let him in again and see him out; all of it is noted."""
    staff, bens, one = as_(stan), as_(ben), f"{USERS}/{ben.pk}"
    assert [row["username"] for row in data(staff.get(f"{USERS}?q=BEN@"))] == ["ben"]
    changed = data(staff.patch(one, {"game_master": True, "storage_quota": 7, "reason": "He leads on Fridays"}))
    assert (changed["roles"], changed["storage"]["quota"]) == (["game_master"], 7)
    assert data(staff.patch(one, {"active": False, "reason": "Spam"}))["active"] is False
    assert bens.get("/api/v1/me").status_code == 401
    assert [row["username"] for row in data(staff.get(f"{USERS}?locked=1"))] == ["ben"]
    data(staff.patch(one, {"active": True}))
    link = data(staff.post(f"{one}/reset-link", {}))["link"]
    assert as_().get(link.removeprefix("http://localhost:8010")).status_code == 200
    assert data(staff.post(f"{one}/sign-out", {})) == {"signed_out": True}
    assert data(staff.delete(f"{one}/second-factor", {})) == {"removed": False}
    assert staff.delete(one, {"reason": "He asked for it"}).status_code == 204
    noted = data(staff.get(f"/api/v1/admin/audit?about={ben.pk}"))
    assert [(row["action"], row["reason"]) for row in noted][::-1] == [
        ("person.changed", "He leads on Fridays"),
        ("person.locked", "Spam"),
        ("person.unlocked", ""),
        ("person.reset_link", ""),
        ("person.signed_out", ""),
        ("person.deleted", "He asked for it"),
    ]
    assert noted[-1]["details"]["storage_quota"][1] == 7
    assert {(row["by"]["name"], row["about"]["name"]) for row in noted} == {("stan", "ben")}
    assert link not in json.dumps(noted)


def test_an_account_is_made_with_a_link(as_: Any, ada: Any, stan: Any) -> None:
    made = data(as_(stan).post(USERS, {"username": "dora", "game_master": True}))
    assert made["user"]["roles"] == ["game_master"]
    assert as_().get(made["link"].removeprefix("http://localhost:8010")).status_code == 200
    taken = as_(stan).post(USERS, {"username": "ADA"})
    assert taken.status_code == 400
    assert "username" in taken.json()["errors"]


def test_nobody_locks_themselves_out_nor_touches_a_superuser(as_: Any, ben: Any, stan: Any) -> None:
    ben.is_superuser = True
    ben.save()
    staff, own = as_(stan), f"{USERS}/{stan.pk}"
    guest = User.objects.create_guest("Gus")
    for address, change in (
        (own, {"active": False}),
        (own, {"staff": False}),
        (f"{USERS}/{ben.pk}", {"active": False}),
        (f"{USERS}/{guest.pk}", {"staff": True}),
        (f"{USERS}/{guest.pk}", {"storage_quota": -1}),
    ):
        assert staff.patch(address, change).status_code in (400, 403), change
    assert staff.delete(own, {}).status_code == 403
    assert staff.post(f"{USERS}/{guest.pk}/reset-link", {}).status_code == 403
    assert staff.delete(f"{USERS}/{ben.pk}", {}).status_code == 403
    assert not AuditEntry.objects.exists()


def test_a_list_asks_a_fixed_number_of_questions(as_: Any, stan: Any, django_assert_max_num_queries: Any) -> None:
    for number in range(6):
        person(f"person{number}", is_guest=number % 2 == 0)
    staff = as_(stan)
    for address in ("users", "users?role=guest&q=person", "audit", "jobs", "reports", "rooms"):
        with django_assert_max_num_queries(6):
            data(staff.get(f"/api/v1/admin/{address}"))


def test_the_audit_log_is_append_only(as_: Any, ben: Any, stan: Any) -> None:
    staff = as_(stan)
    data(staff.post(f"{USERS}/{ben.pk}/sign-out", {"reason": "Lost laptop"}))
    entry = AuditEntry.objects.get()
    for change in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(reason=""),
    ):
        with pytest.raises(TypeError):
            change()
    named = "admin:accounts_auditentry"
    assert "Lost laptop" in staff.get(reverse(f"{named}_changelist")).content.decode()
    for page in (reverse(f"{named}_change", args=[entry.pk]), reverse(f"{named}_delete", args=[entry.pk])):
        staff.post(page, {"reason": "nothing", "post": "yes"}, format="multipart")
    gone = {"action": "delete_selected", "_selected_action": str(entry.pk), "post": "yes"}
    staff.post(reverse(f"{named}_changelist"), gone, format="multipart")
    assert AuditEntry.objects.get().reason == "Lost laptop"


def test_the_operator_at_the_command_line_is_noted_too(ben: Any, capsys: Any) -> None:
    call_command("grant", "ben", "staff", "--json")
    assert json.loads(capsys.readouterr().out) == {
        "name": "ben", "id": str(ben.pk), "role": "staff", "has": True, "changed": True,
    }  # fmt: skip
    call_command("grant", "ben", "staff", "--json")
    assert json.loads(capsys.readouterr().out)["changed"] is False
    call_command("reset_link", "ben", "--json")
    assert "/reset/" in json.loads(capsys.readouterr().out)["link"]
    assert [(one.actor_name, one.action) for one in AuditEntry.objects.order_by("created_at")] == [
        ("manage.py", "person.changed"),
        ("manage.py", "person.reset_link"),
    ]


def test_pages_do_the_same(as_: Any, ben: Any, stan: Any) -> None:
    staff = as_(stan)
    for deed in ("lock", "unlock", "sign_out", "drop_second_factor"):
        staff.post("/admin/accounts/user/", {"action": deed, "_selected_action": str(ben.pk)}, format="multipart")
    own = {"action": "lock", "_selected_action": str(stan.pk)}
    staff.post("/admin/accounts/user/", own, format="multipart")
    assert User.objects.filter(is_active=True).count() == 2
    assert [one.action for one in AuditEntry.objects.order_by("created_at")] == [
        "person.locked",
        "person.unlocked",
        "person.signed_out",
    ]
    assert as_().post("/api/v1/auth/login", {"username": "ben", "password": PASSWORD}).status_code == 200
