"""Dice as players use them: tapped together, asked for, checked, kept at hand, and seen by whom they are for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from config.tests.browser.people import Person

pytestmark = pytest.mark.browser


def cards(who: Person) -> Locator:
    return who.page.locator(".chat-log .roll")


def opens_the_tray(who: Person) -> Locator:
    who.page.get_by_role("button", name="Dice", exact=True).click()
    return who.page.get_by_role("dialog", name="Dice", exact=True)


def test_dice_are_tapped_seen_by_all_and_checked_by_another_page(
    house: Callable[..., Any], person: Callable[..., Any]
) -> None:
    server, made = house("table")
    ada, ben = person(server), person(server)
    for who, name in ((ada, "ada"), (ben, "ben")):
        who.signs_in(name)
        who.sits_down(made["room"])

    tray = opens_the_tray(ben)
    tray.get_by_role("button", name="d20: add one").click()
    tray.get_by_role("button", name="Advantage", exact=True).click()
    tray.get_by_label("Modifier", exact=True).last.fill("5")
    tray.get_by_label("What for").fill("Attack")
    assert tray.get_by_label("Formula").input_value() == "2d20kh + 5"
    tray.get_by_role("button", name="Roll", exact=True).click()

    seen = cards(ada).last
    seen.get_by_text("Attack").wait_for()
    assert seen.get_by_text("dropped").count() == 1
    total = int(seen.locator(".roll-total").inner_text().split()[-1])
    assert 6 <= total <= 25
    seen.get_by_role("button", name="Check the dice").click()
    told = seen.get_by_role("status").inner_text()
    assert "the dice are as they must be" in told
    assert "This page had heard the promise." in told

    tray = opens_the_tray(ben)
    tray.get_by_label("Formula").fill("1d6 + ?{Bonus|2} + ?{With|an axe,1d12|a sword,1d8}")
    tray.get_by_role("button", name="Only me").click()
    tray.get_by_role("button", name="Roll", exact=True).click()
    asked = ben.page.get_by_role("dialog", name="Before you roll")
    asked.get_by_label("Bonus").fill("7")
    asked.get_by_label("With").select_option(label="a sword (1d8)")
    asked.get_by_role("button", name="Roll", exact=True).click()
    cards(ben).last.get_by_text("1d6 + 7 + 1d8").wait_for()
    assert "only the roller sees this" in cards(ben).last.inner_text()

    ben.says("/roll 2d6 # Heard by both")
    cards(ada).last.get_by_text("Heard by both").wait_for()
    assert cards(ada).count() == 2


def test_a_macro_is_kept_and_run_by_its_key(house: Callable[..., Any], person: Callable[..., Any]) -> None:
    server, made = house("table")
    ben = person(server)
    ben.signs_in("ben")
    ben.sits_down(made["room"])
    page = ben.page
    tray = opens_the_tray(ben)
    page.get_by_role("button", name="Keep a roll at hand").click()
    dialog = page.get_by_role("dialog", name="Macros")
    dialog.get_by_label("Name").fill("Sword")
    dialog.get_by_label("What is sent").fill("/roll 1d8 + 3 # Sword")
    dialog.get_by_role("button", name="Save").click()
    dialog.get_by_role("button", name="Change Sword").wait_for()
    dialog.get_by_role("button", name="Close").click()
    tray.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Sword").click()
    cards(ben).first.get_by_text("1d8 + 3").wait_for()
    page.locator("[data-map] canvas").focus()
    page.keyboard.press("1")
    cards(ben).nth(1).get_by_text("1d8 + 3").wait_for()

    opens_the_tray(ben).get_by_role("button", name="How your dice fell").click()
    page.get_by_role("dialog", name="How your dice fell").get_by_text("2 rolls").wait_for()
