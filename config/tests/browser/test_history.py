"""Three hundred lines: one begins where one left, goes up and down without losing the place, finds a word and a day."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from config.tests.browser.people import Person, until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]
WINDOW = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", "timezone_id": "Europe/Berlin"}


class Reader:
    """Somebody in front of the talk."""

    def __init__(self, person: Person, room: str) -> None:
        self.person, self.page = person, person.page
        self.log = self.page.get_by_role("log", name="Messages")
        self.room = room

    def comes(self) -> None:
        self.person.opens(f"/rooms/{self.room}/")
        self.person.is_live()
        self.line(300).wait_for()

    def line(self, number: int) -> Any:
        return self.log.get_by_text(re.compile(rf"^Line {number}\b")).first

    def numbers(self) -> list[int]:
        """The lines of the column, in order."""
        return numbers_in(self.log.inner_text())

    def in_sight(self) -> list[int]:
        """The lines that are on the screen now."""
        seen: list[str] = self.log.evaluate(
            """log => { const box = log.getBoundingClientRect(); const seen = [];
              for (const p of log.querySelectorAll("p")) { const at = p.getBoundingClientRect();
                if (at.top >= box.top && at.bottom <= box.bottom) seen.push(p.innerText); }
              return seen; }"""
        )
        return [int(text.split()[1].strip(":")) for text in seen if text.startswith("Line ")]

    def scrolls(self, to: str) -> list[int]:
        """Gives the lines of the column at that moment: the page may fetch the next ones by itself just before it."""
        words: str = self.log.evaluate(f"log => {{ const words = log.innerText; log.scrollTop = {to}; return words; }}")
        return numbers_in(words)


def numbers_in(words: str) -> list[int]:
    return [int(found) for found in re.findall(r"^Line (\d+)\b", words, re.MULTILINE)]


@pytest.fixture
def ben(house: Callable[..., Any], person: Callable[..., Any]) -> Reader:
    server, made = house("long_talk")
    somebody: Person = person(server, **WINDOW)
    somebody.signs_in("ben")
    reader = Reader(somebody, made["room"])
    reader.comes()
    return reader


def test_one_begins_where_one_left(ben: Reader) -> None:
    divider = ben.log.get_by_role("separator", name="New messages begin here")
    divider.wait_for()
    words = ben.log.inner_text()
    assert words.index("Line 290") < words.upper().index("\nNEW\n") < words.index("Line 291")
    until(ben.page, lambda: 291 in ben.in_sight())
    with ben.page.expect_response(re.compile(r"/read$")) as told:
        ben.scrolls("log.scrollHeight")
    assert told.value.ok
    ben.comes()
    until(ben.page, lambda: 300 in ben.in_sight())
    assert divider.count() == 0


def test_up_to_the_beginning_and_down_again_without_losing_the_place(ben: Reader) -> None:
    assert ben.numbers() == list(range(251, 301))
    while ben.numbers()[0] > 1:
        first = ben.scrolls("0")[0]
        until(ben.page, lambda first=first: ben.numbers()[0] < first)  # type: ignore[misc]
        assert first in ben.in_sight()
    assert ben.numbers() == list(range(1, 301))
    ben.log.get_by_text("You came in here.").wait_for()
    ben.scrolls("log.scrollHeight")
    until(ben.page, lambda: 300 in ben.in_sight())


def test_a_word_is_found_shown_in_its_place_and_read_on_from_there(ben: Reader) -> None:
    page = ben.page
    page.get_by_role("button", name="Search the talk").click()
    page.get_by_role("searchbox").fill("owl sta")
    page.get_by_text("One message", exact=True).wait_for()
    assert page.locator(".found mark").all_inner_texts() == ["owl", "stairs"]
    page.get_by_role("searchbox").press("ArrowDown")
    page.keyboard.press("Enter")
    until(page, lambda: 42 in ben.in_sight())
    assert 300 not in ben.numbers()
    # Down from there, page by page, until the present is reached: nothing twice, nothing missing.
    while 300 not in ben.numbers():
        last = ben.scrolls("log.scrollHeight")[-1]
        until(page, lambda last=last: ben.numbers()[-1] > last)  # type: ignore[misc]
        assert last in ben.in_sight()
    numbers = ben.numbers()
    assert numbers == list(range(numbers[0], 301))


def test_a_day_is_found_and_one_comes_back_to_now(ben: Reader) -> None:
    page = ben.page
    page.get_by_role("button", name="Go to a day").click()
    page.get_by_label("Go to a day").last.fill("2026-01-01")
    page.get_by_role("button", name="Go", exact=True).click()
    until(page, lambda: 1 in ben.in_sight())
    page.get_by_role("button", name="Back to now").click()
    until(page, lambda: 300 in ben.in_sight())
    assert page.get_by_role("button", name="Back to now").count() == 0
