"""Opening an account, a wrong password, a lost one on a server without mail, and a guest who stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def test_who_is_new_opens_an_account_and_is_in(house: Callable[..., Any], person: Callable[..., Any]) -> None:
    server, _made = house("people")
    dora = person(server)
    page = dora.page
    dora.opens("/register/")
    page.get_by_label("Name", exact=True).fill("dora")
    page.get_by_label("Display name").fill("Dora the Wise")
    page.get_by_label("Password", exact=True).fill("twelve lanterns in a row")
    page.get_by_role("button", name="Open the account").click()
    page.wait_for_url("**/rooms/")
    page.get_by_text("Dora the Wise", exact=True).wait_for()


def test_a_wrong_password_and_a_taken_name_are_told_beside_the_form_and_keep_what_was_typed(
    house: Callable[..., Any], person: Callable[..., Any]
) -> None:
    server, _made = house("people")
    # A refusal is an answer of its own status, which the browser writes to its console.
    somebody = person(server, watch=False)
    page = somebody.page
    somebody.opens("/sign-in/")
    page.get_by_label("Name or e-mail").fill("ben")
    page.get_by_label("Password", exact=True).fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    page.locator("form.form [role=alert], form.form .errors, form.form .errorlist").first.wait_for()
    assert page.get_by_label("Name or e-mail").input_value() == "ben"

    somebody.opens("/register/")
    page.get_by_label("Name", exact=True).fill("ben")
    page.get_by_label("Password", exact=True).fill("short")
    page.get_by_role("button", name="Open the account").click()
    for field in ("Name", "Password"):
        control = page.get_by_label(field, exact=True)
        page.locator(".field.has-error", has=control).wait_for()
        assert control.get_attribute("aria-invalid") == "true"
        described = control.get_attribute("aria-describedby") or ""
        told = [page.locator(f"[id='{id}']").inner_text() for id in described.split()]
        assert any(told), f"{field} does not say what is wrong"


def test_a_server_without_mail_names_the_command_of_its_operator(
    house: Callable[..., Any], person: Callable[..., Any]
) -> None:
    server, _made = house("people", EMAIL_URL="")
    ben = person(server)
    page = ben.page
    ben.opens("/sign-in/")
    page.get_by_role("link", name="Forgot your password?").click()
    assert "python manage.py reset_link" in page.locator("pre").inner_text()
    assert page.get_by_role("textbox").count() == 0

    link = next(word for word in server.manage("reset_link", "ben").split() if "/reset" in word or "http" in word)
    ben.opens("/" + link.split("://", 1)[-1].split("/", 1)[1])
    page.get_by_label("New password").fill("seven owls and a bell")
    page.get_by_role("button", name="Set the password").click()
    page.wait_for_url("**/sign-in/")
    page.get_by_label("Name or e-mail").fill("ben")
    page.get_by_label("Password", exact=True).fill("seven owls and a bell")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/rooms/")


def test_a_guest_gives_a_password_and_comes_back_as_the_same_person(
    house: Callable[..., Any], person: Callable[..., Any]
) -> None:
    server, made = house("table")
    guest = person(server)
    page = guest.page
    guest.opens(f"/join/{made['invite']}/")
    page.get_by_label("What shall the others call you?").fill("Fern")
    page.get_by_role("button", name="Sit down at the table").click()
    guest.is_at_the_table()

    guest.opens("/account/")
    claim = page.locator("#claim")
    claim.get_by_label("Name", exact=True).fill("fern")
    claim.get_by_label("Password", exact=True).fill("seven owls and a bell")
    claim.get_by_role("button", name="Make it my account").click()
    page.get_by_text("This is your account now.").wait_for()

    elsewhere = person(server)
    elsewhere.opens("/sign-in/")
    elsewhere.page.get_by_label("Name or e-mail").fill("fern")
    elsewhere.page.get_by_label("Password", exact=True).fill("seven owls and a bell")
    elsewhere.page.get_by_role("button", name="Sign in").click()
    elsewhere.page.get_by_role("link", name="The Sunken Crypt").wait_for()
