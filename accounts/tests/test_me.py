"""Oneself in the API: profile, settings, export, the end."""

from __future__ import annotations

import pytest

from accounts import hooks
from accounts.models import User
from config.testing.cast import PASSWORD

ME = "/api/v1/me"


def test_it_works(as_, ada):
    data = as_(ada).get(ME).json()["data"]
    assert data["username"] == "ada"
    assert data["email"] == "ada@table.example"
    assert data["roles"] == ["game_master"]
    assert data["settings"] == {"theme": "dark", "locale": "en", "colour": ada.colour, "notifications": True}


def test_nobody_is_401_in_the_envelope(as_, db):
    answer = as_().get(ME)
    assert answer.status_code == 401
    assert answer.json()["success"] is False
    assert "Bearer" in answer.headers["WWW-Authenticate"]


def test_answers_are_never_cached_for_the_next_person(as_, ada, ben):
    answers = [as_(person).get(ME) for person in (ada, ben)]
    assert all(answer.headers["Cache-Control"] == "no-store" for answer in answers)
    assert answers[0].content != answers[1].content


@pytest.mark.parametrize("verb", ["patch", "put"])
def test_changing_oneself(as_, ada, verb):
    answer = getattr(as_(ada), verb)(ME, {"display_name": " Ada  of the Lamp ", "bio": "Maps.", "colour": "#ABCDEF"})
    assert answer.json()["data"]["display_name"] == "Ada of the Lamp"
    ada.refresh_from_db()
    assert (ada.bio, ada.colour) == ("Maps.", "#abcdef")


@pytest.mark.parametrize(
    "body",
    [
        {"colour": "red"},
        {"colour": "#12345g"},
        {"bio": "x" * 501},
        {"display_name": ""},
        {"display_name": "a\u0000b"},
        {"is_staff": True},
        {"username": "other"},
    ],
)
def test_what_does_not_fit_changes_nothing(as_, ada, body):
    answer = as_(ada).patch(ME, body)
    assert answer.status_code == 400
    assert answer.json()["errors"]
    before = User.objects.get(pk=ada.pk)
    assert (before.display_name, before.colour, before.is_staff) == (ada.display_name, ada.colour, False)


def test_a_new_address_needs_the_password(as_, ada):
    client = as_(ada)
    assert client.patch(ME, {"email": "new@table.example"}).status_code == 400
    assert client.patch(ME, {"email": "new@table.example", "password": PASSWORD}).status_code == 200
    ada.refresh_from_db()
    assert ada.email == "new@table.example"


def test_settings(as_, ada):
    client = as_(ada)
    answer = client.patch(f"{ME}/settings", {"theme": "light", "notifications": False})
    assert answer.json()["data"] == {"theme": "light", "locale": "en", "colour": ada.colour, "notifications": False}
    assert client.get(f"{ME}/settings").json()["data"]["theme"] == "light"


@pytest.mark.parametrize("body", [{"theme": "pink"}, {"locale": "tlh"}, {"notifications": "yes"}, {"colour": 3}])
def test_settings_that_do_not_exist(as_, ada, body):
    assert as_(ada).patch(f"{ME}/settings", body).status_code == 400


def test_the_export_holds_what_other_apps_add_and_no_secret(as_, ada, monkeypatch):
    monkeypatch.setitem(hooks.own_data, "songs", lambda user: [f"by {user.username}"])
    answer = as_(ada).get(f"{ME}/export")
    assert 'filename="dreamtable-ada.json"' in answer.headers["Content-Disposition"]
    data = answer.json()["data"]
    assert data["songs"] == ["by ada"]
    assert data["account"]["email"] == ada.email
    assert ada.password not in answer.content.decode()


def test_deleting_oneself_asks_for_the_password(as_, ada):
    assert as_(ada).delete(ME, {"password": "wrong"}).status_code == 400
    assert as_(ada).delete(ME).status_code == 400
    assert User.objects.filter(pk=ada.pk).exists()


def test_deleting_oneself(as_, ada, ben, monkeypatch):
    left: list[str] = []
    monkeypatch.setattr(hooks, "farewell", [lambda user: left.append(user.username)])
    client = as_(ada)
    assert client.delete(ME, {"password": PASSWORD}).status_code == 204
    assert left == ["ada"]
    assert list(User.objects.all()) == [ben]
    assert client.get(ME).status_code == 401


def test_if_an_app_cannot_let_go_nothing_is_deleted(as_, ada, monkeypatch):
    def refuse(user: User) -> None:
        raise RuntimeError("the room is being moved")

    monkeypatch.setattr(hooks, "farewell", [refuse])
    assert as_(ada).delete(ME, {"password": PASSWORD}).status_code == 500
    assert User.objects.filter(pk=ada.pk).exists()


def test_the_demo_account_stays(as_, db):
    demo = User.objects.create_demo("Demo")
    assert as_(demo).delete(ME, {"password": ""}).status_code == 403
