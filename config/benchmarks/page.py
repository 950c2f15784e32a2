"""`manage.py benchmark page`: the script time of a frame on the game master's page, with 500 tokens and 2,000 walls shown.

A real browser looks at a real table. What counts is all script that ran for a frame: animation callbacks, pointer
handlers, messages of the socket; not what the graphics card does with it. Without one a frame takes half a second to
appear, so each row ends after its frames or its seconds, whichever come first.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from config.benchmarks.frames import drawn, percentiles, traced
from config.benchmarks.report import Report, Row, say
from config.testing.browser import find_browser, launch_options
from config.testing.serving import Databases, Served
from config.tests.browser.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

GOAL_MS, PAINT_MS = 8.0, 1_000.0
TOKENS, WALLS, CELL, COLUMNS = 500, 2_000, 70, 60
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
DRAWN = """document.querySelector("[data-table][data-ready=true]") && document.querySelector("[data-token]")"""


def lay() -> None:
    """Runs in the server's `manage.py shell`: Ada's room with the scene; prints the room's id."""
    from config.testing.cast import person
    from rooms.live import perform
    from rooms.models import Member, Room
    from rooms.viewer import Viewer
    from scenes.models import Token

    ada = person("ada", is_game_master=True)
    room = Room.open_by(ada, name="The Great Battle")
    lead = Viewer.of(room, Member.objects.get(room=room, user=ada), user=ada)
    scene = str(perform(lead, "scene.create", {"name": "Field"}).made[0].pk)
    lines = [
        {"x1": x * CELL, "y1": y * CELL, "x2": (x + (x + y) % 2) * CELL, "y2": (y + (x + y + 1) % 2) * CELL}
        for number in range(WALLS)
        for x, y in [divmod(number * 7 % (COLUMNS * 40), 40)]
    ]
    for first in range(0, WALLS, 500):
        perform(lead, "wall.create", {"scene": scene, "walls": lines[first : first + 500]})
    tokens = []
    for number in range(TOKENS):
        row, column = divmod(number, 25)
        place = {"x": (column * 2 + 0.5) * CELL, "y": (row * 2 + 0.5) * CELL}
        side = ("neutral", "ally", "enemy")[number % 3]
        tokens.append(Token(scene_id=scene, name=f"Soldier {number + 1}", disposition=side, **place))
    Token.objects.bulk_create(tokens)
    print(room.pk)


@contextmanager
def seat() -> Iterator[Page]:
    """Ada at that table, with the walls shown."""
    from playwright.sync_api import sync_playwright

    browser = find_browser()
    assert browser is not None, "No browser is found here; TEST_BROWSER can name one."
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop running in this thread
    with tempfile.TemporaryDirectory() as folder:
        server = Served(database_url=Databases(Path(folder)).sqlite())
        say(f"laying {TOKENS} tokens and {WALLS} walls")
        code = "from config.benchmarks import page; page.lay()"
        room = server.manage("shell", "--verbosity", "0", "-c", code).strip().splitlines()[-1]
        server.start()
        try:
            with sync_playwright() as playwright:
                started = playwright.chromium.launch(**launch_options(browser))
                page = started.new_context(viewport=WINDOW).new_page()  # type: ignore[arg-type]
                ada = Person(page, server.url)
                ada.signs_in("ada")
                ada.sits_down(room)
                page.get_by_role("button", name="Walls and doors").click()
                page.get_by_label("Always show").check()
                page.get_by_role("button", name="Select and move").click()
                ada.tab("Token")
                page.wait_for_timeout(3_000)
                yield page
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


def painting(page: Page, report: Report, frames: int) -> None:
    """The table is opened again, and its first frame with all tokens waited for."""
    took = []
    for _ in range(3):
        page.reload(wait_until="commit")
        page.wait_for_function(DRAWN)
        took.append(page.evaluate("new Promise((told) => requestAnimationFrame(() => told(performance.now())))"))
    report.add(
        Row(
            "painting",
            "From opening the table to its first frame",
            sorted(took)[1],
            "ms",
            PAINT_MS,
            detail={"took": took},
        )
    )


def panning(page: Page, report: Report, frames: int) -> None:
    """The ground is dragged with the middle button."""
    mouse = page.mouse
    mouse.move(500, 450)
    mouse.down(button="middle")
    took = taken(page, lambda number: mouse.move(500 + number % 80 * 4, 450 + number % 50 * 3), frames)
    mouse.up(button="middle")
    report.add(Row("panning", "Panning, p95 of script time a frame", took["p95"], "ms", GOAL_MS, detail=took))


def dragging(page: Page, report: Report, frames: int) -> None:
    """Four tokens of two ranks each are taken with a box and dragged."""
    ada, mouse = Person(page, ""), page.mouse
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


ROWS: dict[str, Any] = {"dragging": dragging, "panning": panning, "painting": painting}


def run(*, only: list[str] | None, quick: bool) -> Report:
    report = Report(
        "page", {"tokens": TOKENS, "walls": WALLS, "load": f"{os.getloadavg()[0]:.1f}", "WebGL": "software"}
    )
    with seat() as page:
        for name, row in ROWS.items():
            if not only or name in only:
                say(f"{name}: {row.__doc__}")
                row(page, report, FRAMES[quick])
    return report
