"""Opening an account."""

from __future__ import annotations

import pytest
from django.test import override_settings

from accounts.models import User

URL = "/api/v1/auth/register"
pytestmark = pytest.mark.django_db


def test_it_works(as_):
    answer = as_().post(URL, {"username": "Dora_1", "password": "nine lanterns", "email": "dora@Table.Example"})
    assert answer.status_code == 201
    data = answer.json()["data"]
    assert data["user"]["username"] == "Dora_1"
    assert data["user"]["display_name"] == "Dora_1"
    assert data["access"]
    assert data["refresh"]
    assert User.objects.get(username="Dora_1").check_password("nine lanterns")


def test_it_can_start_a_session_instead(as_):
    client = as_()
    answer = client.post(URL, {"username": "dora", "password": "nine lanterns", "session": True})
    assert "access" not in answer.json()["data"]
    assert client.get("/api/v1/me").json()["data"]["username"] == "dora"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", "ab"),
        ("username", "a" * 21),
        ("username", "a b c"),
        ("username", "ADA"),
        ("username", "demo"),
        ("username", "guest-of-honour"),
        ("password", "short"),
        ("password", "password"),
        ("password", "x" * 201),
        ("email", "not an address"),
        ("email", "ADA@table.example"),
        ("display_name", "a" * 51),
        ("display_name", "sp\u202eoof"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(as_, ada, field, value):
    body = {"username": "dora", "password": "nine lanterns", field: value}
    answer = as_().post(URL, body)
    assert answer.status_code == 400
    assert answer.json()["success"] is False
    assert list(answer.json()["errors"]) == [field]
    assert User.objects.count() == 1


def test_nobody_makes_themselves_staff(as_):
    answer = as_().post(URL, {"username": "dora", "password": "nine lanterns", "is_staff": True})
    assert answer.status_code == 400
    assert "is_staff" in answer.json()["errors"]


@pytest.mark.parametrize("mode", ["closed", "invite"])
def test_a_server_may_take_no_registrations(as_, mode):
    with override_settings(REGISTRATION=mode):
        answer = as_().post(URL, {"username": "dora", "password": "nine lanterns"})
    assert answer.status_code == 403
    assert not User.objects.exists()
