"""Guests: a name without a password, until it becomes an account."""

from __future__ import annotations

import pytest

from accounts.models import User
from accounts.rules import allowed
from config.testing.cast import PASSWORD

CLAIM = "/api/v1/me/claim"


@pytest.fixture
def gus(db) -> User:
    return User.objects.create_guest("Gus of Nowhere")


def test_claiming_keeps_the_person_and_the_session(as_, gus):
    client, other = as_(gus), as_(gus)
    answer = client.post(CLAIM, {"username": "gus", "password": "nine lanterns", "email": "gus@table.example"})
    assert answer.status_code == 200
    assert answer.json()["data"]["id"] == str(gus.pk)
    assert answer.json()["data"]["display_name"] == "Gus of Nowhere"
    assert client.get("/api/v1/me").json()["data"]["roles"] == ["player"]
    assert other.get("/api/v1/me").status_code == 401
    login = as_().post("/api/v1/auth/login", {"username": "gus", "password": "nine lanterns"})
    assert login.status_code == 200


@pytest.mark.parametrize(
    "body", [{"username": "ada", "password": "nine lanterns"}, {"username": "gus", "password": "x"}]
)
def test_a_claim_that_does_not_fit(as_, ada, gus, body):
    assert as_(gus).post(CLAIM, body).status_code == 400
    gus.refresh_from_db()
    assert gus.is_guest


def test_an_account_cannot_be_claimed_again(as_, ada):
    assert as_(ada).post(CLAIM, {"username": "ada2", "password": "nine lanterns"}).status_code == 403


def test_guests_upload_nothing(as_, ada, gus):
    assert allowed(ada, "accounts.upload")
    assert not allowed(gus, "accounts.upload")
    assert as_(gus).post("/api/v1/me/avatar", {}, format="multipart").status_code == 403


def test_a_guest_may_leave_for_good(as_, gus):
    assert as_(gus).delete("/api/v1/me", {}).status_code == 204
    assert not User.objects.exists()


def test_a_closed_server_keeps_guests_guests(as_, gus, settings):
    settings.REGISTRATION = "closed"
    assert as_(gus).post(CLAIM, {"username": "gus", "password": "nine lanterns"}).status_code == 403
    assert 'value="claim"' not in as_(gus).get("/account/").content.decode()


def test_a_guest_who_has_an_account_may_sign_in_to_it(as_, ada, gus):
    client = as_(gus)
    assert client.get("/sign-in/").status_code == 200
    client.post("/sign-in/", {"username": "ada", "password": PASSWORD}, format="multipart")
    assert client.get("/api/v1/me").json()["data"]["username"] == "ada"
