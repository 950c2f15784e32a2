"""`manage.py benchmark fanout`: what it costs to bring what happens at a table to everybody who sits there.

Every ratio is taken within one run, against two yardsticks that see the same load in turn: the least Python can do
(`raw`) and Channels as its documentation shows it (`documented`). Processor time is that of the server process alone.
Credits stay on, every socket is another user's, and each frame says when it was sent.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from django.core.management import CommandError

from config.benchmarks import raw
from config.benchmarks.report import Report, Row, say
from config.benchmarks.stage import Load, Yardstick, crew, furnish, resident, table_server
from config.benchmarks.tables import RATE, drag, dragging, padded, seats, tables_for, yardstick
from config.frontend import ROOT
from config.testing.servers import NoServer, Redis

FULL = 0.9  # a generator this busy may be what limits the figures


class Bench:
    """One run: how long it measures, and what it found."""

    def __init__(self, *, quick: bool) -> None:
        self.rounds, self.seconds = (1, 4.0) if quick else (5, 6.0)
        self.quick = quick
        self.report = Report("fanout")

    def redis_url(self, stack: ExitStack) -> str:
        """A private Redis server for the rows that need one."""
        return stack.enter_context(Redis()).url

    def watch(self, load: Load, what: str, *, readers: int = 0) -> Load:
        """Notes what makes a figure doubtful. `readers`: how many should have heard each frame that was sent."""
        if load.passing < 0.95 * load.sent * readers:
            self.note(f"{what}: only {load.passing} of {load.sent * readers} frames arrived: the machine is too busy")
        if load.busy > FULL:
            self.note(f"{what}: the load generator was {load.busy:.0%} busy and is the limit")
        if load.refused:
            self.note(f"{what}: {load.refused} commands were refused")
        if load.closed:
            self.note(f"{what}: sockets closed with {dict(load.closed)}")
        return load

    def note(self, text: str) -> None:
        say(f"  ! {text}")
        self.report.notes.append(text)


def median(values: list[float]) -> float:
    return statistics.median(values)


def passing(bench: Bench) -> None:
    """Rooms of 100 receivers, in each one drags a token 30 times a second: four rooms for the cost, one for the wait.

    The raw limit writes the same frames, as many a second, to 100 sockets.
    """
    rooms, people = 4, 100
    with ExitStack() as stack:
        workers = stack.enter_context(crew())
        layers = {
            "in-memory": stack.enter_context(tables_for(people, workers, rooms=rooms)),
            "Redis": stack.enter_context(tables_for(people, workers, rooms=rooms, redis_url=bench.redis_url(stack))),
        }
        least, raw_group = stack.enter_context(
            yardstick(workers, Yardstick("raw", ["config.benchmarks.raw", "PORT"]), people)
        )
        octets, many, alone = 0.0, defaultdict(list), defaultdict(list)
        for number in range(bench.rounds):
            say(f"  round {number + 1} of {bench.rounds}")
            for layer, (served, places, group) in layers.items():
                for found, speech in ((many, dragging(places, people)), (alone, dragging(places[:1], people))):
                    load = workers.run(group, seconds=bench.seconds, speech=speech, pid=served.process.pid)
                    found[layer].append(bench.watch(load, f"passing, {layer}", readers=people))
                octets = load.octets / max(load.passing, 1)
            for found, rate in ((many, rooms * RATE), (alone, RATE)):
                load = workers.run(
                    raw_group, seconds=bench.seconds, speech=[(0, rate, padded(octets))], pid=least.process.pid
                )
                found["raw"].append(bench.watch(load, "raw limit", readers=people))
        for layer, most in (("in-memory", 1.5), ("Redis", 2.0)):
            ratios = against(many[layer], many["raw"])
            detail = {
                "CPU s per 100,000 deliveries": cost(many[layer]),
                f"raw limit ({raw.loop_name()})": cost(many["raw"]),
                "rounds": [round(ratio, 2) for ratio in ratios],
                "one room alone": round(median(against(alone[layer], alone["raw"])), 2),
                "octets a message": round(octets),
                "arrived": arrived(many[layer], people),
            }
            what = f"passing events, {layer}, against the raw limit"
            bench.report.add(Row(f"passing-{layer}", what, median(ratios), "times", most, detail=detail))
            detail = {
                "p50 ms": median([load.percentile(0.5) for load in alone[layer]]),
                "raw limit's p99 ms": wait(alone["raw"]),
            }
            what = f"p99 at 30 messages/s, {layer}"
            bench.report.add(Row(f"latency-{layer}", what, wait(alone[layer]), "ms", 6.0, detail=detail))


def against(ours: list[Load], theirs: list[Load]) -> list[float]:
    """The ratio of processor time a delivery, round by round."""
    return [mine.cpu_per_100k / other.cpu_per_100k for mine, other in zip(ours, theirs, strict=True)]


def cost(loads: list[Load]) -> float:
    return round(median([load.cpu_per_100k for load in loads]), 3)


def wait(loads: list[Load]) -> float:
    """The 99th percentile, in ms."""
    return median([load.percentile(0.99) for load in loads])


def arrived(loads: list[Load], readers: int) -> str:
    return f"{sum(load.passing for load in loads)} of {readers * sum(load.sent for load in loads)}"


def documented(bench: Bench) -> None:
    """The same room against Channels as documented, through Redis, 10 times a second (more, and it loses messages)."""
    rate = 10.0
    with ExitStack() as stack:
        workers = stack.enter_context(crew())
        url = bench.redis_url(stack)
        served, places, group = stack.enter_context(tables_for(100, workers, redis_url=url))
        # The generator answers no pings: a yardstick that closes its sockets for that would measure nothing.
        command = ["daphne", "-b", "127.0.0.1", "-p", "PORT", "--ping-interval", "86400"]
        command.append("config.benchmarks.documented:application")
        other, other_group = stack.enter_context(
            yardstick(workers, Yardstick("documented", command, {"REDIS_URL": url}), 100)
        )
        ours: list[Load] = []
        theirs: list[Load] = []
        for number in range(bench.rounds):
            say(f"  round {number + 1} of {bench.rounds}")
            speech = [(0, rate, drag(places[0]))]
            load = workers.run(group, seconds=bench.seconds, speech=speech, pid=served.process.pid)
            ours.append(bench.watch(load, "against the documented consumer", readers=100))
            speech = [(0, rate, padded(load.octets / max(load.passing, 1)))]
            load = workers.run(other_group, seconds=bench.seconds, speech=speech, pid=other.process.pid)
            theirs.append(bench.watch(load, "the documented consumer"))
        if not sum(load.passing for load in theirs):
            raise CommandError("The documented consumer delivered nothing: there is nothing to compare with.")
        ratios = against(theirs, ours)
        detail = {
            "CPU s per 100,000 deliveries": f"{cost(ours)} against {cost(theirs)}",
            "p99 ms": f"{wait(ours)} against {wait(theirs)}",
            "arrived there": arrived(theirs, 100),
            "rounds": [round(ratio, 1) for ratio in ratios],
        }
        what = "less than the consumer as documented, through Redis"
        bench.report.add(Row("documented", what, median(ratios), "times", least=15.0, detail=detail))


def perform(bench: Bench) -> None:
    """What a kept command costs before anybody hears of it."""
    served = table_server()
    try:
        furnish(served, rooms=1, seats=6)
        count = "200" if bench.quick else "1000"
        environment = {**served.environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
        rounds = []
        for _number in range(bench.rounds):
            command = [sys.executable, "-m", "config.benchmarks.performing", count]
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
            if done.returncode:
                raise RuntimeError(done.stderr[-2000:])
            rounds.append(json.loads(done.stdout))
        for kind in ("chat.say", "token.move"):
            value = median([found[kind] for found in rounds])
            detail = {name: rounds[0][name] for name in ("database", "synchronous") if name in rounds[0]}
            bench.report.add(
                Row(f"perform-{kind}", f"perform, CPU per kept command, {kind}", value, "ms", 1.5, detail=detail)
            )
    finally:
        served.remove()


def thousand(bench: Bench) -> None:
    """A thousand people in one room."""
    with crew(2) as workers, tables_for(1000, workers) as (served, places, group):
        loads = []
        for _number in range(bench.rounds):
            speech = dragging(places, 1000)
            load = workers.run(group, seconds=bench.seconds, speech=speech, pid=served.process.pid)
            loads.append(bench.watch(load, "1,000 receivers", readers=1000))
    what = "1,000 receivers at 30 messages/s"
    core = median([load.cpu / load.seconds for load in loads])
    detail = {"arrived": arrived(loads, 1000), "load generator busy": f"{max(load.busy for load in loads):.0%}"}
    bench.report.add(Row("thousand-cpu", what, core, "of a core", 0.5, detail=detail))
    bench.report.add(Row("thousand-p99", f"{what}, p99", wait(loads), "ms", 30.0))


def joining(bench: Bench) -> None:
    """Everybody comes back at once, as after a restart."""
    for rooms, people in ((100, 5), (1, 500)):
        with crew(2) as workers:
            served = table_server()
            tables = furnish(served, rooms=rooms, seats=people)
            with served:
                took = []
                for _number in range(bench.rounds):
                    took.append(workers.connect("all", [seat for table in tables for seat in seats(served, table)]))
                    workers.leave("all")
        what = f"500 sockets join at once, {rooms} room{'s' if rooms > 1 else ''} of {people}"
        bench.report.add(
            Row(f"joining-{rooms}", what, median(took), "s", 5.0, detail={"rounds": [round(one, 2) for one in took]})
        )


def tables(bench: Bench) -> None:
    """Forty tables of six, at each somebody drags."""
    with ExitStack() as stack:
        workers = stack.enter_context(crew())
        for layer, url in (("in-memory", ""), ("Redis", bench.redis_url(stack))):
            loads = []
            with tables_for(6, workers, rooms=40, redis_url=url) as (served, places, group):
                for _number in range(bench.rounds):
                    speech = dragging(places, 6)
                    load = workers.run(group, seconds=bench.seconds, speech=speech, pid=served.process.pid)
                    loads.append(bench.watch(load, f"40 rooms, {layer}", readers=6))
            core = median([load.cpu / load.seconds for load in loads])
            detail = {"arrived": arrived(loads, 6), "p99 ms": wait(loads)}
            what = f"40 rooms of 6 at 30 messages/s, {layer}"
            bench.report.add(Row(f"tables-{layer}", what, core, "of a core", 0.5, detail=detail))


def stuck(bench: Bench) -> None:
    """Twenty readers that never read while 60 others talk at length and drag."""
    sixty, twenty, offered = 60, 20, (40 if bench.quick else 280)
    speech_of = json.dumps({"id": "@ID", "type": "chat.say", "data": {"text": "\U0001f409" * 2000}}, ensure_ascii=False)
    with crew() as workers:
        served = table_server()
        (table,) = furnish(served, rooms=1, seats=sixty + twenty)
        places = seats(served, table)
        with served:
            workers.connect("talkers", places[:sixty])
            # 25 and not 30: the acknowledgements of what is said cost credits too.
            talk = [(0, 25.0, drag(table)), *((number, 0.9, speech_of) for number in range(1, 31))]
            pid = served.process.pid
            workers.connect("listeners", places[sixty:])
            usual = bench.watch(workers.run("talkers", seconds=8, speech=talk, pid=pid), "stuck readers, before")
            workers.leave("listeners")
            workers.connect("stuck", [{**place, "stuck": True} for place in places[sixty:]])
            seconds = offered * 1e6 / twenty / (usual.octets / sixty / usual.seconds)
            say(f"  talking for {seconds:.0f} s")
            before = resident(pid)
            with highest(pid) as peak:
                load = bench.watch(workers.run("talkers", seconds=seconds, speech=talk, pid=pid), "stuck readers")
        detail = {
            "offered MB": round(load.octets / sixty * twenty / 1e6),
            "before MiB": round(before),
            "highest MiB": round(peak[0]),
        }
        bench.report.add(
            Row("stuck-memory", "20 readers that never read, growth", peak[0] - before, "MiB", 32.0, detail=detail)
        )
        ratio = load.percentile(0.99) / usual.percentile(0.99)
        detail = {"p99 ms": f"{load.percentile(0.99)} against {usual.percentile(0.99)} with 20 that read"}
        bench.report.add(Row("stuck-others", "the others' p99 meanwhile", ratio, "times", 1.2, detail=detail))


@contextmanager
def highest(pid: int) -> Iterator[list[float]]:
    """The most memory the process held meanwhile, in MiB, as the one item of a list."""
    peak, over = [resident(pid)], threading.Event()

    def look() -> None:
        while not over.wait(0.1):
            peak[0] = max(peak[0], resident(pid))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def slow_query(bench: Bench) -> None:
    """One room asks for something that takes two seconds, again and again."""
    with crew() as workers:
        served = table_server(module="config.benchmarks.slow_serve")
        rooms = furnish(served, rooms=5, seats=6)
        with served:
            pid = served.process.pid
            workers.connect("slow", seats(served, rooms[0]))
            workers.connect("others", [seat for table in rooms[1:] for seat in seats(served, table)])
            speech = [(number * 6, RATE, drag(table)) for number, table in enumerate(rooms[1:])]
            usual = workers.run("others", seconds=4, speech=speech, pid=pid)
            load = workers.run(
                "others", seconds=8, speech=speech, pid=pid, beside=("slow", [(0, 0.45, slow_command())])
            )
        detail = {"p95 ms without": usual.percentile(0.95), "p99 ms": load.percentile(0.99)}
        bench.report.add(
            Row(
                "slow-query",
                "a query of 2 s in one room, p95 of the others",
                load.percentile(0.95),
                "ms",
                200.0,
                detail=detail,
            )
        )


def slow_command() -> str:
    return json.dumps({"id": "@ID", "type": "benchmark.slow", "data": {}})


ROWS: dict[str, Callable[[Bench], None]] = {
    "passing": passing,
    "documented": documented,
    "perform": perform,
    "thousand": thousand,
    "joining": joining,
    "tables": tables,
    "stuck": stuck,
    "slow-query": slow_query,
}


def run(*, only: list[str] | None, quick: bool) -> Report:
    """Measures the rows of `only`, or all. A row whose servers are missing here is left out with a note."""
    bench = Bench(quick=quick)
    bench.report.conditions = {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "raw limit": raw.loop_name(),
        "rounds": bench.rounds,
        "load": f"{os.getloadavg()[0]:.1f}",
    }
    for name in only or ROWS:
        say(f"{name}: {(ROWS[name].__doc__ or name).splitlines()[0]}")
        try:
            ROWS[name](bench)
        except NoServer as missing:
            bench.note(f"{name} was left out. {missing}")
    return bench.report
