"""`manage.py benchmark processes`: what two web processes, Redis and PostgreSQL each pay for what happens at tables.

The same rooms are played twice: *together*, each room's sockets at one process, as nginx arranges it by hashing the room's
id; and *spread*, every second socket at the other process, so that each word crosses Redis. `deploy/SCALE.md` reckons with
these figures. Processor time is what each process used itself, so a busy machine changes it little.
"""

from __future__ import annotations

import os
import platform
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import redis

from config.benchmarks.report import Report, Row, say
from config.benchmarks.stage import Crew, Load, crew, furnish, processor_seconds, resident, table_server
from config.benchmarks.tables import RATE, drag, dragging, seats
from config.testing.servers import NoServer, Postgres, Redis
from config.testing.serving import Served

PEOPLE = 10
MOVES = 2.0
"""Kept commands a second in a room: more than people do, so that what one costs is seen above what rest costs."""


@dataclass
class Farm:
    """What runs, and how to read what it has cost."""

    web: list[Served]
    redis: Redis
    postgres: Postgres
    rooms: list[dict[str, Any]]
    seats: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def places(self, arrangement: str) -> list[dict[str, Any]]:
        """The sockets of everybody, `PEOPLE` a room, in the order of the rooms."""
        found = []
        for number, table in enumerate(self.rooms):
            at = [seats(served, table) for served in self.web]
            for place in range(PEOPLE):
                which = number if arrangement == "together" else number + place
                found.append(at[which % len(at)][place])
        return found

    def costs(self) -> dict[str, float]:
        """Seconds of processor of each part so far, and what Redis counted."""
        told = redis.Redis.from_url(self.redis.url).info()
        return {
            "web": sum(processor_seconds(served.process.pid) for served in self.web),
            "redis": processor_seconds(self.redis.process.pid),
            "postgres": sum(map(processor_seconds, family(self.postgres.process.pid))),
            "words": float(told["total_commands_processed"]),
            "octets": float(told["total_net_output_bytes"] + told["total_net_input_bytes"]),
        }


def family(pid: int) -> list[int]:
    """A process and its children that live."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


@contextmanager
def farm(rooms: int) -> Iterator[Farm]:
    with Redis() as shared, Postgres(durable=True) as postgres:
        first = table_server(shared.url, database_url=postgres.url)
        second = table_server(shared.url, database_url=postgres.url)
        tables = furnish(first, rooms=rooms, seats=PEOPLE)
        with first, second:
            yield Farm([first, second], shared, postgres, tables)


class Bench:
    """One run: how many rooms play for how long, and what it found."""

    def __init__(self, *, quick: bool) -> None:
        self.rooms, self.seconds = (12, 6.0) if quick else (40, 15.0)
        self.report = Report("processes")

    def measure(
        self, where: Farm, workers: Crew, group: str, speech: list[tuple[int, float, str]]
    ) -> tuple[Load, dict[str, float]]:
        """What a load cost each part, a second of it."""
        before, began = where.costs(), time.monotonic()
        load = workers.run(group, seconds=self.seconds, speech=speech, pid=where.web[0].process.pid)
        took = time.monotonic() - began
        spent = {name: (value - before[name]) / took for name, value in where.costs().items()}
        if load.busy > 0.9:
            self.report.notes.append(f"{group}: the load generator was {load.busy:.0%} busy")
        if load.refused or load.closed:
            self.report.notes.append(f"{group}: {load.refused} refused, closed {dict(load.closed)}")
        return load, spent

    def add(self, name: str, what: str, value: float, unit: str, **detail: Any) -> None:
        self.report.add(Row(name, what, value, unit, detail=detail))


def moving(rooms: list[dict[str, Any]]) -> list[tuple[int, float, str]]:
    """In each room somebody moves a token for good, each time to another place and under an id of its own."""
    once = uuid.uuid4().hex[:8]
    return [
        (number * PEOPLE, MOVES, drag(table).replace("token.drag", "token.move").replace("@ID", f"{once}-@ID"))
        for number, table in enumerate(rooms)
    ]


def idle(bench: Bench, where: Farm, workers: Crew) -> None:
    """People who look on: memory, heartbeats, the look at the heads. What one room costs is taken off: it is the
    processes' own rest."""
    places = where.places("together")
    workers.connect("idle", places[:PEOPLE])
    workers.connect("idle", places[-PEOPLE:])
    _load, few = bench.measure(where, workers, "idle", [])
    held = sum(resident(served.process.pid) for served in where.web)
    more = places[PEOPLE:-PEOPLE]
    took = workers.connect("idle", more)
    _load, many = bench.measure(where, workers, "idle", [])
    held = sum(resident(served.process.pid) for served in where.web) - held
    bench.add("idle-memory", "memory of a socket, with its share of the room", held * 1024 / len(more), "KiB")
    for part in ("web", "postgres", "redis"):
        cost = (many[part] - few[part]) / len(more) * 1000
        bench.add(f"idle-{part}", f"1,000 sockets that only listen, {part}", cost, "of a core")
    bench.add("rest-web", "two processes at rest", few["web"], "of a core")
    bench.add("joining", "sockets that come in", len(more) / took, "a second, two processes")
    workers.leave("idle")


def play(bench: Bench, where: Farm, workers: Crew) -> None:
    """Dragging and moving, with rooms kept together and spread; what the same sockets cost at rest is taken off."""
    for arrangement in ("together", "spread"):
        workers.connect(arrangement, where.places(arrangement))
        # Processes tell each other what they listen to within two seconds.
        workers.run(arrangement, seconds=4, speech=[], pid=where.web[0].process.pid)
        _load, rest = bench.measure(where, workers, arrangement, [])
        for what, words, speech in (
            ("drag", f"1,000 drags/s to {PEOPLE} readers", dragging(where.rooms, PEOPLE)),
            ("kept", "1,000 kept commands/s", moving(where.rooms)),
        ):
            load, spent = bench.measure(where, workers, arrangement, speech)
            heard = load.passing if what == "drag" else load.kept
            # What arrived, not what was sent: a machine that is too busy leaves out what only passes.
            thousands = max(heard, 1) / PEOPLE / bench.seconds / 1000
            detail: dict[str, Any] = {"heard": f"{heard} of {load.sent * PEOPLE}"}
            if what == "drag":
                detail["p99 ms"] = load.percentile(0.99)
            for part in ("web", "redis", "postgres"):
                cost = (spent[part] - rest[part]) / thousands
                bench.add(f"{what}-{part}-{arrangement}", f"{words}, {part}, {arrangement}", cost, "cores", **detail)
                detail = {}
            words_each = (spent["words"] - rest["words"]) / thousands / 1000
            octets = (spent["octets"] - rest["octets"]) / thousands / 1000
            bench.add(
                f"{what}-words-{arrangement}", f"words to Redis for each, {arrangement}", words_each, "", octets=octets
            )
        workers.leave(arrangement)


ROWS: dict[str, Callable[[Bench, Farm, Crew], None]] = {"idle": idle, "play": play}


def run(*, only: list[str] | None, quick: bool) -> Report:
    """Measures the rows of `only`, or all. Without PostgreSQL or Redis there is nothing to measure."""
    bench = Bench(quick=quick)
    bench.report.conditions = {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "rooms": bench.rooms,
        "people a room": PEOPLE,
        "drags a second": RATE,
        "load": f"{os.getloadavg()[0]:.1f}",
    }
    try:
        with crew(2) as workers, farm(bench.rooms) as where:
            for name in only or ROWS:
                say(f"{name}: {(ROWS[name].__doc__ or name).splitlines()[0]}")
                ROWS[name](bench, where, workers)
    except NoServer as missing:
        bench.report.notes.append(str(missing))
    return bench.report
