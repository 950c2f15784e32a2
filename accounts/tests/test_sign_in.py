"""Signing in by name or e-mail address, with tokens or a session, and signing out."""

from __future__ import annotations

import statistics
import time

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory, override_settings

from config.testing.cast import PASSWORD

URL = "/api/v1/auth/login"


@pytest.mark.parametrize("name", ["ada", "ADA", " ada ", "ada@table.example", "Ada@Table.Example"])
def test_it_works(as_, ada, name):
    answer = as_().post(URL, {"username": name, "password": PASSWORD})
    assert answer.status_code == 200
    access = answer.json()["data"]["access"]
    me = as_().get("/api/v1/me", headers={"authorization": f"Bearer {access}"})
    assert me.json()["data"]["id"] == str(ada.pk)


def test_an_older_client_may_say_email(as_, ada):
    assert as_().post(URL, {"email": ada.email, "password": PASSWORD}).status_code == 200


def test_a_session_is_started_when_asked_for(as_, ada):
    client = as_()
    client.post(URL, {"username": "ada", "password": PASSWORD, "session": True})
    assert client.get("/api/v1/me").status_code == 200
    assert client.post("/api/v1/auth/logout", {}).status_code == 200
    assert client.get("/api/v1/me").status_code == 401


def test_a_session_is_only_given_to_our_own_pages(as_, ada):
    answer = as_(csrf=True).post(URL, {"username": "ada", "password": PASSWORD, "session": True})
    assert answer.status_code == 403
    assert "sessionid" not in answer.cookies


@pytest.mark.parametrize(
    "body", [{"username": "ada", "password": "wrong"}, {"username": "nobody", "password": PASSWORD}]
)
def test_a_wrong_name_and_a_wrong_password_look_alike(as_, ada, body):
    answer = as_().post(URL, body)
    assert answer.status_code == 400
    assert answer.json() == {"success": False, "error": "The name and the password do not fit together."}


def test_who_was_barred_cannot_sign_in(as_, ada):
    ada.is_active = False
    ada.save()
    assert as_().post(URL, {"username": "ada", "password": PASSWORD}).status_code == 400


def test_a_guest_and_the_demo_account_have_no_password(as_, db):
    from accounts.models import User

    for user in (User.objects.create_guest("Gus"), User.objects.create_demo("Demo")):
        for password in ("", "!", user.password):
            assert as_().post(URL, {"username": user.username, "password": password}).status_code == 400


def test_twenty_wrong_passwords_are_too_many(as_, ada):
    answers = [as_().post(URL, {"username": name, "password": "wrong"}) for name in ["ada", "ADA"] * 10]
    assert answers[0].status_code == 400
    assert answers[-1].status_code == 429
    assert answers[-1].json()["success"] is False
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert as_().post(URL, {"username": "ada", "password": PASSWORD}).status_code == 429


def test_a_lock_out_is_for_one_name_from_one_address(as_, ada, ben):
    for _ in range(12):
        as_().post(URL, {"username": "ada", "password": "wrong"})
    assert as_().post(URL, {"username": "ben", "password": PASSWORD}).status_code == 200
    elsewhere = as_().post(URL, {"username": "ada", "password": PASSWORD}, REMOTE_ADDR="10.1.2.3")
    assert elsewhere.status_code == 200


@override_settings(AXES_ENABLED=False, PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"])
def test_time_does_not_tell_which_names_exist(ada, sized):
    ada.set_password(PASSWORD)
    ada.save()
    took: dict[str, list[float]] = {"ada": [], "nobody": []}
    for _ in range(sized(9, 200)):
        for name, times in took.items():
            start = time.perf_counter()
            authenticate(RequestFactory().post(URL), username=name, password="wrong")
            times.append(time.perf_counter() - start)
    known, unknown = (statistics.median(times) for times in took.values())
    assert known == pytest.approx(unknown, rel=sized(50, 10) / 100)


@pytest.mark.parametrize(("url", "scope"), [(URL, "login"), ("/api/v1/auth/register", "register")])
def test_one_address_has_so_many_tries_a_minute(as_, db, monkeypatch, url, scope):
    from rest_framework.throttling import ScopedRateThrottle

    monkeypatch.setattr(ScopedRateThrottle, "THROTTLE_RATES", {scope: "3/min"})
    answers = [as_().post(url, {}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [400, 400, 400, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0
