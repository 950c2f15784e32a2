"""What a page's script did for each frame it drew, out of Chromium's own trace.

The trace tells the processor time of the page's thread (`tdur`, microseconds), not of the clock on the wall: on a
machine that is busy with something else, or that draws WebGL in software, the clock measures that instead.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

FRAME, CALL = "FireAnimationFrame", "FunctionCall"
MODULES = ("v8.compileModule", "v8.evaluateModule")
SCRIPT = frozenset({FRAME, CALL, "EventDispatch", "TimerFire", "RunMicrotasks", "EvaluateScript", *MODULES})
DRAWING = "/scenes/stage.js"


def traced(page: Page, act: Callable[[], None]) -> list[dict[str, Any]]:
    """The events of the page's trace while `act` went on."""
    browser = page.context.browser
    assert browser is not None
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    act()
    events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    return events


def drawn(events: list[dict[str, Any]]) -> list[float]:
    """Milliseconds of script for each frame that the map drew: all that ran since the frame before, whatever called it.

    Events contain each other (a frame its calls), so only the outermost count. Frames in which something else than the
    map moved are added to the next that drew it.
    """
    frames: list[float] = []
    total, until, in_frame = 0.0, 0.0, False
    for event in _of_the_page(events):
        if event["ts"] >= until:
            until, in_frame = event["ts"] + event["dur"], event["name"] == FRAME
            total += event["tdur"] / 1000
        elif in_frame and event["name"] == CALL and event["args"]["data"].get("url", "").endswith(DRAWING):
            frames.append(total)
            total, in_frame = 0.0, False
    return frames


def spent(events: list[dict[str, Any]]) -> float:
    """Milliseconds of all script of the page."""
    total, until = 0.0, 0.0
    for event in _of_the_page(events):
        if event["ts"] >= until:
            until = event["ts"] + event["dur"]
            total += event["tdur"] / 1000
    return total


def _of_the_page(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The script of the thread that draws the page's frames, in order."""
    whole = [event for event in events if event.get("ph") == "X" and event["name"] in SCRIPT]
    threads = Counter((event.get("pid"), event["tid"]) for event in whole if event["name"] == FRAME)
    page = threads.most_common(1)[0][0] if threads else None
    return sorted((one for one in whole if (one.get("pid"), one["tid"]) == page), key=lambda one: one["ts"])


def percentiles(times: list[float]) -> dict[str, float]:
    """`p50`, `p95`, `p99` and how many there were; `times` has at least one."""
    times = sorted(times)
    parts = {f"p{part}": times[min(int(len(times) * part / 100), len(times) - 1)] for part in (50, 95, 99)}
    return {"frames": len(times), **{name: round(value, 2) for name, value in parts.items()}}
