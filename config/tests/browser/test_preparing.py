"""Ada prepares a scene from a file, orders her scenes, and shows a picture to Ben, who finds it again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]
FILES = Path(__file__).parent / "files"


def test_scenes_are_imported_ordered_and_a_handout_is_shown(
    house: Callable[..., Any], person: Callable[..., Any], tmp_path: Path
) -> None:
    server, made = house("table")
    ada, ben = person(server, viewport={"width": 1440, "height": 900}), person(server)
    for who, name in ((ada, "ada"), (ben, "ben")):
        who.signs_in(name)
        who.sits_down(made["room"])
    page = ada.page
    scenes = ada.tab("Scenes")

    # Nothing is made before she has seen what is in the file.
    scenes.get_by_role("button", name="Import a scene").click()
    page.get_by_label("Scene file").set_input_files(str(FILES / "crypt.dd2vtt"))
    dialog = page.get_by_role("dialog", name="Import a scene")
    dialog.get_by_role("img", name="Walls, doors and lights of crypt").wait_for()
    lines = scenes.locator(".scene-list .scene-look strong")
    assert lines.all_inner_texts() == ["Antechamber"]
    dialog.get_by_label("Name of the scene").fill("The vault")
    dialog.get_by_role("button", name="Import", exact=True).click()
    scenes.get_by_role("button", name="The vault").first.wait_for()

    # By keys the new scene goes above the other, and into a folder by its dialog.
    assert lines.all_inner_texts() == ["Antechamber", "The vault"]
    scenes.get_by_title("Look at The vault").focus()
    page.keyboard.press("Alt+ArrowUp")
    lines.first.filter(has_text="The vault").wait_for()
    scenes.get_by_role("button", name="New folder").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Below")
    page.get_by_role("dialog").get_by_role("button", name="Create").click()
    scenes.get_by_text("0 scenes").wait_for()
    scenes.get_by_title("Look at The vault").focus()
    page.keyboard.press("F2")
    page.get_by_role("dialog").get_by_label("Lies in").select_option(label="– Below")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    scenes.get_by_text("1 scene", exact=True).wait_for()

    # What Ben is shown comes to him by itself, fills his screen, and can be found again; until then he knows nothing.
    Image.new("RGB", (600, 400), "#774422").save(tmp_path / "Letter.png")
    handouts = ada.tab("Handouts")
    page.get_by_label("Handout pictures").set_input_files(str(tmp_path / "Letter.png"))
    handouts.get_by_role("button", name="Who sees Letter: shown to nobody").click()
    assert ben.tab("Handouts").get_by_role("heading", name="Nothing was shown yet").is_visible()
    page.get_by_role("dialog").get_by_label("Only some").check()
    page.get_by_role("dialog").get_by_label("Ben").check()
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    ben.page.get_by_role("button", name="Look at it").click()
    ben.page.get_by_role("dialog", name="Letter").get_by_role("img", name="Letter").wait_for()
    ben.page.keyboard.press("Escape")
    ben.page.get_by_role("button", name="Look at Letter").wait_for()
    handouts.get_by_role("button", name="Who sees Letter: Ben").click()
    page.get_by_role("dialog").get_by_label("Nobody").check()
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    ben.page.get_by_role("button", name="Look at Letter").wait_for(state="detached")
