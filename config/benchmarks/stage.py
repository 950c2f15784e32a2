"""Processes for a benchmark: servers whose processor time is read, and the load that is let loose on them."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from config.frontend import ROOT
from config.testing.servers import Server
from config.testing.serving import Served

TICK = os.sysconf("SC_CLK_TCK")


def processor_seconds(pid: int) -> float:
    """What the threads of a process have used so far: to the nanosecond where the kernel tells, else in ticks."""
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9
    except OSError:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK


def resident(pid: int) -> float:
    """MiB of memory that a process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


class Yardstick(Server):
    """A server that is no part of the product: the raw limit, or the documented consumer under stock daphne."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str] | None = None) -> None:
        """`command` names the port as PORT."""
        self.name = name
        super().__init__()
        self._command = [str(self.port) if word == "PORT" else word for word in command]
        self._environment = {**os.environ, **(environment or {})}

    def command(self) -> list[str]:
        return [sys.executable, "-m", *self._command]

    def how(self) -> dict[str, Any]:
        return {"env": self._environment, "cwd": ROOT}

    def answers(self) -> bool:
        import socket

        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True


def table_server(redis_url: str = "", *, module: str = "", database_url: str = "") -> Served:
    """A migrated, not yet started `manage.py serve`, by default with a database of its own; `module` starts it in
    another way.
    """
    environment = {"DJANGO_ENV": "home", "EMBEDDED_WORKER": "false", "SECRET_KEY": "benchmark", "ALLOWED_HOSTS": "*"}
    served = Served(database_url=database_url, redis_url=redis_url, environment=environment)
    if module:
        served.command = lambda: [sys.executable, "-m", module, "--host", "127.0.0.1", "--port", str(served.port)]  # type: ignore[method-assign]
    served.manage("migrate", "--verbosity", "0")
    return served


def furnish(served: Served, *, rooms: int, seats: int) -> list[dict[str, Any]]:
    """Rooms full of people in the database of `served`."""
    command = [sys.executable, "-m", "config.benchmarks.fixtures", str(rooms), str(seats)]
    environment = {**served.environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the fixtures failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout)


@dataclass
class Load:
    """What a run of the load saw."""

    passing: int = 0
    kept: int = 0
    octets: int = 0
    sent: int = 0
    busy: float = 0.0
    refused: int = 0
    closed: Counter[str] = field(default_factory=Counter)
    waits: Counter[int] = field(default_factory=Counter)
    cpu: float = 0.0
    seconds: float = 0.0

    def percentile(self, share: float) -> float:
        """Milliseconds within which `share` of the passing frames arrived."""
        left = share * sum(self.waits.values())
        for tenths in sorted(self.waits):
            left -= self.waits[tenths]
            if left <= 0:
                return (tenths + 1) / 10
        return float("nan")

    @property
    def cpu_per_100k(self) -> float:
        """Seconds of the server's processor for 100,000 deliveries."""
        return self.cpu / max(self.passing + self.kept, 1) * 100_000


class Crew:
    """Load generators, as many processes as asked for; each drives its share of the sockets."""

    def __init__(self, processes: int = 1) -> None:
        self.busiest = 0.0
        self._spread: dict[str, int] = {}
        self._processes = [
            subprocess.Popen(
                [sys.executable, "-m", "config.benchmarks.generator"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _number in range(processes)
        ]

    def _order(self, orders: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for process, order in zip(self._processes, orders, strict=True):
            process.stdin.write(json.dumps(order) + "\n")
            process.stdin.flush()
        answers = [process.stdout.readline() for process in self._processes]
        if not all(answers):
            raise RuntimeError("a load generator ended")
        return [json.loads(answer) for answer in answers]

    def connect(self, group: str, sockets: list[dict[str, Any]]) -> float:
        """Opens the sockets, all at once; how many seconds it took until the last was ready."""
        count = len(self._processes)
        orders = [{"do": "connect", "group": group, "sockets": sockets[number::count]} for number in range(count)]
        answers = self._order(orders)
        if sum(answer["ready"] for answer in answers) < len(sockets):
            raise RuntimeError(f"{group}: not all sockets came in: {[answer['failed'] for answer in answers]}")
        return max(answer["seconds"] for answer in answers)

    def run(
        self,
        group: str,
        *,
        seconds: float,
        speech: list[tuple[int, float, str]],
        pid: int,
        beside: tuple[str, list[tuple[int, float, str]]] = ("", []),
    ) -> Load:
        """`speech`: (socket, times a second, frame). `pid`: the server whose processor time counts. `beside`: what is
        said meanwhile by another group, whose frames do not count."""
        count = len(self._processes)
        orders = [
            {
                "do": "run",
                "group": group,
                "seconds": seconds,
                "speech": [(index // count, rate, text) for index, rate, text in speech if index % count == number],
                "beside": {"group": beside[0], "speech": beside[1] if number == 0 else []},
            }
            for number in range(count)
        ]
        load = Load(seconds=seconds)
        before = processor_seconds(pid)
        answers = self._order(orders)
        load.cpu = processor_seconds(pid) - before
        for answer in answers:
            for name in ("passing", "kept", "octets", "sent", "refused"):
                setattr(load, name, getattr(load, name) + answer[name])
            load.busy = max(load.busy, answer["busy"])
            load.closed.update(answer["closed"])
            load.waits.update({int(tenths): times for tenths, times in answer["waits"].items()})
        self.busiest = max(self.busiest, load.busy)
        return load

    def leave(self, group: str) -> None:
        self._order([{"do": "leave", "group": group}] * len(self._processes))

    def dismiss(self) -> None:
        for process in self._processes:
            process.stdin.close()
            process.wait(timeout=10)


@contextlib.contextmanager
def crew(processes: int = 1) -> Iterator[Crew]:
    workers = Crew(processes)
    try:
        yield workers
    finally:
        workers.dismiss()
