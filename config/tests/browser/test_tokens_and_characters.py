"""Ada writes a character and puts it on the map; Ben plays it on a phone: hit points, conditions, dice, and what he is not
told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from config.tests.browser.laying import SECRET
from config.tests.browser.people import until

pytestmark = pytest.mark.browser


def test_a_character_from_sheet_to_phone(house: Callable[..., Any], person: Callable[..., Any]) -> None:
    server, made = house("table")
    ada, ben = person(server), person(server, viewport={"width": 390, "height": 844}, has_touch=True)
    heard: list[str] = []
    ben.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(str(frame))))
    for one, name in ((ada, "ada"), (ben, "ben")):
        one.signs_in(name)
        one.sits_down(made["room"])

    panel = ada.tab("Characters")
    panel.get_by_label("Name of a new character").fill("Sir Alric")
    panel.get_by_role("button", name="Create").click()
    sheet = ada.page.get_by_role("dialog", name="Sir Alric")
    sheet.get_by_label("Played by").select_option(label="Ben")
    sheet.get_by_label("Notes, only for those who lead").fill(f"{SECRET} knows him")
    sheet.get_by_label("Name of the macro").fill("Hit points")
    sheet.get_by_label("What the macro says").fill("/roll @{hp} + 2")
    sheet.get_by_label("What the macro says").press("Enter")
    sheet.get_by_role("button", name="Hit points", exact=True).wait_for()
    sheet.get_by_role("button", name="Place on the map").click()
    canvas = ada.page.locator("canvas")
    canvas.click(position={"x": 420, "y": 420})
    until(ben.page, lambda: any("Sir Alric" in words and "yours" in words for words in ben.tokens()))

    own = ben.tab("Characters")
    own.get_by_role("button", name="Sir Alric").click()
    his = ben.page.get_by_role("dialog", name="Sir Alric")
    his.get_by_role("button", name="Hit points", exact=True).click()
    his.get_by_role("button", name="Close").click()
    ben.tab("Chat")
    ben.page.locator(".roll-total", has_text="12").wait_for()

    ben.page.locator(".token-list button", has_text="Sir Alric").dispatch_event("click")
    token = ben.tab("Token")
    token.get_by_label("Change HP").fill("-4")
    token.get_by_label("Change HP").press("Enter")
    token.get_by_text("6 / 10").wait_for()
    token.get_by_text("Conditions").click()
    token.get_by_role("button", name="prone").click()
    ada.page.locator(".token-list button", has_text="Sir Alric").dispatch_event("click")
    seen = ada.tab("Token")
    seen.get_by_text("6 / 10").wait_for()
    seen.get_by_text("Conditions").click()
    assert seen.get_by_role("button", name="prone", exact=True).get_attribute("aria-pressed") == "true"

    before = len(ada.tokens())
    canvas.focus()
    ada.page.keyboard.press("Control+c")
    canvas.hover(position={"x": 520, "y": 420})
    ada.page.keyboard.press("Control+v")
    until(ada.page, lambda: len(ada.tokens()) == before + 1)
    ada.page.keyboard.press("Control+z")
    until(ada.page, lambda: len(ada.tokens()) == before)
    assert SECRET not in "".join(heard)
