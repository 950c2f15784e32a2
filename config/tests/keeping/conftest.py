"""Databases of their own for backups: a snapshot is of what was committed, which nothing in a test's transaction is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import environ
import pytest

from config.keeping.connections import standing_in


@pytest.fixture
def own(django_db_blocker: Any) -> Iterator[Callable[[str], Any]]:
    """`with own(url) as connection:` the database of this thread is the one at `url`."""

    @contextmanager
    def at(url: str) -> Iterator[Any]:
        described = environ.Env.db_url_config(url)
        if url.startswith("sqlite"):
            described["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
        with standing_in(described) as connection:
            yield connection

    with django_db_blocker.unblock():
        yield at


@pytest.fixture
def machine(settings: Any, tmp_path: Path) -> Callable[[str], Path]:
    """`machine("old")`: from now on files, backups and locks are in this folder, as on a computer of its own."""

    def move(name: str) -> Path:
        folder = tmp_path / name
        settings.DATA_DIR = folder
        settings.BACKUP_DIR = folder / "backups"
        settings.FILE_UPLOAD_TEMP_DIR = folder / "tmp"
        settings.STORAGES = {
            **settings.STORAGES,
            "default": {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": {"location": str(folder / "media")},
            },
        }
        return folder

    return move
