"""Ada prepares an evening in `/gm/` alone and leads it from there: files, a scene, who comes, what they see and say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from config.testing.sounds import tone
from config.tests.browser.people import Person
from config.tests.browser.test_pages_are_accessible import violations

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]
FILES = Path(__file__).parent / "files"
ROOM, SCENE = "The Sunken Crypt", "The lower hall"
DRAWN = ("Cave [10x5].png", "Abbey.webp")


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Two maps and two sounds, beside the Universal VTT file that is the third map."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name in DRAWN:
        Image.new("RGB", (500, 250), "#446655").save(folder / name)
    for name, seconds in (("bell.wav", 0.5), ("drip.wav", 0.4)):
        (folder / name).write_bytes(tone("wav", seconds=seconds))
    return [*sorted(str(path) for path in folder.iterdir()), str(FILES / "crypt.dd2vtt")]


def test_it_works(house: Callable[..., Any], person: Callable[..., Any], files: list[str]) -> None:
    server, _made = house("people")
    ada: Person = person(server, viewport={"width": 1440, "height": 900})
    ben: Person = person(server, viewport={"width": 1280, "height": 800})
    ada.signs_in("ada")
    opens_a_room(ada)
    uploads(ada, files)
    imports_scenes(ada)

    ben.opens(watches_and_invites(ada))
    ben.page.get_by_label("What shall the others call you?").fill("Ben")
    ben.page.get_by_role("button", name="Sit down at the table").click()
    ben.is_at_the_table()
    page = ada.page
    expect(page.locator(".member", has_text="Ben")).to_contain_text("here")
    page.get_by_role("button", name=f"Show now: {SCENE}").click()
    ben.page.locator(".scene-name", has_text=SCENE).wait_for()

    moderates(ada, ben)
    assert not violations(page), "a room watched live"


def opens_a_room(ada: Person) -> None:
    ada.opens("/gm/")
    page = ada.page
    page.get_by_role("heading", name="No room yet").wait_for()
    page.get_by_role("main").or_(page.locator("#content")).get_by_role("link", name="New room").first.click()
    page.get_by_label("Name", exact=False).first.fill(ROOM)
    page.get_by_role("button", name="Save", exact=True).click()
    ada.opens("/gm/")
    page.get_by_role("heading", name=ROOM).wait_for()
    assert not violations(page), "the first page"


def uploads(ada: Person, files: list[str]) -> None:
    ada.opens("/gm/upload/")
    page = ada.page
    page.get_by_label("Files", exact=True).and_(page.locator("input")).set_input_files(files)
    arrived = page.get_by_role("list", name="Arrived")
    expect(arrived.get_by_role("listitem")).to_have_count(len(files))
    expect(arrived.get_by_role("listitem").filter(has_text="Universal VTT")).to_contain_text("3 doors")
    expect(page.get_by_role("progressbar")).to_have_count(0)
    assert not violations(page), "uploads"


def imports_scenes(ada: Person) -> None:
    """The first is on the table at once; the second waits for its time."""
    ada.opens("/gm/import/")
    page = ada.page
    brought = page.get_by_role("region", name="Brought in")
    for name, state in (("Antechamber", "shown to the players"), (SCENE, "Show now")):
        page.get_by_label("Scene file").set_input_files(str(FILES / "crypt.dd2vtt"))
        page.get_by_role("img", name="Walls, doors and lights of crypt").wait_for()
        page.get_by_text("3 doors").wait_for()
        page.get_by_label("Name of the scene").fill(name)
        page.get_by_role("button", name="Import", exact=True).click()
        expect(brought.get_by_role("listitem").filter(has_text=name)).to_contain_text(state)


def watches_and_invites(ada: Person) -> str:
    """The path of a link into the room that is watched."""
    ada.opens("/gm/")
    page = ada.page
    page.get_by_role("link", name=f"Watch live {ROOM}").click()
    ada.is_live()
    page.get_by_role("button", name="Invite").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Make the link").click()
    link = dialog.get_by_label("Link", exact=True).input_value()
    dialog.get_by_role("button", name="Close").click()
    return link.removeprefix(ada.url)


def moderates(ada: Person, ben: Person) -> None:
    """What Ben said goes, he is silenced, and shown the door; each reaches his page by itself."""
    page = ada.page
    ben.says("A word too much")
    said = page.get_by_role("list", name="Talk").get_by_role("listitem").filter(has_text="A word too much")
    said.get_by_role("button").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    ben.page.locator(".chat-log", has_text="A word too much").wait_for(state="detached")
    page.get_by_role("list", name="What happens").get_by_text("a message deleted").wait_for()

    page.locator(".member summary", has_text="Ben").click()
    page.get_by_role("button", name="Mute", exact=True).click()
    ben.page.get_by_text("A game master has muted you").first.wait_for()
    page.get_by_role("button", name="Remove from the room").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
    ben.page.get_by_text("You are not a member of this room any more.").wait_for()
    expect(page.locator(".member", has_text="Ben")).to_have_count(0)
