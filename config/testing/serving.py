"""The project's own server in a child process: to be opened by a browser, flooded, stopped, killed, started again."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from config.frontend import ROOT
from config.testing.nursery import Child, nursery
from config.testing.servers import Server


class Served(Server):
    """`manage.py serve` on a port and a database of its own; started again it keeps both."""

    name = "serve"

    def __init__(
        self, *, database_url: str = "", redis_url: str = "", environment: dict[str, str] | None = None
    ) -> None:
        """database_url: a migrated database; empty: an SQLite file in the server's folder, which the caller migrates."""
        super().__init__()
        self.database_url = database_url or f"sqlite:///{self.folder / 'dreamtable.sqlite3'}"
        self.environment = {
            **os.environ,
            "DATABASE_URL": self.database_url,
            "REDIS_URL": redis_url,
            "DATA_DIR": str(self.folder / "data"),
            "PORT": str(self.port),
            **(environment or {}),
        }

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        return [sys.executable, str(ROOT / "manage.py"), "serve", "--host", "127.0.0.1", "--port", str(self.port)]

    def how(self) -> dict[str, Any]:
        return {"env": self.environment, "cwd": ROOT}

    def begin(self) -> subprocess.Popen[bytes] | Child:
        if "PYTEST_VERSION" not in os.environ:
            # A benchmark's server is measured from its first instruction.
            return super().begin()
        _program, _manage, *arguments = self.command()
        return nursery().fork(*arguments, environment=self.environment, output=self.log, errors=self.log)

    def answers(self) -> bool:
        try:
            return urllib.request.urlopen(f"{self.url}/api/v1/health", timeout=2).status == 200
        except urllib.error.HTTPError as error:
            return error.code < 500
        except OSError:
            return False

    def manage(self, *arguments: str) -> str:
        """Run a management command on this server's database and return what it prints."""
        return manage(*arguments, environment=self.environment)


def manage(*arguments: str, environment: dict[str, str]) -> str:
    """Run `manage.py` in a process of its own; AssertionError with its output when it fails."""
    with tempfile.TemporaryDirectory(prefix="dreamtable-manage-") as folder:
        output, errors = Path(folder) / "output", Path(folder) / "errors"
        child = nursery().fork(*arguments, environment={**os.environ, **environment}, output=output, errors=errors)
        code = child.wait()
        said = output.read_text()
        assert code == 0, f"manage.py {' '.join(arguments)} failed:\n{said}{errors.read_text()}"
        return said


class Databases:
    """Migrated databases for servers: each kind is migrated once, then copied, which takes milliseconds."""

    def __init__(self, folder: Path, postgres_url: str = "", *, template: str = "", shared: Path | None = None) -> None:
        """postgres_url: a database of a running PostgreSQL in which databases may be created; empty: SQLite only.

        template: the name under which all who share it look for a migrated PostgreSQL database; who named it drops it.
        shared: the folder in which all who share it look for a migrated SQLite database.
        """
        self.folder = folder
        self.shared = shared or folder
        self.postgres_url = postgres_url
        self._postgres_template = template
        self._created: list[str] = []

    def sqlite(self) -> str:
        """The URL of a new migrated SQLite database."""
        copy = self.folder / f"{uuid.uuid4().hex}.sqlite3"
        shutil.copyfile(self._sqlite_template(), copy)
        return f"sqlite:///{copy}"

    def _sqlite_template(self) -> Path:
        """The file that `sqlite` copies; who comes first migrates it."""
        template = self.shared / "migrated.sqlite3"
        with (self.shared / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not template.exists():
                begun = self.folder / "template.sqlite3"
                manage("migrate", "--verbosity", "0", environment=self._environment(f"sqlite:///{begun}"))
                begun.rename(template)
        return template

    def postgres(self) -> str:
        """The URL of a new migrated PostgreSQL database."""
        return self._url(self._create(self.postgres_template()))

    def postgres_template(self) -> str:
        """The name of the PostgreSQL database that `postgres` copies; who comes first migrates it."""
        if not self._postgres_template:
            self._postgres_template = f"dreamtable_{uuid.uuid4().hex}"
            self._created.append(self._postgres_template)
        name = self._postgres_template
        with psycopg.connect(self.postgres_url, autocommit=True) as server:
            # Others wait here until this connection ends.
            server.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
            if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                begun = self._create("template0")
                manage("migrate", "--verbosity", "0", environment=self._environment(self._url(begun)))
                server.execute(f'ALTER DATABASE "{begun}" RENAME TO "{name}"'.encode())
        return name

    def close(self) -> None:
        for name in reversed(self._created):
            drop(self.postgres_url, name)

    def _create(self, template: str) -> str:
        name = f"dreamtable_{uuid.uuid4().hex}"
        with psycopg.connect(self.postgres_url, autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        self._created.append(name)
        return name

    def _url(self, name: str) -> str:
        return urlunsplit(urlsplit(self.postgres_url)._replace(path=f"/{name}"))

    def _environment(self, url: str) -> dict[str, str]:
        return {"DATABASE_URL": url, "REDIS_URL": "", "DATA_DIR": str(self.folder)}


def drop(postgres_url: str, name: str) -> None:
    """Drop a database, if it is there, of the server that has the one at this URL."""
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
