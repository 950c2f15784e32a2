#!/usr/bin/env python
"""The operator's entry point: `python manage.py help` lists the commands."""

from __future__ import annotations

import os
import sys


def main() -> None:
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
