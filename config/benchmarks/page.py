"""`manage.py benchmark page`: the script time of a frame on the game master's page, with 500 tokens and 2,000 walls shown;
of opening that table; and how soon a large map in tiles is seen.

A real browser looks at a real table. What counts is all script that ran for a frame: animation callbacks, pointer
handlers, messages of the socket; not what the graphics card does with it. Without one a frame takes half a second to
appear, so each row ends after its frames or its seconds, whichever come first, and what is told "on the wall" is mostly
the time of WebGL in software. The server runs as in development, where every module is asked for anew.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from config.benchmarks.frames import drawn, percentiles, spent, traced
from config.benchmarks.laying import CELL, SIDE, TOKENS, WALLS
from config.benchmarks.report import Report, Row, say
from config.testing.browser import find_browser, launch_options
from config.testing.serving import Databases, Served
from config.tests.browser.people import Person, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

GOAL_MS, OPEN_MS, PAINT_MS = 8.0, 1_000.0, 1_000.0
FRAMES = {False: 240, True: 40}
SECONDS = 30
WINDOW = {"width": 1440, "height": 900}

# A button that rests is a ping, and slow frames hold back what a real mouse does: presses are told to the canvas itself.
PRESSED = """([type, places]) => {
  const canvas = document.querySelector("[data-map] canvas");
  canvas.setPointerCapture = () => undefined;
  for (const [clientX, clientY] of places) {
    canvas.dispatchEvent(new PointerEvent(type, { clientX, clientY, pointerId: 1, pointerType: "mouse", button: 0, bubbles: true }));
  }
}"""

# What no trace tells: when the frame after that with the tokens, or with a tile, began.
MARKS = """(() => {
  performance.setResourceTimingBufferSize(2000);
  const mark = (name) => requestAnimationFrame(() => requestAnimationFrame(() => performance.mark(name)));
  const make = globalThis.createImageBitmap;
  globalThis.createImageBitmap = async (...given) => {
    const picture = await make(...given);
    mark("tile");
    return picture;
  };
  new MutationObserver((_, watcher) => {
    if (!document.querySelector("[data-table][data-ready=true]") || !document.querySelector("[data-token]")) return;
    watcher.disconnect();
    mark("table");
  }).observe(document, { subtree: true, childList: true, attributes: true });
})()"""
MARKED = "(name) => performance.getEntriesByName(name).map((entry) => Math.round(entry.startTime))"
FETCHED = """(part) => performance.getEntriesByType("resource").filter(({ name }) => name.includes(part))
  .map(({ startTime, responseEnd }) => [startTime, responseEnd].map(Math.round))"""


@dataclass(frozen=True)
class Seat:
    """Ada's page, at the table with the battle, and the addresses of both tables."""

    page: Page
    battle: str
    large_map: str


@contextmanager
def seat() -> Iterator[Seat]:
    """Ada at the battle, with the walls shown."""
    from playwright.sync_api import sync_playwright

    browser = find_browser()
    assert browser is not None, "No browser is found here; TEST_BROWSER can name one."
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop running in this thread
    with tempfile.TemporaryDirectory() as folder:
        server = Served(database_url=Databases(Path(folder)).sqlite())
        say(f"laying {TOKENS} tokens and {WALLS} walls")
        code = "from config.benchmarks import laying; laying.everything()"
        battle, large_map = server.manage("shell", "--verbosity", "0", "-c", code).split()[-2:]
        server.start()
        try:
            with sync_playwright() as playwright:
                started = playwright.chromium.launch(**launch_options(browser))
                page = started.new_context(viewport=WINDOW).new_page()  # type: ignore[arg-type]
                page.add_init_script(MARKS)
                ada = Person(page, server.url)
                ada.signs_in("ada")
                ada.sits_down(battle)
                page.get_by_role("button", name="Walls and doors").click()
                page.get_by_label("Always show").check()
                page.get_by_role("button", name="Select and move").click()
                ada.tab("Token")
                page.wait_for_timeout(3_000)
                yield Seat(page, *(f"{server.url}/rooms/{room}/" for room in (battle, large_map)))
                started.close()
        finally:
            server.remove()


def taken(page: Page, move: Callable[[int], None], frames: int) -> dict[str, float]:
    """Percentiles in ms of the frames that `move(0)`, `move(1)`, ... made."""

    def act() -> None:
        until = time.monotonic() + SECONDS
        for number in range(frames):
            move(number)
            if time.monotonic() > until:
                break
        page.wait_for_timeout(300)

    return percentiles(drawn(traced(page, act)))


def opening(seat: Seat, report: Report, frames: int) -> None:
    """The table is opened again, and the frame waited for in which all tokens are drawn."""
    page, rounds = seat.page, []
    for _ in range(3):

        def open_it() -> None:
            page.goto(seat.battle, wait_until="commit")
            until(page, lambda: page.evaluate(MARKED, "table"))

        script = spent(traced(page, open_it))
        modules = page.evaluate(FETCHED, ".js")
        rounds.append(
            {
                "script": round(script),
                "on the wall": page.evaluate(MARKED, "table")[0],
                "last module": max(arrived for _, arrived in modules),
                "modules": len(modules),
            }
        )
    middle = sorted(rounds, key=lambda one: one["script"])[1]
    what = "Opening the table, script until all is drawn"
    report.add(Row("opening", what, middle["script"], "ms of processor", OPEN_MS, detail={"rounds": rounds}))


def painting(seat: Seat, report: Report, frames: int) -> None:
    """A map of 16,384 px in tiles: from asking for the first of them to the frame after the one that shows it."""
    page, rounds = seat.page, []
    for _ in range(3):
        page.goto(seat.large_map, wait_until="commit")
        until(page, lambda: 0 < len(page.evaluate(FETCHED, "/tiles/")) <= len(page.evaluate(MARKED, "tile")))
        page.wait_for_timeout(1_000)
        asked, shown = page.evaluate(FETCHED, "/tiles/"), page.evaluate(MARKED, "tile")
        first = min(begun for begun, _ in asked)
        rounds.append(
            {
                "first": shown[0] - first,
                "all in view": shown[-1] - first,
                "last arrived": max(arrived for _, arrived in asked) - first,
                "tiles": len(asked),
            }
        )
    middle = sorted(rounds, key=lambda one: one["first"])[1]
    what = f"First paint of a map of {SIDE} px"
    report.add(Row("painting", what, middle["first"], "ms on the wall", PAINT_MS, detail={"rounds": rounds}))


def panning(seat: Seat, report: Report, frames: int) -> None:
    """The ground is dragged with the middle button."""
    page, mouse = seat.page, seat.page.mouse
    mouse.move(500, 450)
    mouse.down(button="middle")
    took = taken(page, lambda number: mouse.move(500 + number % 80 * 4, 450 + number % 50 * 3), frames)
    mouse.up(button="middle")
    report.add(Row("panning", "Panning, p95 of script time a frame", took["p95"], "ms", GOAL_MS, detail=took))


def dragging(seat: Seat, report: Report, frames: int) -> None:
    """Four tokens of two ranks each are taken with a box and dragged."""
    page, mouse, ada = seat.page, seat.page.mouse, Person(seat.page, "")
    ada.takes("Soldier 1,")
    x, y = ada.middle_of_the_map()
    cell = CELL * ada.zoom()
    box = [(x - 0.9 * cell, y - 0.9 * cell), (x + 3 * cell, y), (x + 6.9 * cell, y + 2.9 * cell)]
    page.evaluate(PRESSED, ["pointerdown", box[:1]])
    page.evaluate(PRESSED, ["pointermove", box[1:]])
    page.evaluate(PRESSED, ["pointerup", box[2:]])
    page.get_by_role("heading", name="8 tokens").wait_for()
    page.evaluate(PRESSED, ["pointerdown", [(x, y)]])
    page.evaluate(PRESSED, ["pointermove", [(x + cell, y)]])
    took = taken(page, lambda number: mouse.move(x + number % 60 * 4, y + number % 40 * 4), frames)
    page.evaluate(PRESSED, ["pointermove", [(x + 3 * cell, y + 3 * cell)]])
    page.evaluate(PRESSED, ["pointerup", [(x + 3 * cell, y + 3 * cell)]])
    ada.sees_token("Soldier 1, neutral, column 4, row 4")  # otherwise nothing was dragged all the while
    report.add(
        Row("dragging", "Dragging eight tokens, p95 of script time a frame", took["p95"], "ms", GOAL_MS, detail=took)
    )


# Whoever opens another page comes last.
ROWS: dict[str, Callable[[Seat, Report, int], None]] = {
    "dragging": dragging,
    "panning": panning,
    "opening": opening,
    "painting": painting,
}


def run(*, only: list[str] | None, quick: bool) -> Report:
    report = Report(
        "page", {"tokens": TOKENS, "walls": WALLS, "load": f"{os.getloadavg()[0]:.1f}", "WebGL": "software"}
    )
    with seat() as there:
        for name, row in ROWS.items():
            if not only or name in only:
                say(f"{name}: {row.__doc__}")
                row(there, report, FRAMES[quick])
    return report
