"""The pages of signing in and of one's account."""

from __future__ import annotations

import pytest
from django.test import override_settings

from accounts.models import User
from accounts.passwords import link_for
from config.testing.cast import PASSWORD

NEW = "nine new lanterns"


def send(client, url, **fields):
    return client.post(url, fields, format="multipart")


def test_signing_in(as_, ada):
    client = as_()
    page = client.get("/sign-in/")
    assert page.status_code == 200
    for words in ('autocomplete="username"', 'autocomplete="current-password"', "<label"):
        assert words in page.content.decode()
    answer = send(client, "/sign-in/", username="ada@table.example", password=PASSWORD)
    assert answer.status_code == 302
    assert answer.url == "/"
    assert client.get("/account/").status_code == 200


def test_a_refusal_is_said_on_the_page(as_, ada):
    page = send(as_(), "/sign-in/", username="ada", password="wrong")
    assert page.status_code == 200
    assert "do not fit together" in page.content.decode()


def test_too_many_tries_are_said_in_words(as_, ada):
    pages = [send(as_(), "/sign-in/", username="ada", password="wrong") for _ in range(11)]
    assert pages[-1].status_code == 429
    assert "Too many wrong passwords" in pages[-1].content.decode()


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/rooms/?page=2", "/rooms/?page=2"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_next_leads_to_this_server_only(as_, ada, wanted, reached):
    answer = send(as_(), "/sign-in/", username="ada", password=PASSWORD, next=wanted)
    assert answer.url == reached


def test_registering(as_, db):
    client = as_()
    answer = send(client, "/register/", username="dora", display_name="Dora", password=NEW, email="")
    assert answer.status_code == 302
    assert client.get("/api/v1/me").json()["data"]["username"] == "dora"


def test_what_does_not_fit_stands_beside_its_field(as_, ada):
    page = send(as_(), "/register/", username="ada", password="short", email="no")
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {"email"}
    page = send(as_(), "/register/", username="ada", password="short")
    assert set(page.context["form"].errors) == {"username", "password"}


@pytest.mark.parametrize("mode", ["invite", "closed"])
def test_a_server_may_be_closed(as_, db, mode):
    with override_settings(REGISTRATION=mode):
        assert "<form" not in as_().get("/register/").content.decode().split("<main")[1].split("</main>")[0]
        assert send(as_(), "/register/", username="dora", password=NEW).status_code == 200
    assert not User.objects.exists()


def test_without_mail_the_page_says_whom_to_ask(as_, db):
    page = as_().get("/forgot/").content.decode()
    assert "python manage.py reset_link" in page


def test_a_link_sets_a_password_once(as_, ada):
    url = link_for(ada).removeprefix("http://localhost:8010")
    assert as_().get(url).status_code == 200
    assert send(as_(), url, new_password=NEW).status_code == 302
    assert as_().get(url).status_code == 404
    ada.refresh_from_db()
    assert ada.check_password(NEW)


def test_the_account_page_needs_a_sign_in(as_, db):
    answer = as_().get("/account/")
    assert answer.status_code == 302
    assert answer.url == "/sign-in/?next=/account/"


def test_profile_and_settings(as_, ada):
    client = as_(ada)
    fields = {"profile-display_name": "Ada L.", "profile-bio": "Numbers.", "profile-colour": "#aabbcc"}
    assert send(client, "/account/", do="profile", **fields).url == "/account/#profile"
    assert send(client, "/account/", do="settings", **{"settings-theme": "light", "settings-locale": "en"}).url
    ada.refresh_from_db()
    assert (ada.display_name, ada.colour, ada.theme, ada.live_notifications) == ("Ada L.", "#aabbcc", "light", False)


def test_a_form_that_fails_keeps_its_words_and_changes_nothing(as_, ada):
    page = send(as_(ada), "/account/", do="profile", **{"profile-display_name": "", "profile-colour": "#aabbcc"})
    assert page.status_code == 200
    assert "display_name" in page.context["forms"]["profile"].errors
    assert "<h1>Ada</h1>" in page.content.decode()


def test_changing_the_password_keeps_this_browser_only(as_, ada):
    mine, other = as_(ada), as_(ada)
    send(mine, "/account/", do="password", **{"password-old_password": PASSWORD, "password-new_password": NEW})
    assert mine.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302


def test_signing_out_everywhere_else(as_, ada):
    mine, other = as_(ada), as_(ada)
    send(mine, "/account/", do="sign-out-everywhere")
    assert mine.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302


def test_deleting_the_account(as_, ada):
    client = as_(ada)
    assert send(client, "/account/", do="delete", **{"delete-password": "wrong"}).status_code == 200
    assert send(client, "/account/", do="delete", **{"delete-password": PASSWORD}).url == "/sign-in/"
    assert not User.objects.exists()


def test_a_guest_is_shown_how_to_stay(as_, db):
    client = as_(User.objects.create_guest("Gus"))
    page = client.get("/account/").content.decode()
    assert "Keep this name" in page
    assert 'value="password"' not in page
    answer = send(client, "/account/", do="claim", **{"claim-username": "gus", "claim-password": NEW})
    assert answer.url == "/account/#claim"
    assert not User.objects.get().is_guest


def test_a_guest_cannot_send_the_forms_of_accounts(as_, db):
    gus = User.objects.create_guest("Gus")
    for do in ("email", "password", "avatar", "nonsense"):
        assert send(as_(gus), "/account/", do=do).status_code == 200


def test_the_demo_account(as_, db):
    assert "demo account" not in as_().get("/sign-in/").content.decode()
    User.objects.create_demo("Demo")
    client = as_()
    assert "demo account" in client.get("/sign-in/").content.decode()
    send(client, "/sign-in/demo/")
    page = client.get("/account/").content.decode()
    assert 'value="delete"' not in page
    assert 'value="password"' not in page


def test_production_opens_no_demo_account(as_, db):
    User.objects.create_demo("Demo")
    with override_settings(SECURE=True):
        assert "demo account" not in as_().get("/sign-in/").content.decode()
        assert as_().post("/api/v1/auth/demo", {}).status_code == 403


def test_an_account_named_demo_with_a_password_stays_closed(as_, db):
    User.objects.create_user("demo", "nine lanterns")
    assert as_().post("/api/v1/auth/demo", {}).status_code == 404
