"""What pytest-django lets a project replace; it looks for it in files like this one and not in plugins."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from config.testing.serving import Databases


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, request: pytest.FixtureRequest
) -> Iterator[None]:
    """The tests' own database begins as a copy of the migrated one, and pytest-django finds nothing to do."""
    from django.db import connection

    made: Databases = request.getfixturevalue("databases")
    if connection.vendor != "sqlite":
        connection.settings_dict["TEST"]["TEMPLATE"] = made.postgres_template() if made.postgres_url else None
        yield
        return
    own = sqlite3.connect(connection.creation._get_test_db_name(), uri=True)  # type: ignore[attr-defined]
    # It lasts as long as one connection to it is open: until Django has its own, and after.
    with closing(own):
        with closing(sqlite3.connect(made.sqlite().removeprefix("sqlite:///"))) as migrated:
            migrated.backup(own)
        yield
