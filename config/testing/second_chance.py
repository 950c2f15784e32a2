"""`--second-chance`, for complete runs: a test that shares its time with other processes may fail once and pass alone.

Some 150 of the tests drive browsers and servers. Each of them waits thousands of times for something that another
process does; on two busy cores one such wait in a million takes longer than any ceiling, and a run of all tests would
be lost to it. So what failed and is marked `outside` (by `config.testing.plugin`) is run once more, alone, when all
others have ended. What passes then is counted as unsteady, never as passed, and its first failure is printed, since a
test that is named there again and again has a race that somebody must mend.

A fault of the program comes back when the test runs alone. A test of this process alone has nothing to wait for: it
fails at once, and so does a run in which many fail. But one whose threads met at SQLite's shared memory is counted to the
former: there, unlike in a file, who finds a table locked is refused at once and cannot wait.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

LOCKED = "database table is locked"
MOST = 5
"""So many failures may be the machine's; more of them have a cause in common."""


def to_repeat(failed: Mapping[str, bool]) -> list[str]:
    """The tests to be run once more: all that failed, or none when that could not save the run.

    failed: by the tests' ids, whether other processes have a part in them.
    """
    return list(failed) if len(failed) <= MOST and all(failed.values()) else []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--second-chance", action="store_true", help="run once more, alone, what failed beside others")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--second-chance") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(SecondChance(config))


class SecondChance:
    """Of the process that collects the results of all others."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._outside: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        # Also of its setup: the report of a test that brought its process down has no marks.
        if "outside" in report.keywords or (report.failed and LOCKED in report.longreprtext):
            self._outside.add(report.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """After the processes that ran the tests have ended, and before the terminal sums up."""
        reporter = self._terminal()
        if reporter is None or session.exitstatus != pytest.ExitCode.TESTS_FAILED:
            return
        first = {report.nodeid: report for kind in ("error", "failed") for report in reporter.stats.get(kind, [])}
        good = {name for name in to_repeat({name: name in self._outside for name in first}) if self._passes(name)}
        for kind in ("error", "failed", "passed"):
            reporter.stats[kind] = [report for report in reporter.stats.get(kind, []) if report.nodeid not in good]
        if good:
            reporter._add_stats("unsteady", [first[name] for name in first if name in good])
        if good == first.keys():
            session.exitstatus = pytest.ExitCode.OK

    def pytest_terminal_summary(self) -> None:
        reporter = self._terminal()
        assert reporter is not None
        for report in reporter.stats.get("unsteady", []):
            reporter.write_sep("_", f"{report.nodeid}, beside others", yellow=True)
            reporter.write_line(report.longreprtext)
        for report in reporter.stats.get("unsteady", []):
            reporter.write_line(f"UNSTEADY: passed when run alone: {report.nodeid}", yellow=True)

    def _passes(self, name: str) -> bool:
        reporter = self._terminal()
        assert reporter is not None
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", name]
        done = subprocess.run(command, cwd=self._config.rootpath, capture_output=True, text=True)
        reporter.ensure_newline()
        reporter.write_line(f"{name} failed; run once more, alone, it {'fails' if done.returncode else 'passes'}.")
        if done.returncode:
            reporter.write_line(done.stdout + done.stderr)
        return not done.returncode

    def _terminal(self) -> TerminalReporter | None:
        return self._config.pluginmanager.get_plugin("terminalreporter")
