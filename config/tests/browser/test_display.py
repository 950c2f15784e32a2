"""A screen that nobody signs in on shows the players' view, until its link is ended."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from config.tests.browser.laying import SECRET
from config.tests.browser.people import until

pytestmark = pytest.mark.browser


def test_a_display_shows_what_players_see_and_says_when_it_was_ended(
    house: Callable[..., Any], person: Callable[..., Any]
) -> None:
    server, made = house("table")
    ada = person(server)
    ada.signs_in("ada")
    displays = f"{server.url}/api/v1/rooms/{made['room']}/displays"
    csrf = {"X-CSRFToken": next(one["value"] for one in ada.page.context.cookies() if one["name"] == "csrftoken")}
    display = ada.page.request.post(displays, data={"name": "Television"}, headers=csrf).json()["data"]

    screen = person(server, viewport={"width": 1280, "height": 720})
    page = screen.page
    heard: list[str] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(str(frame))))
    pictures: list[str] = []
    page.on("response", lambda answer: pictures.append(answer.url) if "/picture" in answer.url and answer.ok else None)
    screen.opens(f"/display/{display['code']}/")
    page.locator("[data-table][data-ready=true]").wait_for()
    until(page, lambda: any("Mira" in frame for frame in heard) and pictures)
    assert page.get_by_text("This display was ended.").count() == 0
    assert page.locator(".dock, .rail, .top-bar").count() == 0
    assert not [frame for frame in heard if SECRET in frame or made["hidden"] in frame]
    assert lit(page) > 0.2, "the map is not drawn"

    ada.page.request.delete(f"{displays}/{display['id']}", headers=csrf)
    page.get_by_text("This display was ended.").wait_for()
    assert lit(page) < 0.05, "what was shown is still on the screen"
    assert page.request.get(f"{server.url}/display/{display['code']}/").status == 404


def lit(page: Any) -> float:
    """The part of the window that is not nearly black: how much map there is."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("L")
    return sum(picture.histogram()[40:]) / (picture.width * picture.height)
