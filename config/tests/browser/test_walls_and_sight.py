"""Ada builds walls and a door at the table; Ben sees the room he stands in, opens the door, and sees the next one."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from config.tests.browser.laying import CELL, MIRA
from config.tests.browser.people import Person, until

pytestmark = pytest.mark.browser

# A wall through the whole map, in cells: east of Mira's room, with a door beside her.
WALL_X, DOOR_FROM, DOOR_TO = 3, 3, 4
DOOR = "column 4, row 4"
PHONE = {"width": 390, "height": 700}


def test_a_wall_hides_the_next_room_until_its_door_is_opened(
    house: Callable[..., Any], person: Callable[..., Any]
) -> None:
    server, made = house("table")
    ada, ben = person(server), person(server, viewport=PHONE)
    ada.signs_in("ada")
    ada.sits_down(made["room"])
    ben.signs_in("ben")
    ben.sits_down(made["room"])
    ada.drags_by_mouse("Guard", -2 * CELL, 0)  # into Mira's room: the map's own wall stands between them
    ben.sees_token("Guard, enemy, 15 ft")

    fogs_the_guard(ada, ben)
    chain(ada, "wall", [(WALL_X, 0), (WALL_X, DOOR_FROM)])
    chain(ada, "wall", [(WALL_X, DOOR_TO), (WALL_X, 8)])
    chain(ada, "door", [(WALL_X, DOOR_FROM), (WALL_X, DOOR_TO)])
    ada.page.get_by_role("region", name="Doors").get_by_role("button", name=DOOR).wait_for(state="attached")
    gives_sight(ada)

    until(ben.page, lambda: not any("Guard" in words for words in ben.tokens()))
    assert any("Mira" in words for words in ben.tokens()), "who stands in the dark still sees where they stand"
    shut = night(ben)
    doors = ben.page.get_by_role("region", name="Doors")
    doors.get_by_role("button", name=f"Door, closed, {DOOR}").focus()
    ben.page.keyboard.press("Enter")
    doors.get_by_role("button", name=f"Door, open, {DOOR}").wait_for(state="attached")
    ben.sees_token("Guard")
    until(ben.page, lambda: night(ben) < shut - 0.02)
    assert night(ada) < night(ben), "who leads sees all of it"

    leaf = ada.page.get_by_role("region", name="Doors").locator("li", has_text=DOOR)
    leaf.get_by_role("button", name="Lock").focus()
    ada.page.keyboard.press("Enter")
    until(ben.page, lambda: not any("Guard" in words for words in ben.tokens()))
    doors.get_by_role("button", name=f"Door, locked, {DOOR}").focus()
    ben.page.keyboard.press("Enter")
    ben.page.get_by_text("This door is locked.").wait_for()

    sets_up_a_light(ada)
    assert not ben.page.get_by_role("button", name=re.compile("^(Fog|Lights|Walls)")).count(), (
        "these are not for players"
    )
    ben.page.locator("[data-map] canvas").focus()
    for key in "wlf":
        ben.page.keyboard.press(key)
    assert not ben.page.locator(".options").count()


def fogs_the_guard(ada: Person, ben: Person) -> None:
    """Covered, the scene shows players only what a stroke by hand reveals."""
    ada.takes("Guard")
    x, y = ada.middle_of_the_map()
    around = 0.8 * CELL * ada.zoom()
    ada.page.get_by_role("button", name=re.compile("^Fog")).click()
    fog = ada.page.get_by_role("region", name="Fog", exact=True)
    fog.get_by_role("button", name="Cover all of it").click()
    until(ben.page, lambda: not any("Guard" in words for words in ben.tokens()))
    fog.get_by_text("Reveal", exact=True).click()
    fog.get_by_text("Rectangle", exact=True).click()
    mouse = ada.page.mouse
    mouse.move(x - around, y - around)
    mouse.down()
    mouse.move(x + around, y + around, steps=4)
    mouse.up()
    ben.sees_token("Guard")
    fog.get_by_role("button", name="Reset", exact=True).click()
    ada.page.get_by_role("dialog").get_by_role("button", name="Reset").click()
    for seen in (False, True, False):  # the strokes come back, the one goes, the scene is uncovered
        until(ben.page, lambda seen=seen: any("Guard" in words for words in ben.tokens()) == seen)
        ada.page.get_by_role("button", name="Undo (Ctrl+Z)").click()
    ben.sees_token("Guard")
    fog.get_by_text("strokes count once it is covered").wait_for()
    ada.page.get_by_role("button", name="Select and move").click()


def sets_up_a_light(ada: Person) -> None:
    """A click sets it up, a click where it stands takes it, and it goes out."""
    ada.takes("Mira")
    x, y = ada.middle_of_the_map()
    ada.page.get_by_role("button", name="Lights (L)").click()
    lights = ada.page.get_by_role("region", name="Lights", exact=True)
    lights.get_by_text("Set up a light").wait_for()
    ada.page.mouse.click(x, y + 2 * CELL * ada.zoom())
    until(
        ada.page, lambda: ada.page.mouse.click(x, y + 2 * CELL * ada.zoom()) or lights.get_by_text("This light").count()
    )
    lights.get_by_role("button", name="Delete").click()
    lights.get_by_text("Set up a light").wait_for()


def chain(ada: Person, kind: str, corners: list[tuple[int, int]]) -> None:
    """Builds a chain of walls with the mouse; `corners` in cells."""
    ada.takes("Mira")
    x, y = ada.middle_of_the_map()
    scale = ada.zoom()
    ada.page.get_by_role("button", name="Walls and doors").click()
    ada.page.get_by_role("region", name="Walls", exact=True).get_by_role("combobox").first.select_option(kind)
    for column, row in corners:
        ada.page.mouse.click(x + (column * CELL - MIRA[0]) * scale, y + (row * CELL - MIRA[1]) * scale)
        ada.page.wait_for_timeout(400)  # two clicks at once would be a double click
    ada.page.locator("[data-map] canvas").focus()
    ada.page.keyboard.press("Enter")


def gives_sight(ada: Person) -> None:
    """Mira has eyes, and what players see is what their tokens see."""
    ada.page.get_by_role("button", name="Select and move").click()
    ada.takes("Mira")
    panel = ada.tab("Token")
    panel.locator("summary", has_text="Sight").click()
    panel.get_by_label("It sees").check()
    panel = ada.tab("Scenes")
    panel.locator("summary", has_text="Sight, fog and darkness").click()
    panel.get_by_role("region", name="What players see").get_by_role("combobox").select_option("party")


def night(who: Person) -> float:
    """The part of the map's window that is nearly black."""
    picture = Image.open(io.BytesIO(who.page.locator("[data-map] canvas").screenshot())).convert("L")
    return sum(picture.histogram()[:32]) / (picture.width * picture.height)
