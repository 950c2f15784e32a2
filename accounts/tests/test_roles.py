"""Roles: who has them, who gives them, what they open."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User


def test_it_works(ben, capsys):
    call_command("grant", "ben", "game_master")
    ben.refresh_from_db()
    assert ben.is_game_master
    assert "ben has the role game_master" in capsys.readouterr().out
    call_command("grant", "BEN@table.example", "game_master", "--revoke")
    ben.refresh_from_db()
    assert not ben.is_game_master


def test_guests_and_nobody_get_none(db):
    guest = User.objects.create_guest("Gus")
    for name in (guest.username, "nobody"):
        with pytest.raises(CommandError):
            call_command("grant", name, "staff")


@pytest.mark.parametrize(
    ("role", "gm", "admin"),
    [("nobody", 302, 302), ("player", 403, 403), ("game_master", 200, 403), ("staff", 200, 200)],
)
def test_what_a_role_opens(as_, ben, role, gm, admin):
    if role in ("game_master", "staff"):
        ben.grant(**{f"is_{role}": True})
    client = as_(None if role == "nobody" else ben)
    assert client.get("/gm/").status_code == gm
    assert client.get("/admin/").status_code == admin


def test_who_is_not_signed_in_signs_in_where_everybody_does(as_, db):
    assert as_().get("/gm/").url == "/sign-in/?next=/gm/"
    assert as_().get("/admin/login/").url == "/sign-in/?next=/admin/"
