"""`manage.py benchmark page`: the script time of a frame on the game master's page, with 500 tokens and 2,000 walls shown.

A real browser looks at a real table. What counts is all script that ran for a frame: animation callbacks, pointer
handlers, messages of the socket; not what the graphics card does with it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from config.benchmarks.report import Report, Row, say
from config.testing.browser import find_browser, launch_options
from config.testing.serving import Databases, Served
from config.tests.browser.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

GOAL_MS = 8.0
TOKENS, WALLS, CELL, COLUMNS = 500, 2_000, 70, 60
FRAMES = {False: 240, True: 40}
WINDOW = {"width": 1440, "height": 900}

TIMER = """(() => {
  const frames = []; let spent = 0, depth = 0, last = -1;
  const timed = (work) => function (...given) {
    const began = performance.now(); depth += 1;
    try { return work.apply(this, given); } finally { depth -= 1; if (!depth) spent += performance.now() - began; }
  };
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (work) => ask((now) => {
    timed(work)(now);
    if (now === last) frames[frames.length - 1] += spent; else frames.push(spent);
    last = now; spent = 0;
  });
  const listen = EventTarget.prototype.addEventListener, timers = new WeakMap();
  EventTarget.prototype.addEventListener = function (type, work, options) {
    if (typeof work !== "function" || !/^(pointer|wheel|message)/.test(type)) return listen.call(this, type, work, options);
    if (!timers.has(work)) timers.set(work, timed(work));
    return listen.call(this, type, timers.get(work), options);
  };
  window.frames_taken = () => frames.splice(0);
})();"""


def lay() -> None:
    """Runs in the server's `manage.py shell`: Ada's room with the scene; prints the room's id."""
    from config.testing.cast import person
    from rooms.live import perform
    from rooms.models import Member, Room
    from rooms.viewer import Viewer

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
    for number in range(TOKENS):
        row, column = divmod(number, 25)
        place = {"x": (column * 2 + 0.5) * CELL, "y": (row * 2 + 0.5) * CELL}
        side = ("neutral", "ally", "enemy")[number % 3]
        perform(lead, "token.create", {"scene": scene, "name": f"Soldier {number + 1}", "disposition": side, **place})
    print(room.pk)


@contextmanager
def seat() -> Iterator[Page]:
    """Ada at that table, with the timer on her page and the walls shown."""
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
                page.add_init_script(TIMER)
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
    page.evaluate("frames_taken()")
    for number in range(frames):
        move(number)
    times = sorted(page.evaluate("frames_taken()"))
    return {
        "frames": len(times),
        **{f"p{part}": times[min(int(len(times) * part / 100), len(times) - 1)] for part in (50, 95, 99)},
    }


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
    page.wait_for_timeout(500)
    x, y = ada.middle_of_the_map()
    cell = CELL * ada.zoom()
    mouse.move(x - 0.9 * cell, y - 0.9 * cell)
    mouse.down()
    mouse.move(x + 6.9 * cell, y + 2.9 * cell, steps=4)
    mouse.up()
    page.get_by_text("8 tokens").first.wait_for(state="attached")
    mouse.move(x, y)
    mouse.down()
    took = taken(page, lambda number: mouse.move(x + number % 60 * 4, y + number % 40 * 4), frames)
    page.keyboard.press("Escape")
    mouse.up()
    report.add(
        Row("dragging", "Dragging eight tokens, p95 of script time a frame", took["p95"], "ms", GOAL_MS, detail=took)
    )


ROWS: dict[str, Any] = {"panning": panning, "dragging": dragging}


def run(*, only: list[str] | None, quick: bool) -> Report:
    report = Report(
        "page", {"tokens": TOKENS, "walls": WALLS, "load": f"{os.getloadavg()[0]:.1f}", "WebGL": "software"}
    )
    with seat() as page:
        for name in only or ROWS:
            say(f"{name}: {ROWS[name].__doc__}")
            ROWS[name](page, report, FRAMES[quick])
    return report
