"""One evening: from signing in to a table with a map, a guest by link, and a server that is killed in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from config.tests.browser.laying import MAP
from config.tests.browser.overhearing import Wire
from config.tests.browser.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(1800)]
HIDDEN = "The Lich of the Seventh Gate"
WINDOW = {"width": 1280, "height": 800}


def test_a_map_two_tokens_a_guest_by_link_and_a_killed_server(
    house: Callable[..., Any], person: Callable[..., Any]
) -> None:
    server, _made = house("people")
    # Not watched by the fixture: while the server is dead, browsers complain of refused connections, and only of them.
    ada: Person = person(server, watch=False, viewport=WINDOW)
    ben: Person = person(server, watch=False, viewport=WINDOW)
    complaints = [Complaints(ada.page), Complaints(ben.page)]
    wire = Wire(ben.page)

    ada.signs_in("ada")
    ada.opens("/rooms/")
    open_a_room(ada, "The Sunken Crypt")
    create_a_scene(ada, "Antechamber")
    upload_and_place(ada)
    place_a_token(ada, "Mira", right=-100, down=-50)
    place_a_token(ada, HIDDEN, right=100, down=50, hidden=True)
    show_the_scene(ada, "Antechamber")

    ben.opens(invite(ada))
    ben.page.get_by_label("What shall the others call you?").fill("Ben")
    ben.page.get_by_role("button", name="Sit down at the table").click()
    ben.is_at_the_table()
    ben.sees_token("Mira")
    assert len(ben.tokens()) == 1

    give(ada, "Mira", "Ben")
    ben.sees_token("Mira, yours")
    ben.page.get_by_text("Mira is yours to move.").wait_for()
    moves_it_by_keyboard_and_mouse(ben, ada)
    they_talk(ada, ben)

    the_server_is_killed(server, ada, ben)

    assert wire.traces_of("Mira"), "nothing was overheard"
    assert not wire.traces_of(HIDDEN, wire.id_of_hidden(ada.page, HIDDEN))
    for one in complaints:
        assert not one.other_than("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE"), one.heard


class Complaints:
    """What a page writes to its console as an error, and what it throws."""

    def __init__(self, page: Any) -> None:
        self.heard: list[str] = []
        page.on("console", lambda line: self.heard.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: self.heard.append(f"uncaught: {error}"))

    def other_than(self, *expected: str) -> list[str]:
        return [line for line in self.heard if not any(words in line for words in expected)]


def open_a_room(ada: Person, name: str) -> None:
    ada.page.get_by_role("button", name="Open a room").click()
    dialog = ada.page.get_by_role("dialog")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_role("button", name="Open the room").click()
    ada.is_at_the_table()


def create_a_scene(ada: Person, name: str) -> None:
    panel = ada.tab("Scenes")
    panel.get_by_label("Name of a new scene").fill(name)
    panel.get_by_role("button", name="Create").click()
    panel.locator(".scene-list .scene-look strong", has_text=name).wait_for()


def upload_and_place(ada: Person) -> None:
    panel = ada.tab("Maps")
    panel.get_by_label("Map files").set_input_files(MAP)
    panel.get_by_label("Place hidden from the players").uncheck()
    panel.get_by_role("button", name="Place crypt").click()
    ada.page.get_by_role("tabpanel", name="Scenes").get_by_role("button", name="is shown to the players").wait_for()


def place_a_token(ada: Person, name: str, *, right: int, down: int, hidden: bool = False) -> None:
    """So many pixels of the scene away from the middle of the map."""
    ada.page.get_by_role("button", name="New token").click()
    panel = ada.tab("Token")
    panel.get_by_label("Name").fill(name)
    if hidden:
        panel.get_by_label("Hidden from the players").check()
    x, y = ada.middle_of_the_map()
    zoom = ada.zoom()
    ada.page.mouse.click(x + right * zoom, y + down * zoom)
    ada.sees_token(name)


def show_the_scene(ada: Person, name: str) -> None:
    panel = ada.tab("Scenes")
    show = panel.get_by_role("button", name=f"Show {name} to the players")
    if show.count():
        show.click()
    panel.get_by_text("shown to the players").wait_for()


def invite(ada: Person) -> str:
    """The path of a new link."""
    ada.tab("People").get_by_role("button", name="Invite").click()
    dialog = ada.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Make the link").click()
    link = dialog.get_by_label("Link", exact=True).input_value()
    dialog.get_by_role("button", name="Close").click()
    return link.removeprefix(ada.url)


def give(ada: Person, token: str, player: str) -> None:
    ada.takes(token)
    panel = ada.tab("Token")
    panel.locator("summary", has_text="Moved by").click()
    panel.get_by_label(player).check()


def moves_it_by_keyboard_and_mouse(ben: Person, ada: Person) -> None:
    before = place_of(ben, "Mira")
    ben.takes("Mira")
    ben.page.keyboard.press("ArrowRight")
    stepped = f"column {before[0] + 1}, row {before[1]}"
    ben.sees_token(stepped)
    ada.sees_token(stepped)
    # To the left: on the right the crypt's own wall is in the way, and players are stopped by it.
    ben.drags_by_mouse("Mira", right=-100, down=-50)
    dragged = f"column {before[0] - 1}, row {before[1] - 1}"
    ben.sees_token(dragged)
    ada.sees_token(dragged)


def place_of(person: Person, token: str) -> tuple[int, int]:
    words = next(words for words in person.tokens() if words.startswith(token))
    column, row = words.partition("column ")[2].split(", row ")
    return int(column), int(row)


def they_talk(ada: Person, ben: Person) -> None:
    ada.says("Welcome to the crypt.")
    ben.hears("Welcome to the crypt.")
    ben.says("It smells of owls.")
    ada.hears("It smells of owls.")


def the_server_is_killed(server: Any, ada: Person, ben: Person) -> None:
    """Both go on writing; afterwards everything said is there once, and no page was loaded anew."""
    for one in (ada, ben):
        one.page.evaluate("() => { window.__same_page = true; }")
    server.kill()
    for one, text in ((ada, "Did the lights go out?"), (ben, "I hold my breath.")):
        one.page.locator("[data-connection=waiting]").wait_for()
        one.says(text)
        one.page.locator(".message-waiting", has_text=text).wait_for()
    server.start()
    ada.says("There they are again.")
    said = ["Welcome to the crypt.", "It smells of owls.", "Did the lights go out?", "I hold my breath.",
            "There they are again."]  # fmt: skip
    for one in (ada, ben):
        one.is_live()
        for text in said:
            one.hears(text)
        one.page.locator(".message-waiting").wait_for(state="detached")
        assert Counter(one.messages()) == Counter(said)
        assert one.page.evaluate("() => window.__same_page"), "the page was loaded anew"
    assert ada.messages() == ben.messages()
    assert len(ben.tokens()) == 1
    column, row = place_of(ben, "Mira")
    ben.takes("Mira")
    ben.page.keyboard.press("ArrowLeft")
    ada.sees_token(f"column {column - 1}, row {row}")
