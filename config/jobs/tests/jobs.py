"""Jobs that the tests of this package run."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from config.api.errors import Unprocessable
from config.jobs import Progress, job

order: list[str] = []


@job
def add(progress: Progress, *, a: int, b: int) -> int:
    progress(0.5, "adding")
    return a + b


@job
def note_order(progress: Progress, *, name: str) -> None:
    order.append(name)


@job
def refuse(progress: Progress) -> None:
    raise Unprocessable("This picture is broken.")


@job
def crash(progress: Progress) -> None:
    raise RuntimeError("secret of the server")


@job(minutes=0)
def dawdle(progress: Progress) -> None:
    while True:
        progress(0.1, "dawdling")


@job
def die_twice(progress: Progress, *, folder: str) -> str:
    """Kills its worker while it writes, at the first and second attempt. The third finds half an output and ends."""
    attempt = len(list(Path(folder).glob("attempt-*"))) + 1
    (Path(folder) / f"attempt-{attempt}").touch()
    temporary, output = Path(folder) / ".output.part", Path(folder) / str(progress.run_id)
    temporary.write_text("half")
    if attempt < 3:
        os.kill(os.getpid(), signal.SIGKILL)
    temporary.write_text("whole")
    temporary.rename(output)
    return output.read_text()


@job
def meet(progress: Progress, *, folder: str, me: str, other: str) -> bool:
    """Ends when the other job has begun as well."""
    (Path(folder) / me).touch()
    for _ in range(400):
        if (Path(folder) / other).exists():
            return True
        time.sleep(0.05)
    return False
