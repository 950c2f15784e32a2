#!/usr/bin/env python
"""The operator's entry point: `python manage.py help` lists the commands."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys


def version() -> str:
    """Dreamtable's, not Django's, and what it runs on. No setting is read for it."""
    from importlib import metadata

    from config.version import VERSION

    packages = ", ".join(f"{name} {metadata.version(name)}" for name in ("django", "daphne"))
    return f"Dreamtable {VERSION} (Python {platform.python_version()}, {packages}, SQLite {sqlite3.sqlite_version})"


def main() -> None:
    if sys.argv[1:] in (["--version"], ["version"]):
        print(version())
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        sys.exit(
            f"{error}. The packages are not installed here: "
            "type script/run, or pip install -r requirements.txt in a virtual environment."
        )
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
