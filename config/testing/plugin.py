"""pytest's plugin of this project: the testing mode, real servers and browsers as fixtures, and what was skipped.

Tests marked `postgres`, `redis` or `browser` need what `script/test` starts and names in TEST_POSTGRES_URL,
TEST_REDIS_URL and TEST_BROWSER; a plain `pytest` skips them and says so in one line.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

    from config.testing.servers import Redis
    from config.testing.serving import Databases, Served

pytest_plugins = ["config.testing.cast", "config.testing.lines", "config.testing.second_chance"]
NEEDS = {"postgres": "TEST_POSTGRES_URL", "redis": "TEST_REDIS_URL", "browser": "TEST_BROWSER"}
LONG = ("browser", "slow", "postgres", "timeout")
# Fixtures that start processes, or name what other processes write to.
PROCESSES = frozenset({"databases", "own_toy", "private_redis", "redis_url", "serve", "stack", "toy"})
REASON = "needs a real "
# A wait ends when what it waits for is there: on two busy cores, with pixels drawn by software, a long one is needed.
PATIENCE_MS = 60_000
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")

# Set before Django reads its settings, and before a developer's .env could point the tests at real data.
_folder = tempfile.mkdtemp(prefix="dreamtable-tests-")
os.environ["DJANGO_ENV"] = "testing"
os.environ["DATA_DIR"] = _folder
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_folder}/dreamtable.sqlite3")
for _name, _value in {
    "SECRET_KEY": "only for tests, and long enough to sign tokens with SHA-256",
    "REDIS_URL": "",
    "EMAIL_URL": "",
    "S3_BUCKET": "",
}.items():
    os.environ.setdefault(_name, _value)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-tests", action="store_true", help="only tests that use the tests' own database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database-tests"):
        config.hook.pytest_deselected(items=[item for item in items if not _uses_database(item)])
        items[:] = filter(_uses_database, items)
    # Files that take long are begun first: the last ones, which processes may wait for, are short.
    long = {item.path for item in items if any(item.get_closest_marker(mark) for mark in LONG)}
    items.sort(key=lambda item: item.path not in long)
    for item in items:
        for need, variable in NEEDS.items():
            if item.get_closest_marker(need) and not os.environ.get(variable):
                item.add_marker(pytest.mark.skip(reason=f"{REASON}{need}"))
        if PROCESSES & set(getattr(item, "fixturenames", ())) or any(map(item.get_closest_marker, NEEDS)):
            item.add_marker(pytest.mark.outside)


def _uses_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or "db" in fixtures or "transactional_db" in fixtures


def pytest_terminal_summary(terminalreporter: Any) -> None:
    counts = dict.fromkeys(NEEDS, 0)
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        need = reason.partition(REASON)[2]
        if need in counts:
            counts[need] += 1
    skipped = ", ".join(f"{count} that need a real {need}" for need, count in counts.items() if count)
    if skipped:
        terminalreporter.write_line(f"Skipped: {skipped}. `script/test` starts these and runs every test.", yellow=True)


def pytest_unconfigure() -> None:
    shutil.rmtree(_folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sized() -> Callable[[int, int], int]:
    """`sized(40, 200)`: the first in CI, the second under `script/test --full`."""
    return lambda ci, full: full if os.environ.get("DREAMTABLE_FULL") else ci


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """`databases.sqlite()`, `databases.postgres()`: URLs of new migrated databases for servers of their own."""
    from config.testing.serving import Databases

    parallel = "PYTEST_XDIST_WORKER" in os.environ
    shared = tmp_path_factory.getbasetemp().parent if parallel else tmp_path_factory.getbasetemp()
    postgres, template = (os.environ.get(name, "") for name in ("TEST_POSTGRES_URL", "TEST_POSTGRES_TEMPLATE"))
    made = Databases(tmp_path_factory.mktemp("databases"), postgres, template=template, shared=shared)
    yield made
    made.close()


@pytest.fixture
def redis_url() -> str:
    """An emptied database of the shared Redis; parallel workers have different ones."""
    import redis

    url = urlsplit(os.environ["TEST_REDIS_URL"])._replace(path=f"/{int(WORKER.removeprefix('gw')) % 16}").geturl()
    with redis.Redis.from_url(url) as client:
        client.flushdb()
    return url


@pytest.fixture
def private_redis() -> Iterator[Redis]:
    """A Redis of this test alone, which may be stopped, killed and started again on the same port."""
    from config.testing.servers import Redis

    with Redis() as server:
        yield server


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    """`serve(database_url=..., redis_url=...)` starts the project's server; all are stopped after the test."""
    from config.testing.serving import Served

    started: list[Served] = []

    def start(**options: Any) -> Served:
        server = Served(**options)
        started.append(server)
        return server.start()

    yield start
    for server in started:
        server.remove()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser for the tests of one file.

    Not for the session: Playwright keeps an event loop running, in which asynchronous tests of other files fail.
    """
    from playwright.sync_api import expect, sync_playwright

    from config.testing.browser import launch_options

    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(**launch_options(Path(os.environ["TEST_BROWSER"])))
        yield started
        started.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`new_page(watch=True, **context)`: a page in a browser context of its own, as another person has it.

    Afterwards a watched page must have written no error to the console, thrown none, and asked no other host.
    """
    complaints: list[str] = []
    contexts = []

    def watched(page: Page) -> None:
        page.on("console", lambda line: complaints.append(f"console: {line.text}") if line.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(f"uncaught: {error}"))
        page.on("request", lambda request: complaints.extend(_foreign(page, request)))

    def make(*, watch: bool = True, **options: Any) -> Page:
        # A worker between page and server would answer in its place; one test is about it (test_in_german).
        context = browser.new_context(**{"service_workers": "block", **options})
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        if watch:
            watched(page)
        return page

    yield make
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


def _foreign(page: Page, request: Request) -> list[str]:
    host = urlsplit(request.url).hostname
    return [] if host in (None, "127.0.0.1", "localhost") else [f"{page.url} asked another host: {request.url}"]
