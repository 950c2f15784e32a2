"""A fight at three screens: Ada leads it, Ben follows on a phone, a television shows whose turn it is and the order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from config.tests.browser.laying import SECRET
from config.tests.browser.people import until

pytestmark = pytest.mark.browser


def test_a_fight_at_three_screens(house: Callable[..., Any], person: Callable[..., Any]) -> None:
    server, made = house("table")
    ada = person(server)
    ada.signs_in("ada")
    ada.sits_down(made["room"])
    displays = f"{server.url}/api/v1/rooms/{made['room']}/displays"
    csrf = {"X-CSRFToken": next(one["value"] for one in ada.page.context.cookies() if one["name"] == "csrftoken")}
    display = ada.page.request.post(displays, data={"name": "Television"}, headers=csrf).json()["data"]

    screen = person(server, viewport={"width": 1280, "height": 720}, device_scale_factor=1).page
    heard: list[str] = []
    screen.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(str(frame))))
    screen.goto(f"{server.url}/display/{display['code']}/")
    screen.locator("[data-table][data-ready=true]").wait_for()

    ben = person(server, viewport={"width": 390, "height": 844}, has_touch=True)
    ben.signs_in("ben")
    ben.sits_down(made["room"])

    panel = ada.tab("Fight")
    panel.get_by_role("button", name="Begin a fight").click()
    joining = panel.locator("[data-join]")
    for name, initiative, hp, hidden in (("Mira", "15", "11", False), ("Lich", "12", "80", True)):
        joining.get_by_label("Name").fill(SECRET if hidden else name)
        joining.get_by_label("Initiative").fill(initiative)
        joining.get_by_label("Hit points").fill(hp)
        if hidden:
            joining.get_by_label("hidden").check()
        joining.get_by_role("button", name="Add").click()
        panel.get_by_text(SECRET if hidden else name, exact=True).wait_for()
    panel.get_by_text("Many enemies at once").click()
    many = panel.locator("[data-bulk]")
    many.get_by_label("Name").fill("Goblin")
    many.get_by_label("How many").fill("2")
    many.get_by_label("Hit points").fill("5d6+6")
    many.get_by_label("Initiative").fill("2")
    many.get_by_role("button", name="Add").click()
    panel.get_by_text("Goblin_2", exact=True).wait_for()
    assert names(panel) == ["Mira", SECRET, "Goblin_1", "Goblin_2"]

    panel.get_by_role("button", name="Begin", exact=True).click()
    pill = screen.get_by_role("region", name="Turn")
    pill.get_by_text("Round 1").wait_for()
    assert pill.locator(".turn-now").inner_text() == "Mira"
    assert pill.locator(".turn-next").inner_text().endswith("Goblin_1")
    order = ben.tab("Fight")
    order.get_by_text("Goblin_2").wait_for()
    assert names(order) == ["Mira", "Goblin_1", "Goblin_2"]

    harm = panel.get_by_label("Harm to Mira, with + healing")
    harm.fill("6")
    harm.press("Enter")
    order.get_by_role("img", name="2 of 4").wait_for()
    ada.page.locator("canvas").focus()
    ada.page.keyboard.press(".")
    until(screen, lambda: pill.locator(".turn-now").inner_text() == "—")
    ada.page.keyboard.press(".")
    until(screen, lambda: pill.locator(".turn-now").inner_text() == "Goblin_1")
    panel.get_by_role("button", name="Goblin_1 is out").click()
    until(screen, lambda: pill.locator(".turn-now").inner_text() == "Goblin_2")
    assert not [frame for frame in heard if SECRET in frame or '"hp"' in frame]

    def shows(**fields: Any) -> None:
        assert ada.page.request.patch(f"{displays}/{display['id']}", data=fields, headers=csrf).ok

    shows(blank=True)
    pill.wait_for(state="hidden")
    shows(blank=False, kind="initiative", rotation=180)
    screen.locator(".order-screen").get_by_text("Goblin_2").wait_for()
    shows(kind="table", rotation=0, ppi=100, inch_cells=True, calibrating=True)
    card = screen.locator(".bank-card")
    card.wait_for()
    assert abs(card.bounding_box()["width"] - 85.6 / 25.4 * 100) < 1
    screen.keyboard.press("ArrowRight")
    screen.keyboard.press("Enter")
    card.wait_for(state="detached")
    row = ada.page.request.get(displays).json()["data"][0]
    assert (row["calibrating"], round(row["ppi"], 1)) == (False, 100.3)

    eyes = ada.page.context.new_page()
    eyes.goto(f"{server.url}/rooms/{made['room']}/as/{made['ben']}/")
    eyes.get_by_text("As Ben sees it").wait_for()
    eyes.locator(".turn-now", has_text="Goblin_2").wait_for()


def names(panel: Any) -> list[str]:
    found: list[str] = panel.locator("[data-fight] .fight-words").all_inner_texts()
    return [text.split("\n")[0] for text in found]
