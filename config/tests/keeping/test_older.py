"""A backup of an older version is brought to this one while it is put back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from accounts.models import User
from config.keeping import making, schema
from config.keeping.restoring import restore
from config.testing.cast import PASSWORD
from config.testing.serving import Databases
from config.tests.keeping.conftest import Machine


def test_it_works(machine: Machine, databases: Databases, tmp_path: Path, sized: Callable[[int, int], int]) -> None:
    if not sized(0, 1):
        pytest.skip("renders the models of two schemas: under `script/test --full`")
    newest = MigrationLoader(None).graph.leaf_nodes("scenes")[0]
    names = schema.of_program() - {newest}
    with machine(f"sqlite:///{tmp_path / 'old.sqlite3'}", tmp_path / "old"):
        registry = schema.models_with(names)
        schema.lay_bare(names, registry)
        registry.get_model("accounts.User").objects.create(username="ada", password=make_password(PASSWORD))
        made = making.make(tmp_path / "old.zip")
    with machine(databases.sqlite(), tmp_path / "new"):
        done = restore(made.path, replace=False, before=lambda: None, tell=lambda _fraction, _words: None)
        assert done.migrated and done.rows == made.rows
        assert User.objects.get().check_password(PASSWORD)
        assert schema.of_database() == schema.of_program()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM django_content_type WHERE app_label = 'scenes'")
            assert cursor.fetchone()[0] > 10, "what migrating makes for all models is there"
