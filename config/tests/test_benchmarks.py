"""The benchmarks measure what they say they measure."""

from __future__ import annotations

import json

from config.benchmarks.frames import drawn, percentiles, spent
from config.benchmarks.report import Report, Row
from config.benchmarks.stage import Load, Yardstick, crew, processor_seconds, resident
from config.benchmarks.tables import padded, yardstick


def test_it_works() -> None:
    """Ten clients of the raw yardstick: everybody hears everything, with its age, and the server's work is seen."""
    with (
        crew() as workers,
        yardstick(workers, Yardstick("raw", ["config.benchmarks.raw", "PORT"]), 20) as (least, group),
    ):
        load = workers.run(group, seconds=1, speech=[(0, 20.0, padded(190))], pid=least.process.pid)
        assert resident(least.process.pid) > 5
    assert load.sent in (20, 21)
    assert load.passing == 20 * load.sent
    assert 0 < load.percentile(0.5) <= load.percentile(0.99) < 1000
    assert abs(load.octets / load.passing - 190) < 15
    assert 0 < load.cpu_per_100k < 100


def test_processor_time_only_grows() -> None:
    import os

    before = processor_seconds(os.getpid())
    sum(range(2_000_000))
    assert processor_seconds(os.getpid()) > before


def test_a_row_is_judged_by_its_goal() -> None:
    assert Row("a", "a", 1.4, "times", most=1.5).met is True
    assert Row("a", "a", 1.6, "times", most=1.5).met is False
    assert Row("a", "a", 15, "times", least=15).met is True
    assert Row("a", "a", float("nan"), "ms", most=6).met is False
    assert Row("a", "a", 1, "ms").met is None


def test_percentiles_come_from_all_waits() -> None:
    load = Load()
    load.waits.update({10: 98, 500: 2})
    assert load.percentile(0.5) == 1.1
    assert load.percentile(0.99) == 50.1


def test_programs_can_read_the_report() -> None:
    report = Report("fanout", {"cores": 2}, notes=["left out"])
    report.add(Row("passing", "passing events", 1.2, "times", most=1.5, detail={"rounds": [1.2]}))
    told = json.loads(report.as_json())
    assert told["rows"][0]["met"] is True
    assert told["notes"] == ["left out"]
    assert "met" in report.as_table()


def test_a_frame_costs_all_script_since_the_one_before() -> None:
    """Two frames of the map: a pointer's move (3 ms) and its frame (2 ms); a message (1 ms), a frame that drew something
    else (0.5 ms), and the map's (2 ms, while another thread worked 9 ms).
    """

    def event(name: str, ts: int, took: int, tid: int = 1, url: str = "") -> dict[str, object]:
        return {
            "ph": "X",
            "name": name,
            "ts": ts,
            "dur": took,
            "tdur": took,
            "tid": tid,
            "args": {"data": {"url": url}},
        }

    stage = "http://localhost/static/scenes/stage.js"
    events = [
        event("EventDispatch", 0, 3000),
        event("FunctionCall", 100, 2800),
        event("FireAnimationFrame", 4000, 2000),
        event("FunctionCall", 4100, 1800, url=stage),
        event("FunctionCall", 7000, 1000, url="http://localhost/static/rooms/live/live.js"),
        event("FireAnimationFrame", 9000, 500),
        event("FunctionCall", 9100, 400, url="http://localhost/static/vendor/ui.js"),
        event("FunctionCall", 10_000, 9000, tid=2),
        event("FireAnimationFrame", 10_000, 2000),
        event("FunctionCall", 10_100, 1800, url=stage),
        {"ph": "I", "name": "FireAnimationFrame", "ts": 0, "tid": 1},
    ]
    assert drawn(events[::-1]) == [5.0, 3.5]
    assert percentiles([5.0, 3.5]) == {"frames": 2, "p50": 5.0, "p95": 5.0, "p99": 5.0}
    assert drawn([]) == []
    assert spent(events) == 8.5, "what another thread did is not the page's"
