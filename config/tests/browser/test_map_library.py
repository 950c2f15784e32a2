"""Ada fills her library before the players come: uploads several maps, sorts them into folders, sets a grid, cleans up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
FILES = Path(__file__).parent / "files"


@pytest.fixture
def pictures(tmp_path: Path) -> list[str]:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for name, size in (("Cave [10x5].png", (500, 250)), ("River.jpg", (4300, 60)), ("Abbey.webp", (300, 300))):
        Image.new("RGB", size, "#446655").save(folder / name)
    return sorted(str(path) for path in folder.iterdir())


def test_it_works(house: Callable[..., Any], person: Callable[..., Any], pictures: list[str]) -> None:
    server, _made = house("people")
    ada = person(server)
    page = ada.page
    ada.signs_in("ada")
    ada.opens("/library/")
    page.get_by_role("heading", name="No maps yet").wait_for()

    page.get_by_role("button", name="New folder").click()
    page.get_by_role("textbox", name="Name").fill("Dungeons")
    page.get_by_role("button", name="Create").click()
    page.get_by_role("link", name="Dungeons 0 maps").wait_for()

    # River is larger than 4,096 px: a job prepares it, and it comes into the list by itself.
    page.get_by_label("Map files").set_input_files([*pictures, str(FILES / "crypt.dd2vtt")])
    for name in ("Abbey", "Cave", "River", "crypt"):
        page.get_by_role("heading", name=name, exact=True).wait_for()
    expect(page.get_by_role("progressbar")).to_have_count(0)

    page.get_by_role("link", name="Cave").click()
    dialog = page.get_by_role("dialog", name="Cave")
    assert dialog.get_by_label("Cell width, px").input_value() == "50"
    dialog.get_by_label("Name").fill("Cave of Echoes")
    dialog.get_by_label("Cell width, px").fill("25")
    dialog.get_by_label("Lies in").select_option(label="– Dungeons")
    dialog.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Dungeons 1 map").wait_for()

    page.get_by_role("link", name="Abbey").drag_to(page.get_by_role("link", name="Dungeons"))
    page.get_by_role("link", name="Dungeons 2 maps").click()
    page.get_by_role("link", name="Cave of Echoes").click()
    assert page.get_by_role("dialog").get_by_label("Cell width, px").input_value() == "25"
    page.get_by_role("dialog").get_by_role("button", name="Delete …").click()
    page.get_by_role("dialog", name="Delete the map Cave of Echoes?").get_by_role("button", name="Delete").click()
    page.get_by_role("heading", name="Cave of Echoes").wait_for(state="detached")
    page.get_by_role("heading", name="Abbey").wait_for()


def test_it_works_by_keyboard_alone(house: Callable[..., Any], person: Callable[..., Any], pictures: list[str]) -> None:
    server, _made = house("people")
    ada = person(server)
    page = ada.page
    ada.signs_in("ada")
    ada.opens("/library/")
    page.get_by_label("Map files").set_input_files(pictures[:1])
    page.get_by_role("link", name="Abbey").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Abbey").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    page.get_by_role("button", name="New folder").focus()
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Name").fill("Caves")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Caves 0 maps").wait_for()


def test_what_is_refused_says_why_and_can_be_dismissed(
    house: Callable[..., Any], person: Callable[..., Any], tmp_path: Path
) -> None:
    server, _made = house("people")
    # A refusal is an answer of its own status, which the browser writes to its console.
    ada = person(server, watch=False)
    page = ada.page
    ada.signs_in("ada")
    ada.opens("/library/")
    (tmp_path / "notes.png").write_text("not a picture")

    page.get_by_label("Map files").set_input_files(str(tmp_path / "notes.png"))

    page.get_by_role("alert").filter(has_text="This is not a PNG, JPEG, WebP, AVIF or GIF picture.").wait_for()
    page.get_by_role("button", name="Dismiss").click()
    page.get_by_role("alert").wait_for(state="detached")


def test_a_large_file_survives_a_lost_line_and_many_maps_are_sorted_at_once(
    house: Callable[..., Any], person: Callable[..., Any], tmp_path: Path
) -> None:
    server, _made = house("people")
    ada = person(server, watch=False)  # a lost line is an error of the browser's console
    page = ada.page
    ada.signs_in("ada")
    ada.opens("/library/")
    noise = Image.effect_noise((2100, 1600), 90)
    noise.save(tmp_path / "Marsh.png")
    noise.resize((90, 60)).save(tmp_path / "Reed.png")
    assert (tmp_path / "Marsh.png").stat().st_size > 2 * 1024 * 1024

    lost = []
    page.route("**/maps/uploads/*", lambda route: lost.append(1) or route.abort() if not lost else route.continue_())
    page.get_by_label("Map files").set_input_files([str(tmp_path / "Marsh.png"), str(tmp_path / "Reed.png")])
    for name in ("Marsh", "Reed"):
        page.get_by_role("heading", name=name, exact=True).wait_for()
    assert lost

    # The same file again is said, and found.
    page.get_by_label("Map files").set_input_files(str(tmp_path / "Reed.png"))
    page.get_by_text("Reed.png is the same file as a map you have already").wait_for()
    page.get_by_label("Duplicates").check()
    expect(page.get_by_role("heading", name="Reed", exact=True)).to_have_count(2)
    page.get_by_label("Duplicates").uncheck()
    page.get_by_role("heading", name="Marsh", exact=True).wait_for()

    for box in page.get_by_role("checkbox", name="Choose ").all():
        box.check()
    page.get_by_role("button", name="# Tags …").click()
    page.get_by_label("Give them, separated by commas").fill("wet, green")
    page.get_by_role("button", name="Save").click()
    page.locator("option", has_text="# wet (3)").wait_for(state="attached")
    page.get_by_role("group", name="Show only").get_by_role("combobox").first.select_option(label="# wet (3)")
    expect(page.get_by_role("checkbox", name="Choose ")).to_have_count(3)
    for box in page.get_by_role("checkbox", name="Choose Reed").all():
        box.check()
    page.get_by_role("group", name="Chosen maps").get_by_role("button", name="Delete …").click()
    page.get_by_role("dialog", name="Delete 2 maps?").get_by_role("button", name="Delete").click()
    expect(page.get_by_role("heading", name="Reed", exact=True)).to_have_count(0)
