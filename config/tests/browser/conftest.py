from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from config.testing.serving import Served, manage
from config.tests.browser.people import Person

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Laid:
    """A database with its files, laid once and copied for each test."""

    def __init__(self, folder: Path, template: str) -> None:
        self.folder, self.template = folder, template
        self.made: dict[str, dict[str, str]] = {}

    def copy(self, what: str, target: Path) -> tuple[str, dict[str, str]]:
        """`what`: "people" or "table". The URL of a copy below `target`, and the ids of what lies in it."""
        source = self.folder / what
        if what not in self.made:
            source.mkdir()
            shutil.copyfile(self.template.removeprefix("sqlite:///"), source / "table.sqlite3")
            environment = {"DATABASE_URL": f"sqlite:///{source / 'table.sqlite3'}", "DATA_DIR": str(source / "data")}
            code = f"from config.tests.browser import laying; laying.{what}()"
            printed = manage("shell", "--verbosity", "0", "-c", code, environment=environment)
            self.made[what] = json.loads(printed.strip().splitlines()[-1])
        shutil.copytree(source, target, dirs_exist_ok=True)
        return f"sqlite:///{target / 'table.sqlite3'}", self.made[what]


@pytest.fixture(scope="session")
def laid(databases: Any, tmp_path_factory: pytest.TempPathFactory) -> Laid:
    return Laid(tmp_path_factory.mktemp("laid"), databases.sqlite())


@pytest.fixture
def house(laid: Laid, serve: Callable[..., Served], tmp_path: Path) -> Callable[..., tuple[Served, dict[str, str]]]:
    """`house("table", **environment)`: a server with Ada's table laid (or only the "people"), and the ids in it."""

    def open_house(what: str = "table", **environment: str) -> tuple[Served, dict[str, str]]:
        url, made = laid.copy(what, tmp_path)
        data = {"DATA_DIR": str(tmp_path / "data")}
        return serve(database_url=url, environment={**data, **environment}), made

    return open_house


@pytest.fixture
def person(new_page: Callable[..., Page]) -> Iterator[Callable[..., Person]]:
    """`person(server, **context)`: somebody at a browser of their own.

    Things move at once: tests need no glide. Half the density is a quarter of the pixels for the software that draws
    them, and nothing else changes: places and sizes are in the page's own pixels.
    """

    def sit(server: Served, **context: Any) -> Person:
        return Person(new_page(**{"reduced_motion": "reduce", "device_scale_factor": 0.5, **context}), server.url)

    yield sit
