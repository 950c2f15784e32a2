"""Ada lets it rain in a corner of the map; Ben hears it as his token comes nearer, muffled behind a wall, and far from it
his page is not told that there is any rain. The music of the scene's universe both hear, bar by bar.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from config.tests.browser.laying import MIRA
from config.tests.browser.overhearing import Wire
from config.tests.browser.people import Person, until
from config.tests.browser.sound_conducting import view
from config.tests.browser.test_pages_are_accessible import violations

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]
RAIN = (525, 350)
# Where Mira goes, and what is heard there: from the right and clear, nearer, behind the map's own wall, not at all.
IN_VIEW, NEAR, BEHIND = (375, 225), (425, 375), (325, 225)
LAY = "from config.tests.browser.laying_places import moon, rain; moon(); rain()"
WINDOW = {"viewport": {"width": 1440, "height": 900}}


def test_it_is_heard_where_the_token_is(house: Callable[..., Any], person: Callable[..., Any]) -> None:
    server, made = house("table")
    server.manage("shell", "--verbosity", "0", "-c", LAY)
    ada, ben = person(server, **WINDOW), person(server, viewport={"width": 390, "height": 844})
    overheard = Wire(ben.page)
    for one, name in ((ada, "ada"), (ben, "ben")):
        one.signs_in(name)
        one.sits_down(made["room"])
    ben.tab("Sound").get_by_text("It is quiet").wait_for()

    place_rain(ada)
    ada.page.get_by_text("No player's token hears it where it stands.").wait_for()
    goes(ada, MIRA, IN_VIEW)
    far = hears(ben, lambda row: row["pan"] > 0.2 and row["muffle"] == 0)
    goes(ada, IN_VIEW, NEAR)
    near = hears(ben, lambda row: row["gain"] > far["gain"])
    assert 0.4 < near["gain"] < 0.46 and near["muffle"] == 0
    until(ben.page, lambda: ben.page.evaluate(SOUNDED))
    the_tool(ada, ben)
    through_bens_eyes(ada, made)
    goes(ada, NEAR, BEHIND)
    behind = hears(ben, lambda row: row["muffle"] > 0.5)
    assert behind["gain"] < far["gain"]
    ben.page.get_by_text("through walls").wait_for()
    goes(ada, BEHIND, MIRA)
    rain(ben).wait_for(state="detached")

    told = len(overheard.traces_of("Rain"))
    assert told, "what was heard was told"
    goes(ada, MIRA, (MIRA[0], MIRA[1] + 50))
    ben.sees_token("column 3, row 5")
    assert len(overheard.traces_of("Rain")) == told, "out of range nothing of it is in the frames"
    assert overheard.traces_of('"emitter"', '"radius":30') == [], "where it comes from is never told"
    shared_and_taken_back(ada, ben)
    the_soundtrack(ada, ben)
    assert overheard.traces_of("The Drowned Moon", '"universe"') == [], (
        "of the universe the notes are told, and nothing else"
    )


BARS = """() => {
  window.bars = [];
  new PerformanceObserver((list) => list.getEntries().forEach(({ name, detail }) => name === "dreamtable:bar" && window.bars.push(detail))).observe({ type: "mark" });
}"""


def the_soundtrack(ada: Person, ben: Person) -> None:
    """The scene on the table comes into a universe of Ada's: both hear the same bars, then those of another preset; one
    press ends it.
    """
    for one in (ada, ben):
        one.page.evaluate(BARS)
    panel = view(ada, "Now").get_by_role("region", name="Soundtrack")
    panel.get_by_label("Universe whose music this scene has").select_option("The Drowned Moon")
    ben.tab("Sound").get_by_text("calm · the same bar for everybody").wait_for()
    until(ben.page, lambda: together(ada, ben, "calm"))
    something_is_otherwise_here(ada, panel)
    panel.get_by_role("button", name="combat").click()
    until(ben.page, lambda: together(ada, ben, "combat"))
    intensity = panel.get_by_role("slider", name="Intensity of the soundtrack")
    intensity.press("End")
    until(ada.page, lambda: intensity.input_value() == "1")
    panel.get_by_role("button", name="Stop", exact=True).click()
    ben.tab("Sound").get_by_role("heading", name="Soundtrack").wait_for(state="detached")


def something_is_otherwise_here(ada: Person, panel: Any) -> None:
    """In the scene, not in its universe; and as it is there again."""
    panel.get_by_role("button", name="Otherwise here").click()
    form = ada.page.get_by_role("dialog", name="Otherwise in")
    form.get_by_role("button", name="Music", exact=True).click()
    tempo = form.get_by_role("spinbutton", name="Tempo in bpm")
    there = tempo.input_value()
    tempo.fill("71")
    tempo.press("Enter")
    form.get_by_text("1 is otherwise, and counts").wait_for()
    assert not violations(ada.page), "Otherwise in a scene"
    form.get_by_role("button", name=f"Tempo as in the universe: {there} bpm").click()
    form.get_by_text("All is as in the universe.").wait_for()
    assert tempo.input_value() == there
    form.get_by_role("button", name="Close").click()


def together(ada: Person, ben: Person, mood: str) -> bool:
    """Whether both have put one bar of this mood on their clocks."""
    theirs = [
        {(bar["number"], bar["revision"]) for bar in one.page.evaluate("window.bars") if bar["mood"] == mood}
        for one in (ada, ben)
    ]
    return bool(theirs[0] & theirs[1])


ROWS = "(rows) => rows.map(({ dataset: { gain, muffle, pan } }) => ({ gain: +gain, muffle: +muffle, pan: +pan }))"
SOUNDED = "() => performance.getEntriesByName('dreamtable:step').some((one) => one.detail.track === 'Rain')"


def place_rain(ada: Person) -> None:
    """With the key of the tool; the sound is asked for where one clicked."""
    page = ada.page
    ada.takes("Mira")
    x, y = ada.middle_of_the_map()
    page.locator("[data-map] canvas").focus()
    page.keyboard.press("o")
    page.get_by_role("region", name="Sounds of places").wait_for()
    page.keyboard.down("Alt")
    page.mouse.click(x + RAIN[0] - MIRA[0], y + RAIN[1] - MIRA[1])
    page.keyboard.up("Alt")
    finder = page.get_by_role("dialog", name="Which sound comes from here?")
    finder.get_by_role("button", name="Take: Rain").click()
    choose(ada, "Rain, heard 30 ft far, column 11, row 8")


def choose(ada: Person, words: str) -> None:
    """In the list for who works by keys."""
    one = ada.page.get_by_role("group", name="All sounds of places").get_by_role("button", name=words)
    one.wait_for(state="attached")
    one.focus()
    ada.page.keyboard.press("Enter")
    ada.page.get_by_role("region", name="Sounds of places").get_by_text("This sound").wait_for()


def goes(ada: Person, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Mira is dragged there by who leads."""
    ada.page.get_by_role("button", name="Select and move").click()
    ada.drags_by_mouse("Mira", end[0] - start[0], end[1] - start[1])


def rain(one: Person) -> Any:
    return one.page.locator("[data-place]", has_text="Rain")


def hears(one: Person, so: Callable[[dict[str, float]], bool]) -> dict[str, float]:
    """What the page's engine is told to sound, once it is so."""
    found: dict[str, float] = {}

    def is_so() -> bool:
        for row in rain(one).evaluate_all(ROWS):  # in one look: what it says changes as a whole
            found.update(row)
        return bool(found) and so(found)

    until(one.page, is_so)
    return found


def the_tool(ada: Person, ben: Person) -> None:
    """Its options and keys: who hears it, how far, whether it sounds; taken back, deleted, taken back."""
    page = ada.page
    assert hears(ada, lambda row: row["gain"] > 0.4), "who leads hears by the token they selected"
    ada.tab("Sound").get_by_text("You hear as Mira.").wait_for()
    page.get_by_role("button", name="Sounds of places").click()
    choose(ada, "Rain, heard 30 ft far")
    options = page.get_by_role("region", name="Sounds of places")
    options.get_by_text(re.compile(r"Heard by: Mira 4[2-4] %\.")).wait_for()
    page.locator("[data-map] canvas").focus()
    page.keyboard.press("]")
    options.get_by_text(re.compile(r"Heard by: Mira (49|5[01]) %\.")).wait_for()
    hears(ben, lambda row: row["gain"] > 0.47)
    options.get_by_label("Sounds", exact=True).uncheck()
    rain(ben).wait_for(state="detached")
    page.get_by_role("button", name="Undo").first.click()
    rain(ben).wait_for()
    page.locator("[data-map] canvas").focus()
    page.keyboard.press("Delete")
    rain(ben).wait_for(state="detached")
    page.get_by_role("button", name="Undo").first.click()
    rain(ben).wait_for()
    page.get_by_role("button", name="Undo").first.click()
    choose(ada, "Rain, heard 30 ft far")
    options.get_by_label("Hear them myself").uncheck()
    rain(ada).wait_for(state="detached")
    options.get_by_label("Hear them myself").check()


def through_bens_eyes(ada: Person, made: dict[str, str]) -> None:
    """Another page of who leads sees as Ben does, and hears so when it is asked to."""
    eyes = Person(ada.page.context.new_page(), ada.url)
    eyes.opens(f"/rooms/{made['room']}/as/{made['ben']}/")
    eyes.page.get_by_role("button", name="Hear as Ben").click()
    rain(eyes).wait_for()
    eyes.page.get_by_role("button", name="Hear as Ben").click()
    rain(eyes).wait_for(state="detached")
    eyes.page.close()


def shared_and_taken_back(ada: Person, ben: Person) -> None:
    """What is shared Ben may listen to alone, until it is taken back."""
    panel = view(ada, "Now")
    panel.get_by_role("button", name="Lists").click()
    panel.get_by_role("button", name="Share a sound").click()
    finder = ada.page.get_by_role("dialog", name="Share with the room")
    finder.get_by_role("button", name="Share: Rain").click()
    finder.get_by_role("button", name="Close").click()
    mine = ben.page.locator("[data-shared=Rain]")
    mine.get_by_role("button", name="Play Rain").click()
    mine.locator("[data-playing=true]").wait_for()
    panel.get_by_role("button", name="Take Rain back from the room").click()
    mine.wait_for(state="detached")
