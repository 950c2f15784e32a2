"""Changing a password, and replacing a forgotten one."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import override_settings

from accounts import passwords, tasks
from accounts.models import User
from config.testing.cast import PASSWORD

NEW = "nine new lanterns"
CHANGE = "/api/v1/auth/password/change"
RESET = "/api/v1/auth/password/reset"
CONFIRM = "/api/v1/auth/password/reset/confirm"
WITH_MAIL = {"EMAIL_URL": "smtp://mail.example", "PUBLIC_URL": "https://table.example"}


def uid_and_token(link: str) -> dict[str, str]:
    found = re.search(r"/reset/([^/]+)/([^/]+)/", link)
    assert found
    return {"uid": found[1], "token": found[2]}


def test_it_works(as_, ada):
    browser = as_(ada)
    answer = browser.post(CHANGE, {"old_password": PASSWORD, "new_password": NEW})
    assert answer.status_code == 200
    ada.refresh_from_db()
    assert ada.check_password(NEW)
    assert browser.get("/api/v1/me").status_code == 200


def test_other_sessions_end_and_their_sockets_are_told(as_, ada, django_capture_on_commit_callbacks, monkeypatch):
    from accounts import hooks

    ended: list[hooks.Ended] = []
    monkeypatch.setattr(hooks, "on_revoked", [ended.append])
    mine, other = as_(ada), as_(ada)
    key = mine.session.session_key
    with django_capture_on_commit_callbacks(execute=True):
        mine.post(CHANGE, {"old_password": PASSWORD, "new_password": NEW})
    assert other.get("/api/v1/me").status_code == 401
    assert [(one.user, one.kept) for one in ended] == [(ada.pk, key)]


def test_the_owner_is_told(as_, ada):
    as_(ada).post(CHANGE, {"old_password": PASSWORD, "new_password": NEW})
    assert ada.notifications.get().kind == "accounts.password_changed"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"old_password": "wrong", "new_password": NEW}, "old_password"),
        ({"old_password": PASSWORD, "new_password": "short"}, "new_password"),
        ({"old_password": PASSWORD}, "new_password"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(as_, ada, body, field):
    answer = as_(ada).post(CHANGE, body)
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_guessing_the_old_password_is_bounded(as_, ada):
    browser = as_(ada)
    answers = [browser.post(CHANGE, {"old_password": "wrong", "new_password": NEW}).status_code for _ in range(12)]
    assert answers[0] == 400
    assert answers[-1] == 429


def test_guests_and_the_demo_account_have_no_password_to_change(as_, db):
    for user in (User.objects.create_guest("Gus"), User.objects.create_demo("Demo")):
        assert as_(user).post(CHANGE, {"old_password": "", "new_password": NEW}).status_code == 403


def test_a_forgotten_password_is_replaced_by_link(as_, ada):
    with override_settings(**WITH_MAIL):
        tasks.mail_reset_link.call(address="ADA@table.example")
    (sent,) = mail.outbox
    assert sent.to == [ada.email]
    assert "https://table.example/reset/" in sent.body
    link = uid_and_token(sent.body)
    assert as_().post(CONFIRM, {**link, "new_password": NEW}).status_code == 200
    ada.refresh_from_db()
    assert ada.check_password(NEW)
    assert as_().post(CONFIRM, {**link, "new_password": PASSWORD}).status_code == 400


@override_settings(**WITH_MAIL)
def test_known_and_unknown_addresses_get_the_same_answer(as_, ada):
    known, unknown = (as_().post(RESET, {"email": address}) for address in (ada.email, "nobody@table.example"))
    assert known.status_code == unknown.status_code == 200
    assert known.content == unknown.content


def test_no_mail_goes_to_whom_it_should_not(ada, ben):
    ben.bar()
    for address in ("nobody@table.example", ben.email, "", "ada@table.example\nbcc: x@y.example"):
        tasks.mail_reset_link.call(address=address)
    assert mail.outbox == []


def test_without_mail_the_answer_says_whom_to_ask(as_, ada):
    assert "manage.py reset_link" in as_().post(RESET, {"email": ada.email}).json()["data"]["message"]


@pytest.mark.parametrize("uid", ["", "AAAA", "_-_", "é"])
def test_forged_links_are_refused(as_, ada, uid):
    token = uid_and_token(passwords.link_for(ada))["token"]
    assert as_().post(CONFIRM, {"uid": uid, "token": token, "new_password": NEW}).status_code == 400


def test_the_operator_prints_a_link(as_, ada, capsys):
    call_command("reset_link", "ada")
    link = uid_and_token(capsys.readouterr().out)
    assert as_().post(CONFIRM, {**link, "new_password": NEW}).status_code == 200


def test_the_operator_is_told_what_is_wrong(db):
    with pytest.raises(CommandError, match="no account named"):
        call_command("reset_link", "nobody")
    guest = User.objects.create_guest("Gus")
    with pytest.raises(CommandError, match="claims"):
        call_command("reset_link", guest.username)
