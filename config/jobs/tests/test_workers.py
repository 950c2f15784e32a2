"""Real workers in processes of their own: two slots, and a killed worker's job taken up by the next."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

if TYPE_CHECKING:
    from config.testing.serving import Databases

SHORT_LEASE = """
import sys
from datetime import timedelta
import django
django.setup()
from config.jobs import models, worker
models.LEASE = worker.LEASE = timedelta(seconds=1)
from django.core.management import call_command
"""
Manage = Callable[[str], "subprocess.CompletedProcess[str]"]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def process(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> Manage:
    """`process(code)` runs Python code with Django on a database of its own, in a process of its own."""
    url = getattr(databases, request.param)()
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }

    def run(code: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", SHORT_LEASE + code],
            env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=60,
        )  # fmt: skip

    return run


def told(done: subprocess.CompletedProcess[str]) -> Any:
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


def test_a_killed_worker_s_job_is_taken_up_again(process: Manage, tmp_path: Path) -> None:
    folder = tmp_path / "output"
    folder.mkdir()
    queue = f"from config.jobs.tests.jobs import die_twice; die_twice.enqueue(folder={str(folder)!r})\n"
    work = "import time; time.sleep(1.2); call_command('db_worker', batch=True, interval=0.1)\n"
    look = "run = models.JobRun.objects.exclude(name__contains='.tasks.').get(); print(run.pk, run.state, run.attempts, run.result)"

    assert process(queue + work).returncode == -signal.SIGKILL
    assert process(work).returncode == -signal.SIGKILL
    run, *state = told(process(work + look)).split()

    assert state == ["done", "3", "whole"]
    assert sorted(path.name for path in folder.iterdir()) == sorted(["attempt-1", "attempt-2", "attempt-3", run])


def test_two_jobs_run_at_a_time(process: Manage, tmp_path: Path) -> None:
    done = process(f"""
from config.jobs.tests.jobs import meet
one = meet.enqueue(folder={str(tmp_path)!r}, me="one", other="two")
two = meet.enqueue(folder={str(tmp_path)!r}, me="two", other="one")
call_command("db_worker", batch=True, slots=2, interval=0.1)
one.refresh_from_db(); two.refresh_from_db()
print(one.state, one.result, two.state, two.result)
""")
    assert told(done) == "done True done True"


def test_the_embedded_worker_starts_at_once_and_gives_back_what_it_cannot_end(process: Manage, tmp_path: Path) -> None:
    done = process(f"""
import time
from config.jobs import worker
from config.jobs.models import JobRun
from config.jobs.tests.jobs import add, meet
worker.start_embedded()
time.sleep(0.5)
began = time.monotonic()
run = add.enqueue(a=1, b=2)
while run.state != "done" and time.monotonic() < began + 20:
    time.sleep(0.02)
    run.refresh_from_db()
waited = time.monotonic() - began
long = meet.enqueue(folder={str(tmp_path)!r}, me="me", other="nobody")
while long.state != "running" and time.monotonic() < began + 30:
    time.sleep(0.02)
    long.refresh_from_db()
worker.stop(timeout=0.1)
abandoned = JobRun.objects.abandoned().filter(pk=long.pk).count()
print(run.state, waited < 0.9, long.state, abandoned, flush=True)
import os; os._exit(0)
""")
    assert told(done) == "done True running 1"
