"""An operator makes a game master; names and passwords that would not do are refused."""

from __future__ import annotations

import io
import json
import sys
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import User

pytestmark = pytest.mark.django_db


def create(*arguments: str) -> str:
    out = StringIO()
    call_command("create_gm", *arguments, stdout=out)
    return out.getvalue()


def test_it_works(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.REGISTRATION = "closed"
    made = json.loads(create("Ada", "--email", "ada@table.example", "--display-name", "Ada L.", "--json"))
    ada = User.objects.get(pk=made["id"])
    assert (ada.username, ada.display_name, ada.email) == ("Ada", "Ada L.", "ada@table.example")
    assert ada.is_game_master and not ada.is_staff and ada.check_password(made["password"])
    monkeypatch.setattr(sys, "stdin", io.StringIO("the crypt at midnight\n"))
    assert "Password" not in create("Ben", "--password-stdin")
    assert User.objects.get(username="Ben").check_password("the crypt at midnight")


@pytest.mark.parametrize(
    ("name", "why"), [("ADA", "taken"), ("demo", "taken"), ("a b", "letters"), ("guest-7", "taken")]
)
def test_a_name_that_will_not_do(ada: User, name: str, why: str) -> None:
    with pytest.raises(CommandError, match=why):
        create(name)
    assert User.objects.count() == 1


def test_a_password_that_will_not_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    with pytest.raises(CommandError, match="password: .*short"):
        create("Ben", "--password-stdin")
    assert not User.objects.exists()
