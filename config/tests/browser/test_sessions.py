"""A game session from the plan to its end: everybody in their own time zone, and a pause that holds the players."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from config.tests.browser.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]
WINDOW = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB"}
# In January every year: no change of clocks lies between the two zones.
DAY = date(date.today().year + 1, 1, 16)


def test_a_session_is_planned_answered_played_and_paused(house: Callable[..., Any], person: Callable[..., Any]) -> None:
    server, made = house("table")
    ada: Person = person(server, timezone_id="Europe/Berlin", **WINDOW)
    ben: Person = person(server, timezone_id="Asia/Kolkata", **WINDOW)
    for name, one in (("ada", ada), ("ben", ben)):
        one.signs_in(name)
        one.sits_down(made["room"])
    ben.tab("Sessions").get_by_text("No session planned").wait_for()
    ada.tab("Sessions").get_by_role("button", name="Plan a session").click()
    dialog = ada.page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("The door with three locks")
    dialog.get_by_label("Begins").fill(f"{DAY}T20:30")
    dialog.get_by_text("(Europe/Berlin)").wait_for()
    dialog.get_by_role("button", name="Plan it").click()

    # Half past eight in the evening in Berlin is one in the night, a day later, in India.
    ada.tab("Sessions").get_by_text(f"{DAY.day} January at 20:30").wait_for()
    there = re.compile(f"{(DAY + timedelta(days=1)).day} January at 0?1:00")
    ben.tab("Sessions").get_by_text(there).wait_for()
    ben.tab("Sessions").get_by_role("button", name="Maybe").click()
    ada.tab("Sessions").locator(".answer-maybe", has_text="Ben").wait_for()

    ada.tab("Sessions").get_by_role("button", name="Start", exact=True).click()
    ben.page.get_by_role("button", name="The door with three locks is being played").wait_for()
    a_pause_holds_the_players(ada, ben)
    ada.tab("Sessions").get_by_role("button", name="End the session").click()
    ada.page.get_by_role("dialog").get_by_role("button", name="End the session").click()
    ben.tab("Sessions").get_by_text("Past sessions").wait_for()


def a_pause_holds_the_players(ada: Person, ben: Person) -> None:
    """The key pauses while the map has the focus; what a player drags stays where it is, without a complaint."""
    ada.page.locator("[data-map] canvas").focus()
    ada.page.keyboard.press("p")
    ben.page.get_by_role("region", name="Paused").wait_for()
    before = ben.tokens()
    ben.drags_by_mouse("Mira", right=100, down=50)
    assert ben.tokens() == before
    assert ben.page.locator(".toast").count() == 0
    ada.page.get_by_role("region", name="Paused").get_by_role("button", name="Go on").click()
    ben.page.get_by_role("region", name="Paused").wait_for(state="detached")
    ben.drags_by_mouse("Mira", right=100, down=50)
    ada.sees_token("Mira, neutral, column 5, row 5")
