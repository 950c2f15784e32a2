"""Two at a table lay areas, measure, draw, point and read notes; what is hidden from one never reaches them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from config.tests.browser.people import Person, until

pytestmark = pytest.mark.browser

WINDOW = {"width": 1280, "height": 760}
LAMP, REACH = (242, 180, 75), 40
SECRET = "The third flagstone"


def areas(person: Person) -> list[str]:
    return [words.strip() for words in person.page.locator(".mark-list li").all_inner_texts()]


def frames_of(person: Person) -> list[str]:
    """What arrives at the page from now on."""
    frames: list[str] = []
    person.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(str(frame))))
    return frames


def colour_at(person: Person, x: float, y: float) -> tuple[int, int, int]:
    picture = Image.open(io.BytesIO(person.page.screenshot(scale="css"))).convert("RGB")
    found: Any = picture.getpixel((round(x), round(y)))
    return found


def test_areas_rulers_drawings_pings_and_notes(house: Callable[..., Any], person: Callable[..., Person]) -> None:
    server, made = house("table")
    ada, ben = (person(server, viewport=WINDOW) for _ in range(2))
    heard, told = frames_of(ben), frames_of(ada)
    for one, name in ((ada, "ada"), (ben, "ben")):
        one.signs_in(name)
        one.sits_down(made["room"])
    x, y = ada.middle_of_the_map()
    zoom = ada.zoom()
    keys, mouse = ada.page.keyboard, ada.page.mouse

    # An area: laid by a click, turned larger by the wheel, hidden, shown, taken back.
    ada.page.locator("[data-map] canvas").focus()
    keys.press("a")
    mouse.move(x, y)
    mouse.wheel(0, 100)
    mouse.click(x, y)
    until(ben.page, lambda: any("circle, 15 ft" in words and "cells" in words for words in areas(ben)))
    ada.page.locator(".mark-list button").focus()
    keys.press("Enter")
    ada.page.get_by_role("button", name="shown", exact=True).click()
    until(ben.page, lambda: not areas(ben))
    assert any("not revealed" in words for words in areas(ada))
    ada.page.get_by_role("button", name="hidden", exact=True).click()
    until(ben.page, lambda: areas(ben))
    before = areas(ben)
    ada.page.locator("[data-map] canvas").focus()
    keys.press("ArrowRight")
    until(ben.page, lambda: areas(ben) != before)
    keys.press("Delete")
    until(ben.page, lambda: not areas(ben))

    # A ruler, with a waypoint, while it is held; then it is gone for the other.
    ben.page.locator("[data-map] canvas").focus()
    ben.page.keyboard.press("r")
    hand = ben.page.mouse
    hand.move(x - 150 * zoom, y)
    hand.down()
    hand.move(x, y, steps=6)
    ben.page.keyboard.press(" ")
    hand.move(x, y + 100 * zoom, steps=6)
    shown = [frame for frame in told if "ruler.show" in frame]
    until(ada.page, lambda: any(frame.count("],[") == 2 for frame in told if "ruler.show" in frame))
    assert shown
    hand.up()
    until(ada.page, lambda: any('"points":[]' in frame for frame in told if "ruler.show" in frame))

    # A stroke is where it was drawn, for the other too.
    ben.page.keyboard.press("d")
    hand.move(x - 60, y + 90)
    hand.down()
    hand.move(x + 60, y + 90, steps=12)
    hand.up()
    until(ada.page, lambda: max(abs(a - b) for a, b in zip(colour_at(ada, x, y + 90), LAMP, strict=True)) < REACH)

    # Holding still points.
    ben.page.keyboard.press("s")
    hand.move(x + 80, y + 120)
    hand.down()
    ada.page.get_by_role("status").get_by_text("Ben points at column").wait_for(state="attached")
    hand.up()

    # A note that nobody is told of, and then everybody.
    keys.press("n")
    mouse.click(x - 100, y - 60)
    ada.page.get_by_label("Title").fill(SECRET)
    ada.page.get_by_label("Text", exact=True).fill("It can be lifted.")
    ada.page.get_by_role("button", name="Put it there").click()
    ada.page.get_by_role("button", name=f"Note, not shared: {SECRET}").click()
    assert not any(SECRET in frame for frame in heard)
    ada.page.get_by_label("Shared with").select_option("all")
    ada.page.get_by_role("button", name="Save").click()
    ben.page.get_by_role("button", name=f"Note: {SECRET}").click()
    ben.page.get_by_role("dialog").get_by_text("It can be lifted.").wait_for()
    ben.page.keyboard.press("Escape")

    for_those_who_lead(ada, ben, heard)


def for_those_who_lead(ada: Person, ben: Person, heard: list[str]) -> None:
    """Effects, moving a map, laying the grid by a box: the other sees what comes of it, and has none of these tools."""
    page = ada.page
    x, y = ada.middle_of_the_map()
    page.get_by_role("button", name="Effects").click()
    page.mouse.click(x, y)
    until(ben.page, lambda: any("effect.play" in frame and "ripple" in frame for frame in heard))
    page.get_by_label("Night").fill("100")
    until(ben.page, lambda: any('"night":1' in frame for frame in heard))

    page.get_by_role("button", name="Arrange maps").click()
    page.mouse.click(x, y)
    map = page.get_by_role("region", name="Map crypt")
    map.get_by_label("X", exact=True).fill("-50")
    map.get_by_label("X", exact=True).press("Enter")
    until(ben.page, lambda: any('"x":-50' in frame for frame in heard))

    page.locator("[data-map] canvas").focus()
    page.keyboard.press("g")
    drags(page, (x - 30, y - 110), (x + 120, y + 40))  # clear of the note's pin
    page.get_by_role("button", name="Lay the grid so").click()
    until(ben.page, lambda: any('"size_y"' in frame and "scene.update" in frame for frame in heard))

    for name in ("Effects", "Arrange maps"):
        assert not ben.page.get_by_role("button", name=name).count()
    ben.page.locator("[data-map] canvas").focus()
    ben.page.keyboard.press("g")
    assert not ben.page.locator(".options").count()


def drags(page: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()
