"""Computers of their own for backups: a database file, a folder, nothing of the tests' own transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import environ
import pytest
from django.conf import settings
from django.test import override_settings

from config.keeping.connections import standing_in

Machine = Callable[[str, Path], AbstractContextManager[Any]]


@pytest.fixture(scope="module")
def machine(django_db_blocker: Any) -> Machine:
    """`with machine(url, folder) as connection:` the database of this thread is that one, and files, backups and locks are
    in `folder`.
    """

    @contextmanager
    def at(url: str, folder: Path) -> Iterator[Any]:
        described = environ.Env.db_url_config(url)
        if url.startswith("sqlite"):
            described["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
        files = {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder / "media")},
        }
        places = {"DATA_DIR": folder, "BACKUP_DIR": folder / "backups", "FILE_UPLOAD_TEMP_DIR": folder / "tmp"}
        with (
            override_settings(**places, STORAGES={**settings.STORAGES, "default": files}),
            django_db_blocker.unblock(),
            standing_in(described) as connection,
        ):
            yield connection

    return at
