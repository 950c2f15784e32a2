"""The door of a room: who waits is let in or sent away, who is banned is out at once, and the keys go to somebody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from config.tests.browser.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]
WINDOW = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 1}


def test_a_guest_waits_and_goes_in_by_themselves(house: Callable[..., Any], person: Callable[..., Any]) -> None:
    server, made = house("table")
    ada: Person = person(server, **WINDOW)
    ada.signs_in("ada")
    ada.sits_down(made["room"])
    ada.tab("People").get_by_role("button", name="Invite").click()
    dialog = ada.page.get_by_role("dialog")
    dialog.get_by_label("Waiting room").check()
    dialog.get_by_role("button", name="Close").click()
    ada.tab("Chat")

    mira: Person = person(server, **PHONE)
    knocks(mira, made["invite"], "Mira")
    mira.page.get_by_text("The game master has been told that you are here.").wait_for()

    notice = ada.page.get_by_role("region", name="At the door")
    notice.get_by_text("Mira is at the door.").wait_for()
    assert ada.page.get_by_role("tab", name="People").locator(".count").inner_text() == "1"
    notice.get_by_role("button", name="Let Mira in").focus()
    ada.page.keyboard.press("Enter")
    mira.is_at_the_table()
    notice.wait_for(state="detached")
    ada.tab("People").get_by_role("listitem").filter(has_text="Mira").get_by_text("guest · here").wait_for()


def test_who_is_sent_away_reads_it_kindly(house: Callable[..., Any], person: Callable[..., Any]) -> None:
    server, made = house("table")
    ada: Person = person(server, **WINDOW)
    ada.signs_in("ada")
    ada.sits_down(made["room"])
    panel = ada.tab("People")
    panel.get_by_role("heading", name="This room").click()
    panel.get_by_label("Waiting room").check()

    # Not watched: the answer to somebody who is not let in is a 404, which browsers write to the console.
    olaf: Person = person(server, watch=False, **WINDOW)
    knocks(olaf, made["invite"], "Olaf")
    panel.get_by_role("button", name="Send Olaf away").click()
    olaf.page.get_by_text("You were not let in this time.").wait_for()
    assert olaf.page.get_by_role("link", name="To the start").is_visible()


def knocks(somebody: Person, code: str, name: str) -> None:
    somebody.opens(f"/join/{code}/")
    somebody.page.get_by_label("What shall the others call you?").fill(name)
    somebody.page.get_by_role("button", name="Knock at the door").click()
    somebody.page.wait_for_url("**/waiting/")


def test_a_ban_ends_the_page_and_the_link(house: Callable[..., Any], person: Callable[..., Any]) -> None:
    server, made = house("table")
    ada: Person = person(server, **WINDOW)
    ben: Person = person(server, **WINDOW)
    for name, one in (("ada", ada), ("ben", ben)):
        one.signs_in(name)
        one.sits_down(made["room"])
    does(ada, "Ben", "Ban")
    dialog = ada.page.get_by_role("dialog")
    dialog.get_by_label("Reason").fill("Threw the dice at Ada.")
    dialog.get_by_role("button", name="Ban").click()
    ben.page.get_by_text("You are not a member of this room any more.").wait_for()
    assert not ben.messages() and not ben.tokens(), "nothing of the room stays on the screen"
    panel = ada.tab("People")
    panel.get_by_text("Banned").click()
    panel.get_by_text("Threw the dice at Ada.").wait_for()

    stranger: Person = person(server, watch=False)
    stranger.opens(f"/join/{made['invite']}/")
    stranger.page.get_by_role("heading", name="This link leads nowhere").wait_for()

    panel.get_by_role("button", name="Lift the ban of Ben").click()
    panel.get_by_text("Threw the dice at Ada.").wait_for(state="detached")


def test_the_room_is_handed_over(house: Callable[..., Any], person: Callable[..., Any]) -> None:
    server, made = house("table")
    ada: Person = person(server, **WINDOW)
    ada.signs_in("ada")
    ada.sits_down(made["room"])
    does(ada, "Ben", "Hand over the room")
    dialog = ada.page.get_by_role("dialog", name="Hand The Sunken Crypt over to Ben?")
    dialog.get_by_text("Ben will own the room").wait_for()
    dialog.get_by_role("button", name="Hand it over").click()
    member(ada, "Ben").get_by_text("owner").wait_for()
    ada.is_live()
    member(ada, "Ada").locator("summary").click()
    member(ada, "Ada").get_by_role("button", name="Leave this room").wait_for()


def member(at: Person, name: str) -> Any:
    return at.tab("People").get_by_role("listitem").filter(has=at.page.locator("summary", has_text=name))


def does(at: Person, name: str, action: str) -> None:
    """Opens a member's row and chooses an action."""
    member(at, name).locator("summary").click()
    member(at, name).get_by_role("button", name=action, exact=True).click()
