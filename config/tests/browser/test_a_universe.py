"""Ada makes a universe and tunes it; Ben looks in and listens, and hears the same bar at the same moment, also what Ada
changes, from the next bar on, and also when he comes later.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from config.tests.browser.people import Person, until
from config.tests.browser.test_pages_are_accessible import violations
from config.tests.browser.universe_past import goes_back, takes_it_home, talks_about_it
from config.tests.browser.universe_pictures import makes_pictures

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]
WINDOW = {"viewport": {"width": 1440, "height": 900}}
APART_MS = 45
HEARD = """() => {
  window.bars = [];
  new PerformanceObserver((list) => window.bars.push(...list.getEntries().filter(({ name }) => name === "dreamtable:bar").map(({ detail }) => detail))).observe({ type: "mark" });
}"""


def test_they_see_and_hear_the_same_world(house: Callable[..., Any], person: Callable[..., Any]) -> None:
    server, _made = house("people")
    ada, ben = person(server, **WINDOW), person(server, viewport={"width": 390, "height": 844}, has_touch=True)
    ada.signs_in("ada")
    ben.signs_in("ben")
    address = makes_a_universe(ada)
    assert ben.page.request.get(ada.url + address).status == 404
    ada.tab("About").get_by_label("Who may know of it").select_option("public")
    until(ben.page, lambda: ben.page.request.get(ada.url + address).ok)
    finds_it(ben)

    puts_things_into_it(ada)
    moves_and_is_seen_to_move(ada, ben)
    nothing_can_be_changed_by(ben)
    listens(ada)
    listens(ben)
    bars_are_heard_together(ada, ben)
    ada.tab("Music").get_by_role("button", name="dread").click()
    ben.tab("Music").get_by_text(re.compile("octatonic")).first.wait_for()
    until(ben.page, lambda: any(bar["mood"] == "dread" for bar in bars(ben)))
    bars_are_heard_together(ada, ben)
    ben.page.reload()
    is_there(ben)
    listens(ben)
    bars_are_heard_together(ada, ben)

    tunes(ada, ben)
    tells_a_story(ada, ben)
    talks_about_it(ada, ben)
    goes_back(ada, ben)
    takes_it_home(ada)
    makes_pictures(ada, ben)
    for one, where in ((ada, "at 1440 px"), (ben, "on a phone")):
        for tab in ("Physics", "Music", "Bodies", "Story", "Pictures", "About"):
            one.tab(tab)
            assert not violations(one.page), f"{tab} {where}"
    ada.tab("Changes")
    assert not violations(ada.page), "Changes"


def is_there(one: Person) -> None:
    one.page.locator("[data-universe][data-ready=true]").wait_for()
    one.page.evaluate(HEARD)


def makes_a_universe(ada: Person) -> str:
    page = ada.page
    ada.opens("/universes/")
    page.get_by_role("button", name="New universe").first.click()
    page.get_by_label("Name").fill("The Salt Clock")
    page.get_by_label("Music that is").select_option("calm")
    page.get_by_role("button", name="Make it").click()
    is_there(ada)
    page.get_by_role("heading", name="The Salt Clock").wait_for()
    return "/" + page.url.split("/", 3)[3]


def finds_it(ben: Person) -> None:
    ben.opens("/universes/?q=salt")
    card = ben.page.locator(".universe-card", has_text="The Salt Clock")
    card.get_by_role("button", name="favourite").click()
    card.locator("[data-favourite][aria-pressed=true]", has_text="1").wait_for()
    card.get_by_role("link", name="Look in: The Salt Clock").click()
    is_there(ben)


def puts_things_into_it(ada: Person) -> None:
    panel = ada.tab("Bodies")
    for shape in ("Ground", "Ball", "Box"):
        panel.get_by_role("button", name=shape, exact=True).click()
        panel.locator(".body-row", has_text=shape).wait_for()
    panel.locator(".body-row", has_text="Ball").click()
    panel.get_by_label("Mass").fill("3")
    panel.get_by_label("Mass").press("Enter")
    panel.locator(".body-row", has_text="3 kg").wait_for()
    panel.get_by_text("0 joints").click()
    panel.get_by_role("button", name="Join", exact=True).click()
    panel.get_by_text("Rod: Ball – the world").wait_for()
    panel.get_by_role("button", name="Take this joint away").click()
    panel.get_by_text("Rod: Ball – the world").wait_for(state="detached")


def moves_and_is_seen_to_move(ada: Person, ben: Person) -> None:
    clock = ben.page.get_by_role("timer", name="Time of the world")
    ada.page.get_by_role("button", name="Let the world move").click()
    clock.get_by_text(re.compile(r"^[1-9][\d.]* s")).wait_for()
    ada.page.get_by_role("button", name="Let the world stand still").click()
    ada.page.get_by_role("button", name="Back to the beginning").click()
    clock.get_by_text("0.0 s").wait_for()
    until(ada.page, lambda: ada.page.get_by_role("button", name="One step on").is_enabled())
    ada.page.get_by_role("button", name="One step on").click()
    until(ada.page, lambda: simulated(ada) > 0)


def simulated(one: Person) -> int:
    """At which step the simulation stands."""
    address = one.page.url.rstrip("/").rpartition("/")[2]
    step: int = one.page.request.get(f"{one.url}/api/v1/universes/{address}/simulation").json()["data"]["step"]
    return step


def nothing_can_be_changed_by(ben: Person) -> None:
    assert ben.page.get_by_role("button", name="Let the world move").count() == 0
    assert ben.tab("Physics").get_by_role("slider", name="Gravity in m/s²").is_disabled()
    assert ben.tab("Bodies").get_by_role("button", name="Ball", exact=True).count() == 0


def listens(one: Person) -> None:
    one.page.get_by_role("toolbar").get_by_role("button", name="Listen", exact=True).click()
    one.page.get_by_role("toolbar").get_by_role("button", name="Listening").wait_for()


def bars(one: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = one.page.evaluate("() => window.bars")
    return found


def bars_are_heard_together(ada: Person, ben: Person) -> None:
    """Waits for a bar that both put on their clocks from now on."""
    known = {(bar["number"], bar["revision"]) for bar in bars(ada)} & {
        (bar["number"], bar["revision"]) for bar in bars(ben)
    }

    def both() -> list[float]:
        theirs = {(bar["number"], bar["revision"]): bar["heard"] for bar in bars(ben)}
        return [
            1000 * abs(bar["heard"] - theirs[key])
            for bar in bars(ada)
            if (key := (bar["number"], bar["revision"])) in theirs and key not in known
        ]

    until(ada.page, both)
    apart = max(both())
    print(f"a bar is heard {apart:.1f} ms apart")
    assert apart <= APART_MS


def tunes(ada: Person, ben: Person) -> None:
    """A parameter by its number and by its slider; the other one sees it and is told who did it; it is set back."""
    gravity = ada.tab("Physics").get_by_role("spinbutton", name="Gravity in m/s²")
    gravity.fill("1.62")
    gravity.press("Enter")
    ben.page.get_by_text(re.compile("ada: Gravity 1.62", re.IGNORECASE)).wait_for()
    seen = ben.tab("Physics").get_by_role("spinbutton", name="Gravity in m/s²")
    until(ben.page, lambda: seen.input_value() == "1.62")
    ada.page.get_by_role("slider", name="Elasticity").press("Home")
    until(ben.page, lambda: ben.page.get_by_role("spinbutton", name="Elasticity").input_value() == "0")
    ada.page.get_by_role("button", name=re.compile("^Gravity as usual")).click()
    until(ben.page, lambda: seen.input_value() == "9.81")
    ada.page.get_by_role("button", name="Undo (Ctrl+Z)").click()
    until(ben.page, lambda: seen.input_value() == "1.62")


def tells_a_story(ada: Person, ben: Person) -> None:
    story = ada.tab("Story")
    story.get_by_role("button", name="How it is now, as a point").click()
    story.get_by_label("Title").fill("The tide turns")
    story.get_by_label("Title").press("Enter")
    ben.tab("Story").get_by_role("textbox", name="Title").wait_for()
    gravity = ada.tab("Physics").get_by_role("spinbutton", name="Gravity in m/s²")
    gravity.fill("4")
    gravity.press("Enter")
    until(ada.page, lambda: gravity.input_value() == "4")
    ada.tab("Story").get_by_role("button", name="Tell the story").click()
    until(
        ada.page, lambda: ada.tab("Physics").get_by_role("spinbutton", name="Gravity in m/s²").input_value() == "1.62"
    )
