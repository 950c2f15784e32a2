"""People in front of browsers: they sign in, open a table, read what it says and use it as one does.

Everything is found by its role and words, as somebody does who cannot see the page; nothing reads the page's state.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from config.testing.cast import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

# Any 32 letters: a page that has none yet makes up its own.
CSRF = "dreamtable" * 3 + "xy"

TOKENS = "section.token-list[aria-label='Tokens on the map']"


class Person:
    """One person at one page of the server at `url`."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url

    # ---- coming in

    def opens(self, path: str) -> None:
        self.page.goto(self.url + path)

    def signs_in(self, name: str) -> None:
        """Asks the API for a session and opens nothing: test_sign_in_pages and test_keyboard use the page for it."""
        self.page.context.add_cookies([{"name": "csrftoken", "value": CSRF, "url": self.url}])
        answer = self.page.request.post(
            f"{self.url}/api/v1/auth/login",
            data={"username": name, "password": PASSWORD, "session": True},
            headers={"X-CSRFToken": CSRF},
        )
        assert answer.ok, answer.text()

    def moves_to(self, host: str) -> None:
        """Goes on by another name of the same server, with the session that there is."""
        port = self.url.rpartition(":")[2]
        self.url = f"http://{host}:{port}"
        cookies = {cookie["name"]: cookie["value"] for cookie in self.page.context.cookies()}
        self.page.context.add_cookies([{"name": name, "value": cookies[name], "url": self.url} for name in cookies])

    def sits_down(self, room: str) -> None:
        """Opens the table and waits until its map is drawn and its line is live."""
        self.opens(f"/rooms/{room}/")
        self.is_at_the_table()

    def is_at_the_table(self) -> None:
        self.page.locator("[data-table][data-ready=true]").wait_for()
        self.is_live()

    def is_live(self) -> None:
        self.page.locator("[data-connection=live]").wait_for()

    # ---- panels

    def tab(self, name: str) -> Locator:
        """Opens a tab of the dock and gives its panel."""
        tab = self.page.get_by_role("tab", name=name, exact=True)
        if tab.get_attribute("aria-selected") != "true":
            tab.click()
        return self.page.get_by_role("tabpanel", name=name, exact=True)

    # ---- talk

    def says(self, text: str) -> None:
        self.tab("Chat")
        self.page.get_by_label("Message", exact=True).fill(text)
        self.page.get_by_role("button", name="Send").click()

    def messages(self) -> list[str]:
        """What was said and has arrived, in order; not what still waits to be sent."""
        return self.page.locator(".chat-log .message:not(.message-waiting) p").all_inner_texts()

    def hears(self, text: str) -> None:
        self.page.locator(".chat-log .message:not(.message-waiting) p", has_text=text).first.wait_for()

    # ---- the map

    def tokens(self) -> list[str]:
        """The page's own list for who does not see the map: for instance `Mira, yours, neutral, column 3, row 4`."""
        return [words.strip() for words in self.page.locator(f"{TOKENS} li").all_inner_texts()]

    def sees_token(self, words: str) -> None:
        """Waits until the list has a token described like this."""
        self.page.locator(f"{TOKENS} li", has_text=words).first.wait_for(state="attached")

    def takes(self, name: str) -> None:
        """Chooses a token in the list by keyboard: it is selected, and the map shows it in the middle."""
        self.page.locator(f"{TOKENS} li button", has_text=name).focus()
        self.page.keyboard.press("Enter")
        self.page.locator(f"{TOKENS} p", has_text=f"Selected: {name}").wait_for(state="attached")

    def middle_of_the_map(self) -> tuple[float, float]:
        """The point of the window that `takes` brings a token to: the middle of what no panel covers."""
        area: dict[str, Any] = self.page.evaluate(
            """() => {
              const map = document.querySelector("[data-map] canvas").getBoundingClientRect();
              const phone = matchMedia("(max-width: 700px)").matches;
              const folded = document.querySelector(".dock-folded") !== null;
              const [top, right, bottom, left] = phone ? [68, 16, 16, 16] : [76, folded ? 76 : 380, 68, 76];
              return {x: map.x + (left + map.width - right) / 2, y: map.y + (top + map.height - bottom) / 2};
            }"""
        )
        return area["x"], area["y"]

    def zoom(self) -> float:
        """1 when a pixel of the scene is one of the screen; read from the zoom's own words."""
        words = self.page.get_by_role("region", name="Zoom").locator("button", has_text="%").text_content() or ""
        return int(re.sub(r"\D", "", words)) / 100

    def drags_by_mouse(self, name: str, right: float, down: float) -> None:
        """Takes a token and drags it so many pixels of the scene."""
        self.takes(name)
        x, y = self.middle_of_the_map()
        zoom = self.zoom()
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + right * zoom, y + down * zoom, steps=8)
        mouse.up()


def until(page: Page, condition: Callable[[], Any], seconds: int = 60) -> None:
    """Lets the page go on until `condition` holds."""
    for _ in range(seconds * 10):
        if condition():
            return
        page.wait_for_timeout(100)
    raise AssertionError("this never came to be")
