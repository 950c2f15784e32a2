"""`script/test`: starts what tests need, runs all of them, and stops what it started, also after Ctrl-C.

Without arguments: the JavaScript tests, then pytest with PostgreSQL as the tests' own database, then all of pytest.
With arguments: pytest with these arguments. `--full`: the large sizes (DREAMTABLE_FULL).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from config.frontend import ROOT, FrontendError, find_node
from config.testing.browser import NoBrowser, check, find_browser
from config.testing.servers import NoServer, Postgres, Redis

# Tests that start servers of their own choose the databases themselves: once is enough.
ANY_DATABASE = "not postgres and not redis and not browser and not slow"
# For one test under --full; pytest.ini has the ordinary bound.
FULL_SECONDS = 3600


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if "--full" in arguments:
        arguments = [argument for argument in arguments if argument != "--full"]
        os.environ["DREAMTABLE_FULL"] = "1"
        os.environ["PYTEST_TIMEOUT"] = str(FULL_SECONDS)
    try:
        with ExitStack() as servers:
            name_servers(servers)
            return everything() if not arguments else pytest(*arguments)
    except (NoServer, NoBrowser, FrontendError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        return 130


def name_servers(servers: ExitStack) -> None:
    """Start what the environment does not name, and name it there for pytest."""
    if not os.environ.get("TEST_POSTGRES_URL"):
        os.environ["TEST_POSTGRES_URL"] = servers.enter_context(Postgres()).url
    if not os.environ.get("TEST_REDIS_URL"):
        os.environ["TEST_REDIS_URL"] = servers.enter_context(Redis()).url
    browser = find_browser()
    if browser is None:
        raise NoBrowser("No browser here. Type: apt-get install chromium, or name one: TEST_BROWSER=/path script/test")
    check(browser)
    os.environ["TEST_BROWSER"] = str(browser)


def everything() -> int:
    """All tests; the complete run of pytest comes last, so that its closing line is the last one."""
    failed = []
    tools = find_node()
    print("JavaScript tests", flush=True)
    if subprocess.run([*tools.npm, "test", "--silent"], cwd=ROOT, env=tools.environment).returncode:
        failed.append("the JavaScript tests (npm test)")
    print("\nTests on PostgreSQL", flush=True)
    if pytest("--database-tests", "-m", ANY_DATABASE, environment={"DATABASE_URL": os.environ["TEST_POSTGRES_URL"]}):
        failed.append("tests on PostgreSQL (above)")
    print("\nAll tests, on SQLite", flush=True)
    code = pytest()
    if failed:
        print("Failed besides:", " and ".join(failed), flush=True)
    return code or bool(failed)


def pytest(*arguments: str, environment: dict[str, str] | None = None) -> int:
    """pytest's exit code. Files stay together on one process: their servers and browsers are started once a file."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "loadfile", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **(environment or {})})
    try:
        return process.wait()
    except BaseException:
        # Ctrl-C reached pytest too: it stops what its tests started, then the servers may go.
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
        raise


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(Path(ROOT)), os.environ.get("PYTHONPATH")]))
    sys.exit(main(sys.argv[1:]))
