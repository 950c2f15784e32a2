"""Tokens: rotation, reuse, revocation, forgery."""

from __future__ import annotations

from datetime import timedelta

import jwt
import pytest
from django.conf import settings
from django.test import override_settings

from accounts import tokens
from accounts.models import TokenFamily
from config.testing.cast import PASSWORD

REFRESH = "/api/v1/auth/refresh"


def works(as_, access: str) -> bool:
    return as_().get("/api/v1/me", headers={"authorization": f"Bearer {access}"}).status_code == 200


def test_it_works(as_, ada):
    first = tokens.issue(ada)
    answer = as_().post(REFRESH, {"refresh": first.refresh})
    assert answer.status_code == 200
    assert works(as_, answer.json()["data"]["access"])
    assert as_().post(REFRESH, {"refresh": answer.json()["data"]["refresh"]}).status_code == 200


def test_a_refresh_token_used_twice_ends_the_whole_family(as_, ada):
    stolen = tokens.issue(ada)
    _user, newest = tokens.rotate(stolen.refresh)
    elsewhere = tokens.issue(ada)
    assert as_().post(REFRESH, {"refresh": stolen.refresh}).status_code == 401
    assert as_().post(REFRESH, {"refresh": newest.refresh}).status_code == 401
    assert not works(as_, newest.access)
    assert works(as_, elsewhere.access)


def test_a_token_is_only_good_for_what_it_is(as_, ada):
    pair = tokens.issue(ada)
    assert not works(as_, pair.refresh)
    assert as_().post(REFRESH, {"refresh": pair.access}).status_code == 401


def test_changing_the_password_ends_tokens(as_, ada):
    pair = tokens.issue(ada)
    ada.change_password("nine new lanterns")
    assert not works(as_, pair.access)
    assert as_().post(REFRESH, {"refresh": pair.refresh}).status_code == 401


def test_a_bearer_who_changes_the_password_gets_new_tokens(as_, ada):
    pair = tokens.issue(ada)
    answer = as_().post(
        "/api/v1/auth/password/change",
        {"old_password": PASSWORD, "new_password": "nine new lanterns"},
        headers={"authorization": f"Bearer {pair.access}"},
    )
    assert answer.status_code == 200
    assert works(as_, answer.json()["data"]["access"])
    assert not works(as_, pair.access)


def test_signing_out_ends_this_client_only(as_, ada):
    mine, other = tokens.issue(ada), tokens.issue(ada)
    answer = as_().post("/api/v1/auth/logout", {}, headers={"authorization": f"Bearer {mine.access}"})
    assert answer.status_code == 200
    assert not works(as_, mine.access)
    assert as_().post(REFRESH, {"refresh": mine.refresh}).status_code == 401
    assert works(as_, other.access)


def test_signing_out_everywhere_ends_all(as_, ada):
    mine, other, browser = tokens.issue(ada), tokens.issue(ada), as_(ada)
    as_().post("/api/v1/auth/logout", {"everywhere": True}, headers={"authorization": f"Bearer {mine.access}"})
    assert not works(as_, other.access)
    assert browser.get("/api/v1/me").status_code == 401


def test_who_is_barred_has_no_tokens_any_more(as_, ada):
    pair = tokens.issue(ada)
    ada.is_active = False
    ada.save()
    assert not works(as_, pair.access)
    assert as_().post(REFRESH, {"refresh": pair.refresh}).status_code == 401


def test_expired_tokens_are_refused(as_, ada):
    with override_settings(JWT_ACCESS_LIFETIME=timedelta(seconds=-1), JWT_REFRESH_LIFETIME=timedelta(seconds=-1)):
        pair = tokens.issue(ada)
    assert not works(as_, pair.access)
    assert as_().post(REFRESH, {"refresh": pair.refresh}).status_code == 401


def test_an_access_token_never_lives_longer_than_ten_minutes(ada):
    with override_settings(JWT_ACCESS_LIFETIME=timedelta(days=8)):
        claims = jwt.decode(tokens.issue(ada).access, options={"verify_signature": False})
    assert claims["exp"] - claims["iat"] <= 600


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_forged_tokens_are_refused(as_, ada, algorithm):
    pair = tokens.issue(ada)
    claims = jwt.decode(pair.access, options={"verify_signature": False})
    key = None if algorithm == "none" else settings.SECRET_KEY
    forged = jwt.encode(claims, key, algorithm=algorithm)
    assert not works(as_, forged)


@pytest.mark.parametrize("rubbish", ["", "x", "a.b.c", "é", "null"])
def test_rubbish_is_refused_with_401(as_, ada, rubbish):
    answer = as_().get("/api/v1/me", HTTP_AUTHORIZATION=f"Bearer {rubbish}")
    assert answer.status_code == 401
    assert answer.json()["success"] is False
    assert as_().post(REFRESH, {"refresh": rubbish}).status_code == 401


def test_of_two_who_rotate_at_once_one_wins(ada):
    pair = tokens.issue(ada)
    spent = TokenFamily.objects.get(user=ada).refresh_tokens.get()
    assert pair.refresh
    assert [spent.rotate(), spent.rotate()] == [True, False]
