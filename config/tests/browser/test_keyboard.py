"""The whole way to the table and at it without a mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def test_who_uses_only_the_keyboard_signs_in_opens_a_room_speaks_and_moves_the_own_token(
    house: Callable[..., Any], person: Callable[..., Any]
) -> None:
    server, _made = house("table")
    ben = person(server, viewport={"width": 1280, "height": 800})
    press, page = ben.page.keyboard.press, ben.page

    ben.opens("/")
    reach(page, "Name or e-mail")
    page.keyboard.type("ben")
    reach(page, "Password")
    page.keyboard.type("a lamp over a table")
    press("Enter")
    page.wait_for_url("**/rooms/")

    reach(page, "The Sunken Crypt")
    press("Enter")
    ben.is_at_the_table()

    press("c")
    page.locator("[data-chat-input]:focus").wait_for()
    page.keyboard.type("Is anybody there?")
    press("Enter")
    ben.hears("Is anybody there?")
    press("Escape")

    reach(page, "Map", backwards=True)
    press("Tab")
    ben.sees_token("Mira, yours, neutral, column 3, row 4")
    page.locator(".token-list p", has_text="Selected: Mira").wait_for(state="attached")
    press("ArrowRight")
    ben.sees_token("Mira, yours, neutral, column 4, row 4")
    press("ArrowDown")
    ben.sees_token("Mira, yours, neutral, column 4, row 5")

    press("i")
    seen = page.get_by_role("region", name="What do I see?")
    seen.get_by_role("button", name="Guard, ").wait_for()
    press("i")
    seen.wait_for(state="detached")

    # A key that is given to something else is taken from what had it, and kept after a reload.
    press("?")
    keys = page.get_by_role("dialog", name="Keys and mouse")
    keys.get_by_label("Find a key").fill("what does my token")
    keys.get_by_role("button", name="What does my token see?: I. Give it another key").focus()
    press("Enter")
    press("r")
    keys.get_by_role("alert").filter(has_text="R is the key of: Measure").wait_for()
    keys.get_by_role("button", name="Take it from there").focus()
    press("Enter")
    press("Escape")
    keys.wait_for(state="hidden")
    page.reload()
    ben.is_at_the_table()
    page.locator("[data-map] canvas").focus()
    press("r")
    seen.wait_for()
    press("r")
    seen.wait_for(state="detached")

    page.locator("[data-map] canvas").focus()
    press("Escape")
    page.locator(".token-list p", has_text="Selected").wait_for(state="detached")
    press("Escape")
    page.locator("[data-map] canvas:not(:focus)").wait_for()


WHAT_HAS_THE_FOCUS = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return "";
  return here.getAttribute("aria-label") || here.labels?.[0]?.innerText || here.innerText || "";
}"""


def reach(page: Any, name: str, *, backwards: bool = False, most: int = 40) -> None:
    """Presses Tab until the focus is on what is called `name`; fails when Tab never gets there."""
    for _ in range(most):
        if page.evaluate(WHAT_HAS_THE_FOCUS).startswith(name):
            return
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError(f"Tab never reaches {name!r}")
