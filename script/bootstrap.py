"""What `script/run`, `script/test` and `script/check` share: a virtual environment that holds what the lock names.

Needs nothing but Python 3.11's standard library. Installs with uv when it is on PATH, else with pip, and only when
the lock has changed since the last time.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
PYTHON = HOME / "bin" / "python"
STAMP = HOME / ".dreamtable"
RUN, DEV = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"


def main() -> None:
    command, arguments = sys.argv[1], sys.argv[2:]
    install(dev=command != "run")
    try:
        {"run": run, "test": test, "check": check}[command](arguments)
    except KeyboardInterrupt:
        sys.exit(130)


def run(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_ENV", mode_of_env_file() or "home")
    step([str(PYTHON), "-m", "config.frontend"])
    step([str(PYTHON), "manage.py", "quickstart", *arguments])
    os.execv(PYTHON, [str(PYTHON), "manage.py", "serve"])


def test(arguments: list[str]) -> None:
    compile_once()
    step([str(PYTHON), "-m", "config.frontend", "--dev"])
    os.execv(PYTHON, [str(PYTHON), "-m", "config.testing.suite", *arguments])


def check(arguments: list[str]) -> None:
    compile_once()
    step([str(PYTHON), "-m", "config.frontend", "--dev"])
    os.execv(PYTHON, [str(PYTHON), "-m", "config.testing.checks", *arguments])


def compile_once() -> None:
    """Tests start hundreds of processes of the same modules: what one has compiled, the others read.

    Images of containers often forbid it, as they should for a program that is started once.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def step(command: list[str]) -> None:
    """Run a command, and end with its exit code when it fails: it has said why."""
    code = subprocess.run(command).returncode
    if code:
        sys.exit(code)


def mode_of_env_file() -> str:
    """DJANGO_ENV or FLASK_ENV as .env has it: the environment set here would win over the file."""
    file = ROOT / ".env"
    text = file.read_text(errors="replace") if file.exists() else ""
    found = dict(re.findall(r"^\s*(?:export\s+)?(DJANGO_ENV|FLASK_ENV)\s*=\s*[\"']?(\w+)", text, re.MULTILINE))
    return os.environ.get("FLASK_ENV") or found.get("DJANGO_ENV") or found.get("FLASK_ENV") or ""


def install(*, dev: bool) -> None:
    """Bring the virtual environment to what the lock names; what tests need includes what the server needs."""
    if not works(PYTHON):
        make_environment()
    wanted = {"dev": digest(RUN, DEV), "run": digest(RUN)}
    # "dev" first: whoever tests here may also run without installing anything again.
    present = STAMP.read_text().split() if STAMP.exists() else []
    if present == ["dev", wanted["dev"]] or (not dev and present == ["run", wanted["run"]]):
        return
    lock = DEV if dev else RUN
    print(f"Installing the packages of {lock.name} (only when they change) ...", flush=True)
    STAMP.unlink(missing_ok=True)
    command = [*installer(), "--require-hashes", "-r", str(lock)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        # The last lines hold the reason; with a network failure the ones before repeat it for each package.
        print("\n".join((done.stdout + done.stderr).strip().splitlines()[-15:]), file=sys.stderr)
        sys.exit(
            "The packages could not be installed. Is there a network connection, and space on the disk? "
            f"Then type the command again; to begin anew, remove {HOME.name} first: rm -r {HOME.name}"
        )
    kind = "dev" if dev else "run"
    STAMP.write_text(f"{kind} {wanted[kind]}")


def works(python: Path) -> bool:
    """Whether the environment's Python starts and is new enough; an upgrade of the system's can break it."""
    if not python.exists():
        return False
    check = [str(python), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(check, capture_output=True).returncode == 0


def make_environment() -> None:
    print(f"Making a virtual environment in {HOME.name} ...", flush=True)
    try:
        venv.create(HOME, clear=True, symlinks=True, with_pip=uv() is None)
    except (subprocess.CalledProcessError, OSError) as error:
        sys.exit(
            f"The virtual environment could not be made ({error}). "
            "On Debian and Ubuntu a package is missing; type: apt-get install python3-venv"
        )


def installer() -> list[str]:
    """The beginning of the command that installs into the environment."""
    found = uv()
    if found:
        return [found, "pip", "install", "--quiet", "--compile-bytecode", "--python", str(PYTHON)]
    pip = [str(PYTHON), "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True).returncode:
        # An environment that was made while uv was there has no pip.
        step([str(PYTHON), "-m", "ensurepip", "--upgrade"])
    return [*pip, "install", "--quiet", "--disable-pip-version-check"]


def uv() -> str | None:
    found = shutil.which("uv")
    return found if found and subprocess.run([found, "--version"], capture_output=True).returncode == 0 else None


def digest(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
