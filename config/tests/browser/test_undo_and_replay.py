"""At the table one takes back what one did, and sees again what happened, while the game goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from config.tests.browser.laying import SECRET
from config.tests.browser.people import until

pytestmark = pytest.mark.browser
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def says_toast(one: Any, words: str) -> None:
    one.page.locator(".toasts .toast", has_text=words).last.wait_for()


def test_what_one_did_is_taken_back_for_everybody(house: Callable[..., Any], person: Callable[..., Any]) -> None:
    server, made = house("table")
    ada, ben = person(server, viewport=WIDE), person(server, viewport=WIDE)
    for one, name in ((ada, "ada"), (ben, "ben")):
        one.signs_in(name)
        one.sits_down(made["room"])
    press = ada.page.keyboard.press

    def ben_sees_the_guard(there: bool) -> None:
        until(ben.page, lambda: any("Guard" in token for token in ben.tokens()) is there)

    ada.takes("Guard")
    ada.page.locator("[data-map] canvas").focus()
    press("h")
    ben_sees_the_guard(False)
    press("Control+z")
    says_toast(ada, "Undone: a token hidden or shown")
    ben_sees_the_guard(True)
    press("Control+Shift+z")
    says_toast(ada, "Done again: a token hidden or shown")
    ben_sees_the_guard(False)

    ada.tab("Chat")
    ada.page.get_by_label("Message", exact=True).fill("Not sent")
    press("Control+z")
    ada.page.wait_for_timeout(500)
    assert not any("Guard" in token for token in ben.tokens())

    ada.page.get_by_role("button", name="Undo (Ctrl+Z)").click()
    ben_sees_the_guard(True)

    ben.page.get_by_role("button", name="Undo (Ctrl+Z)").click()
    says_toast(ben, "There is nothing of yours to undo.")


def test_the_evening_is_seen_again(house: Callable[..., Any], person: Callable[..., Any]) -> None:
    server, made = house("table")
    ada, ben = person(server, viewport=WIDE), person(server, viewport=PHONE, has_touch=True)
    for one, name in ((ada, "ada"), (ben, "ben")):
        one.signs_in(name)
        one.sits_down(made["room"])
    ada.says("The door opens.")
    ben.hears("The door opens.")

    ben.page.get_by_label("More", exact=True).tap()
    ben.page.get_by_role("button", name="Replay").tap()
    bar = ben.page.get_by_role("region", name="Replay")
    bar.get_by_role("button", name="Play").wait_for()
    ben.tab("Chat")
    ben.page.get_by_text("This is the past: close the replay to write.").wait_for()

    place = bar.get_by_label("Place in the replay")
    place.focus()
    place.press("Home")
    until(ben.page, lambda: ben.messages() == [])
    bar.get_by_role("button", name="To the next message").tap()
    ben.hears("Water drips somewhere below.")
    assert "The door opens." not in ben.messages()
    assert not any(SECRET in token for token in ben.tokens())

    ada.says("Meanwhile, in the present")
    bar.get_by_label("Speed").select_option("16")
    bar.get_by_role("button", name="Play").tap()
    ben.hears("The door opens.")
    bar.get_by_role("button", name="Back to now").tap()
    ben.hears("Meanwhile, in the present")
    bar.wait_for(state="detached")
    ben.says("I am back")
    ada.hears("I am back")


def test_the_replay_by_keyboard(house: Callable[..., Any], person: Callable[..., Any]) -> None:
    server, made = house("table")
    ada = person(server, viewport=WIDE)
    ada.signs_in("ada")
    ada.sits_down(made["room"])
    ada.page.get_by_label("More", exact=True).focus()
    ada.page.keyboard.press("Enter")
    ada.page.get_by_role("button", name="Replay").focus()
    ada.page.keyboard.press("Enter")
    bar = ada.page.get_by_role("region", name="Replay")
    bar.get_by_role("button", name="Play").wait_for()
    assert ada.page.evaluate("document.activeElement.className").startswith("panel replay-bar")
    place = bar.get_by_label("Place in the replay")
    place.focus()
    ada.page.keyboard.press("Home")
    until(ada.page, lambda: ada.tokens() == [])
    ada.page.keyboard.press("End")
    ada.sees_token("Mira")
    assert " of " in (place.get_attribute("aria-valuetext") or "")
    ada.page.keyboard.press("Escape")
    bar.wait_for(state="detached")
    ada.is_live()
