"""axe-core finds no serious or critical violation on any page, in the dark and the light theme."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from config.frontend import PACKAGES
from config.tests.browser.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]
AXE = PACKAGES / "axe-core" / "axe.min.js"
RUN = "(options) => axe.run(document, {resultTypes: ['violations'], ...options}).then((found) => found.violations)"
# A theme is a set of colours: what has to do with these is looked at in both.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
THEMES: dict[str, dict[str, Any]] = {"dark": {}, "light": {"runOnly": {"type": "rule", "values": OF_COLOURS}}}
WINDOW = {"viewport": {"width": 1440, "height": 900}}
TALK = (
    "You **hear** *water*, `slowly`, https://rules.example/",
    "/desc The lid slides aside.",
    "/me listens",
    "/ooc a pause?",
    "/roll 2d20kh+7 # Stealth",
    "/w Ben psst",
    "@Ben take [[2d6]], then [[/r 1d20 # Save]]",
    "> never split\n\n- one\n- two",
    "And now?",
)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 1}


@pytest.mark.parametrize("screen", [WINDOW, PHONE], ids=["1440", "390"])
def test_pages_before_and_around_the_table(
    house: Callable[..., Any], person: Callable[..., Any], screen: dict[str, Any]
) -> None:
    server, made = house("table")
    somebody: Person = person(server, **screen)
    for path in ("/sign-in/", "/register/", "/forgot/", f"/join/{made['invite']}/"):
        somebody.opens(path)
        assert not violations(somebody.page), path
    somebody.signs_in("ada")
    for path in ("/rooms/", "/account/"):
        somebody.opens(path)
        assert not violations(somebody.page), path
    somebody.opens("/library/")
    somebody.page.get_by_role("heading", name="crypt").wait_for()
    assert not violations(somebody.page), "/library/"
    somebody.opens("/sounds/")
    somebody.page.get_by_role("heading", name="No sounds yet").wait_for()
    assert not violations(somebody.page), "/sounds/"


@pytest.mark.parametrize("screen", [WINDOW, PHONE], ids=["1440", "390"])
def test_the_table_of_who_leads(house: Callable[..., Any], person: Callable[..., Any], screen: dict[str, Any]) -> None:
    server, made = house("table")
    ada: Person = person(server, **screen)
    ada.signs_in("ada")
    ada.sits_down(made["room"])
    ada.sees_token("Mira")
    ada.takes("Mira")
    for tab in ("Chat", "People", "Sessions", "Sound", "Token", "Scenes", "Maps"):
        panel = ada.tab(tab)
        if tab == "People":
            panel.locator(".member summary", has_text="Ben").click()
        assert not violations(ada.page), tab


@pytest.mark.parametrize("screen", [WINDOW, PHONE], ids=["1440", "390"])
def test_a_talk_of_every_kind(house: Callable[..., Any], person: Callable[..., Any], screen: dict[str, Any]) -> None:
    """All kinds of words, dice and signs, and what one opens around them."""
    server, made = house("table")
    ada: Person = person(server, **screen)
    page = ada.page
    ada.signs_in("ada")
    ada.sits_down(made["room"])
    for text in TALK:
        ada.says(text)
    ada.hears(TALK[-1])
    line = page.locator(".line").last
    line.focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="React with 🔥").click()
    page.get_by_role("button", name="🔥, 1 person: Ada").wait_for()
    assert not violations(page), "talk"
    line.focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Another emoji").click()
    assert not violations(page), "menu of a message"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="To everybody").click()
    page.get_by_role("button", name="Ben", exact=True).click()
    assert not violations(page), "to whom and how"
    page.get_by_role("button", name="Done").click()
    page.get_by_label("Message", exact=True).press_sequentially("/r")
    page.get_by_role("listbox").wait_for()
    assert not violations(page), "suggestions"
    page.get_by_label("Message", exact=True).fill("")
    page.get_by_role("button", name="Dice", exact=True).click()
    page.get_by_role("dialog", name="Dice").wait_for()
    assert not violations(page), "dice"
    page.keyboard.press("Escape")
    page.locator(".chat-bar summary").click()
    page.get_by_role("button", name="What one can write").click()
    page.get_by_role("dialog", name="What one can write").wait_for()
    assert not violations(page), "help"


def test_the_table_of_a_player_and_a_display(house: Callable[..., Any], person: Callable[..., Any]) -> None:
    server, made = house("table")
    ben: Person = person(server, **WINDOW)
    ben.signs_in("ben")
    ben.sits_down(made["room"])
    ben.takes("Mira")
    for tab in ("Chat", "People", "Sessions", "Sound", "Token"):
        ben.tab(tab)
        assert not violations(ben.page), tab
    ben.page.get_by_role("button", name="Keys and help").click()
    ben.page.get_by_role("dialog").wait_for()
    assert not violations(ben.page), "keys"

    ada: Person = person(server, **WINDOW)
    ada.signs_in("ada")
    speaker = new_device(ada, made["room"], "speaker")
    ada.opens(new_device(ada, made["room"], "display"))
    ada.page.locator("[data-table][data-ready=true]").wait_for()
    assert not violations(ada.page), "display"
    ada.opens(speaker)
    ada.page.get_by_text("It is quiet at the table.").wait_for()
    assert not violations(ada.page), "speaker"


def new_device(ada: Person, room: str, kind: str) -> str:
    """The path of a new display or speaker of the room."""
    csrf = next(one["value"] for one in ada.page.context.cookies() if one["name"] == "csrftoken")
    made = ada.page.request.post(
        f"{ada.url}/api/v1/rooms/{room}/{kind}s", data={"name": "Television"}, headers={"X-CSRFToken": csrf}
    )
    return f"/{kind}/{made.json()['data']['code']}/"


def violations(page: Any) -> list[str]:
    """What is seriously wrong in either theme: rule, theme, and where."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text())
    found = []
    for theme, options in THEMES.items():
        page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
        for rule in page.evaluate(RUN, options):
            if rule["impact"] in ("serious", "critical"):
                places = [
                    f"{node['target']} {node['html'][:160]} {node['failureSummary']}" for node in rule["nodes"][:4]
                ]
                found.append(f"{rule['id']} ({theme}): {rule['help']}: {places}")
    return found
