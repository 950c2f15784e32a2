"""PostgreSQL goes away under those who use it: a server of one's own that is really stopped, or one database of the
shared server that lets nobody in, which costs nothing to make."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import psycopg

from config.testing.servers import Postgres
from config.testing.serving import Databases


class Outage(Protocol):
    url: str

    def stop(self) -> None: ...

    def start(self) -> None: ...


class Shut:
    """One database: every connection to it is ended by the server, and new ones are refused. To its clients this is what
    a restart is, except that the server answers that it does not let them in."""

    def __init__(self, server: str, url: str) -> None:
        self.server, self.url = server, url
        self.name = urlsplit(url).path.removeprefix("/")

    def stop(self) -> None:
        with psycopg.connect(self.server, autocommit=True) as line:
            line.execute(f'ALTER DATABASE "{self.name}" ALLOW_CONNECTIONS false'.encode())
            line.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [self.name])

    def start(self) -> None:
        with psycopg.connect(self.server, autocommit=True) as line:
            line.execute(f'ALTER DATABASE "{self.name}" ALLOW_CONNECTIONS true'.encode())


class Stopped:
    """A whole server, stopped as by a crash (SIGQUIT: no goodbye, recovery at the start)."""

    def __init__(self, server: Postgres, url: str) -> None:
        self.server, self.url = server, url

    def stop(self) -> None:
        self.server.stop(sign=signal.SIGQUIT)

    def start(self) -> None:
        self.server.start()


@contextmanager
def outage(databases: Databases, folder: Path, *, real: bool) -> Iterator[Outage]:
    """A migrated database that can go away. `real`: with a server of its own, whose making takes half a minute."""
    if not real:
        yield Shut(databases.postgres_url, databases.postgres())
        return
    with Postgres(durable=True) as server:
        own = Databases(folder, server.url)
        yield Stopped(server, own.postgres())
        own.close()
