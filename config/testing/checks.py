"""`script/check`: each check by name, all of them even after a failure, and for each failure the way to mend it.

With arguments: only the checks whose names contain one of them (`script/check types`).
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from config.frontend import PACKAGES, ROOT, find_node

MANAGE = [sys.executable, "manage.py"]


@dataclass(frozen=True)
class Check:
    """A command that must succeed; `mend` says what to type or do when it does not."""

    name: str
    command: list[str]
    mend: str
    environment: dict[str, str] = field(default_factory=dict)


def checks(folder: str) -> list[Check]:
    """folder: a temporary one, so that no check touches the operator's data."""
    bin = Path(sys.executable).parent
    testing = {"DJANGO_ENV": "testing", "DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"}
    production = {
        **testing,
        "DJANGO_ENV": "production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "table.example",
        "REDIS_URL": "redis://localhost:6379/0",
    }
    tools = find_node()
    tsc = [*tools.node, str(PACKAGES / "typescript" / "bin" / "tsc"), "--noEmit", "-p", "static/tsconfig.json"]
    deploy = [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"]
    return [
        Check("style", [str(bin / "ruff"), "check", "."], "ruff check --fix ."),
        Check("format", [str(bin / "ruff"), "format", "--check", "."], "ruff format ."),
        Check("layers", [str(bin / "lint-imports")], "Import downward only: config/README.md has the drawing."),
        Check("types", [str(bin / "mypy")], "Mend the lines named above; .mypy.ini has the settings.", testing),
        Check("settings", [*MANAGE, "check", "--fail-level", "WARNING"], "Mend what is named above.", testing),
        Check(
            "production", deploy, "Settings of production must pass `check --deploy`: config/settings.py.", production
        ),
        Check("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], "manage.py makemigrations", testing),
        Check("templates", [*MANAGE, "compile_templates"], "Mend the templates named above.", testing),
        Check("JavaScript types", tsc, "Mend the lines named above, or their JSDoc.", tools.environment),
    ]


def main(wanted: list[str]) -> int:
    failed = []
    with tempfile.TemporaryDirectory(prefix="dreamtable-check-") as folder, ThreadPoolExecutor(2) as pool:
        chosen = [
            check
            for check in checks(folder)
            if not wanted or any(word.lower() in check.name.lower() for word in wanted)
        ]
        # The longest begins first, and the others run beside it.
        begun = {check.name: pool.submit(run, check) for check in sorted(chosen, key=lambda one: one.name != "types")}
        for check in chosen:
            print(f"{check.name} ...", end=" ", flush=True)
            done, seconds = begun[check.name].result()
            print(f"{'failed' if done.returncode else 'good'} ({seconds:.1f} s)", flush=True)
            if done.returncode:
                failed.append(check)
                print(f"{done.stdout}{done.stderr}\nTo mend it: {check.mend}\n", flush=True)
    if failed:
        print(f"Failed: {', '.join(check.name for check in failed)}")
    return bool(failed)


def run(check: Check) -> tuple[subprocess.CompletedProcess[str], float]:
    """What became of it, and after how many seconds."""
    begun = time.monotonic()
    environment = {**os.environ, **check.environment}
    done = subprocess.run(check.command, cwd=ROOT, env=environment, capture_output=True, text=True)
    return done, time.monotonic() - begun


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
