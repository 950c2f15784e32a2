"""The table on a phone: the map above, a sheet below, fingers instead of a mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from config.tests.browser.people import TOKENS, Person, until

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 1}
# Recommended size of a target, and the least that is still easy when nothing else is near (WCAG 2.5.8).
EASY, LEAST = 44, 24


def test_a_player_on_a_phone_talks_folds_the_sheet_and_drags_the_own_token(
    house: Callable[..., Any], person: Callable[..., Any]
) -> None:
    server, made = house("table")
    ben: Person = person(server, **PHONE)
    page = ben.page
    ben.signs_in("ben")
    ben.sits_down(made["room"])
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")

    page.get_by_role("tab", name="Chat").tap()
    page.get_by_label("Message", exact=True).fill("From the sofa")
    page.get_by_role("button", name="Send").tap()
    ben.hears("From the sofa")

    sheet = page.locator(".dock")
    high = sheet.bounding_box()["height"]
    page.get_by_role("button", name="Fold the panels").tap()
    page.get_by_role("button", name="Open the panels").wait_for()
    assert sheet.bounding_box()["height"] < high / 2
    assert not page.get_by_label("Message", exact=True).is_visible()
    page.get_by_role("tab", name="Chat").tap()
    page.get_by_label("Message", exact=True).wait_for()
    page.get_by_role("button", name="Fold the panels").tap()

    ben.sees_token("Mira, yours, neutral, column 3, row 4")
    there = page.locator(f"{TOKENS} li", has_text="Mira, yours, neutral, column 5, row 3")

    def moved() -> bool:
        # A finger that rests before it moves points; on a busy machine it may seem to rest, and one tries again.
        drag_by_finger(page, *on_screen(page, 2.5, 3.5), *on_screen(page, 4.5, 2.5))
        page.wait_for_timeout(5_000 if not there.count() else 0)
        return there.count() > 0

    until(page, moved, seconds=1)


def test_everything_a_player_touches_is_large_enough(house: Callable[..., Any], person: Callable[..., Any]) -> None:
    server, made = house("table")
    ben: Person = person(server, **PHONE)
    ben.signs_in("ben")
    for path in ("/rooms/", "/account/"):
        ben.opens(path)
        assert not crowded(ben.page), path
    ben.sits_down(made["room"])
    for tab in ("Chat", "People", "Sessions", "Token"):
        ben.tab(tab)
        assert not crowded(ben.page), tab
        assert not small(ben.page, ".dock-head button, .chat-say button, .chat-say textarea, .rail button, .top-bar a")


def on_screen(page: Any, column: float, row: float) -> tuple[float, float]:
    """Where a cell of the laid map (12 x 8 cells, shown whole) is in the window of a phone."""
    box: dict[str, float] = page.locator("[data-map] canvas").bounding_box()
    wide, high = box["width"] - 32, box["height"] - 84
    cell = min(wide / 12, high / 8, 50)
    left, top = box["x"] + 16 + (wide - 12 * cell) / 2, box["y"] + 68 + (high - 8 * cell) / 2
    return left + column * cell, top + row * cell


def drag_by_finger(page: Any, x: float, y: float, to_x: float, to_y: float) -> None:
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    touch("touchStart", (x, y))
    for part in range(1, 9):
        touch("touchMove", (x + (to_x - x) * part / 8, y + (to_y - y) * part / 8))
    touch("touchEnd")


TARGETS = """(selector) => [...document.querySelectorAll(selector)].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width > 1 && box.height > 1 && one.checkVisibility({opacityProperty: true, visibilityProperty: true})
    && !one.closest(".token-list, .visually-hidden, .skip-link, p, .help");
}).map((one) => {
  const box = (one.closest("label") ?? one).getBoundingClientRect();
  const words = one.getAttribute("aria-label") || one.innerText || one.name || one.tagName;
  return {words, x: box.x, y: box.y, width: box.width, height: box.height};
})"""


def targets(page: Any, selector: str) -> list[dict[str, Any]]:
    """What can be touched, without links inside sentences."""
    found: list[dict[str, Any]] = page.evaluate(TARGETS, selector)
    assert found, selector
    return found


def small(page: Any, selector: str) -> list[dict[str, Any]]:
    return [one for one in targets(page, selector) if min(one["width"], one["height"]) < EASY - 0.5]


def crowded(page: Any) -> list[dict[str, Any]]:
    """Targets under 24 px whose 24 px circle meets another target."""
    every = targets(page, "a[href], button, input:not([type=hidden]), select, textarea, summary")
    tight = [one for one in every if min(one["width"], one["height"]) < LEAST]
    return [one for one in tight if any(other is not one and near(one, other) for other in every)]


def near(one: dict[str, Any], other: dict[str, Any]) -> bool:
    x, y = one["x"] + one["width"] / 2, one["y"] + one["height"] / 2
    apart_x = max(other["x"] - x, 0, x - other["x"] - other["width"])
    apart_y = max(other["y"] - y, 0, y - other["y"] - other["height"])
    return bool((apart_x**2 + apart_y**2) ** 0.5 < LEAST / 2)
