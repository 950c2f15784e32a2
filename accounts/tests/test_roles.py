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


def test_staff_add_an_account_and_hand_out_its_link(as_, ada):
    ada.grant(is_staff=True)
    client = as_(ada)
    fields = {"username": "dora", "display_name": "Dora", "email": "", "_save": "1"}
    page = client.post("/admin/accounts/user/add/", fields, format="multipart", follow=True)
    assert "/reset/" in page.content.decode()
    assert not User.objects.get(username="dora").has_usable_password()


def test_staff_bar_and_delete_people(as_, ada, ben):
    ada.grant(is_staff=True)
    staff, bens = as_(ada), as_(ben)
    fields = {"username": "ben", "display_name": "Ben", "colour": ben.colour, "storage_quota": "5000000", "_save": "1"}
    staff.post(f"/admin/accounts/user/{ben.pk}/change/", fields, format="multipart")
    ben.refresh_from_db()
    assert (ben.is_active, ben.storage_quota) == (False, 5_000_000)
    assert bens.get("/api/v1/me").status_code == 401
    staff.post(f"/admin/accounts/user/{ben.pk}/delete/", {"post": "yes"}, format="multipart")
    assert not User.objects.filter(pk=ben.pk).exists()


def test_no_page_of_staff_shows_a_password_or_its_hash(as_, ada, ben):
    ada.grant(is_staff=True)
    for page in ("", f"{ben.pk}/change/", f"{ben.pk}/history/", "?password__startswith=md5"):
        body = as_(ada).get(f"/admin/accounts/user/{page}").content.decode()
        assert ben.password not in body
        assert "md5$" not in body


def test_staff_do_not_touch_a_superuser(as_, ada, ben):
    ada.grant(is_staff=True)
    ben.is_superuser = True
    ben.save()
    staff = as_(ada)
    assert staff.post(f"/admin/accounts/user/{ben.pk}/delete/", {"post": "yes"}, format="multipart").status_code == 403
    staff.post("/admin/accounts/user/", {"action": "give_link", "_selected_action": str(ben.pk)}, format="multipart")
    page = staff.get("/admin/accounts/user/").content.decode()
    assert "/reset/" not in page
    assert User.objects.filter(pk=ben.pk).exists()
