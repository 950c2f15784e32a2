"""`script/test`: starts what tests need, runs all of them, and stops what it started, also after Ctrl-C.

Without arguments: the JavaScript tests, then what PostgreSQL may answer differently with it as the tests' own database,
then all of pytest.
With arguments: pytest with these arguments. `--full`: the large sizes (DREAMTABLE_FULL).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import uuid
from contextlib import ExitStack
from pathlib import Path

from config.frontend import ROOT, FrontendError, find_node
from config.testing.browser import NoBrowser, check, find_browser
from config.testing.servers import NoServer, Postgres, Redis
from config.testing.serving import drop

# Tests that start servers of their own choose the databases themselves: once is enough.
ANY_DATABASE = "not postgres and not redis and not browser and not slow"
# What differs between databases: locks and races, the log with undo and replay, search, ordering, grouping, letter case,
# JSON, and text that one of them refuses. The first block asks every command, every list and every address of the API.
# Tests that race over several connections are marked `postgres` and come with the complete run.
ON_POSTGRES = (
    "config/doctor/tests/test_planted_faults.py::test_a_healthy_installation_is_well",
    "config/jobs",
    "config/tests/test_every_event_by_every_role.py",
    "config/tests/test_fold_equals_snapshot.py",
    "config/tests/test_visibility_agrees.py",
    "config/tests/test_openapi.py::test_requests_made_from_it_break_nothing",
    "config/tests/test_health.py",
    "config/tests/test_leaving.py",
    "accounts/tests/test_register.py",
    "accounts/tests/test_sign_in.py::test_it_works",
    "accounts/tests/test_storage_quota.py",
    "accounts/tests/test_tidy.py",
    "rooms/live/tests/test_archived_rooms.py",
    "rooms/live/tests/test_malformed_frames.py",
    "rooms/live/tests/test_redo.py",
    "rooms/live/tests/test_replay.py",
    "rooms/live/tests/test_scrub.py",
    "rooms/live/tests/test_sent_once.py",
    "rooms/live/tests/test_undo.py",
    "rooms/tests/test_consistent_snapshot.py",
    "rooms/tests/test_export.py",
    "rooms/tests/test_files_go.py",
    "rooms/tests/test_forgotten_people.py",
    "rooms/tests/test_join_by_link.py",
    "rooms/tests/test_list_of_rooms.py",
    "rooms/tests/test_membership_on_open_sockets.py",
    "rooms/tests/test_mentions.py",
    "rooms/tests/test_open_a_room.py",
    "rooms/tests/test_read_and_unread.py",
    "rooms/tests/test_read_the_past.py",
    "rooms/tests/test_roll_statistics.py",
    "rooms/tests/test_search.py",
    "rooms/tests/test_who_reads_it_agrees.py",
    "audio/tests/test_sound_library.py",
    "maps/tests/test_change_a_map.py",
    "maps/tests/test_folders.py",
    "maps/tests/test_read_the_library.py",
    "maps/tests/test_tags_and_duplicates.py",
    "scenes/tests/test_encounters.py",
    "scenes/tests/test_import_scenes.py",
    "scenes/tests/test_prepare_scenes.py",
    "scenes/tests/test_scene_folders.py",
    "scenes/tests/test_tokens.py",
)
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
    # All runs and all their processes copy one migrated database.
    template = os.environ["TEST_POSTGRES_TEMPLATE"] = f"dreamtable_{uuid.uuid4().hex}"
    servers.callback(drop, os.environ["TEST_POSTGRES_URL"], template)
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
    on_postgres = {"DATABASE_URL": os.environ["TEST_POSTGRES_URL"]}
    if pytest("--second-chance", "--database-tests", "-m", ANY_DATABASE, *ON_POSTGRES, environment=on_postgres):
        failed.append("tests on PostgreSQL (above)")
    print("\nAll tests, on SQLite", flush=True)
    code = pytest("--second-chance")
    if failed:
        print("Failed besides:", " and ".join(failed), flush=True)
    return code or bool(failed)


def pytest(*arguments: str, environment: dict[str, str] | None = None) -> int:
    """pytest's exit code. Files stay together on one process: their servers and browsers are started once a file; the
    plugin puts those first that take longest, so that neither process waits for the other at the end. One process more
    than there are cores: tests of browsers and servers wait a lot, and two left two cores idle for 30 % of the time.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    spread = ["-n", str(cores + 1), "--dist", "loadfile", "--no-loadscope-reorder"]
    command = [sys.executable, "-m", "pytest", "-q", *spread]
    process = subprocess.Popen([*command, *arguments], cwd=ROOT, env={**os.environ, **(environment or {})})
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
