"""The four modes, each read by a process of its own from nothing but its environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from config.frontend import ROOT

PRODUCTION = {
    "DJANGO_ENV": "production",
    "SECRET_KEY": "a key of more than fifty characters, which nobody guesses 0123456789",
    "ALLOWED_HOSTS": "table.example",
    "REDIS_URL": "redis://localhost:6379/0",
}
PRINTS = """
import json, sys
from config import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env={**clean, "DATA_DIR": str(folder), **environment},
        capture_output=True, text=True,
    )  # fmt: skip


def settings_of(folder: Path, *names: str, **environment: str) -> dict[str, Any]:
    done = run(folder, "-c", PRINTS, *names, **environment)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(("mode", "debug"), [("development", True), ("home", False), ("testing", False)])
def test_it_works(tmp_path: Path, mode: str, debug: bool) -> None:
    found = settings_of(tmp_path, "MODE", "DEBUG", "SESSION_COOKIE_SECURE", "DATABASES", DJANGO_ENV=mode)
    assert (found["MODE"], found["DEBUG"], found["SESSION_COOKIE_SECURE"]) == (mode, debug, False)
    assert found["DATABASES"]["default"]["ENGINE"].endswith("sqlite3")
    assert found["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_production_is_behind_tls(tmp_path: Path) -> None:
    names = ("DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")
    found = settings_of(tmp_path, *names, **PRODUCTION)
    assert found.pop("DEBUG") is False
    assert all(found.values())
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "REDIS_URL"])
def test_production_refuses_to_start_without(tmp_path: Path, missing: str) -> None:
    done = run(tmp_path, "-c", "import config.settings", **{**PRODUCTION, missing: ""})
    assert done.returncode != 0
    assert f"{missing} is not set" in done.stderr


def test_an_older_installations_variable_is_read(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "MODE", FLASK_ENV="home")["MODE"] == "home"
    assert settings_of(tmp_path, "MODE", FLASK_ENV="production", DJANGO_ENV="home")["MODE"] == "home"


def test_an_unknown_mode_is_named(tmp_path: Path) -> None:
    done = run(tmp_path, "-c", "import config.settings", DJANGO_ENV="staging")
    assert "'staging'; it must be one of development, home, production, testing" in done.stderr


def test_production_passes_the_deployment_check(tmp_path: Path) -> None:
    done = run(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_postgres_by_environment(tmp_path: Path) -> None:
    found = settings_of(
        tmp_path, "DATABASES", DATABASE_URL="postgres://u:p@db.example:5433/table", DATABASE_POOL_SIZE="7"
    )
    database = found["DATABASES"]["default"]
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "table")
    assert database["OPTIONS"]["pool"]["max_size"] == 7
    assert database["CONN_MAX_AGE"] == 0


def test_other_databases_are_refused(tmp_path: Path) -> None:
    done = run(tmp_path, "-c", "import config.settings", DATABASE_URL="mysql://u:p@db.example/table")
    assert "DATABASE_URL must begin with sqlite:// or postgres://" in done.stderr


def test_s3_and_redis_by_environment(tmp_path: Path) -> None:
    given = {"S3_BUCKET": "maps", "S3_ENDPOINT_URL": "https://s3.example", "REDIS_URL": "redis://layer.example/1"}
    found = settings_of(tmp_path, "STORAGES", "CHANNEL_LAYERS", **given)
    storage = found["STORAGES"]["default"]
    assert storage["BACKEND"] == "storages.backends.s3.S3Storage"
    assert storage["OPTIONS"]["bucket_name"] == "maps"
    assert storage["OPTIONS"]["endpoint_url"] == "https://s3.example"
    assert found["CHANNEL_LAYERS"]["default"]["CONFIG"]["hosts"] == ["redis://layer.example/1"]


def test_mail_by_environment(tmp_path: Path) -> None:
    found = settings_of(tmp_path, "EMAIL_HOST", "EMAIL_USE_TLS", EMAIL_URL="smtp+tls://me:word@mail.example:587")
    assert found == {"EMAIL_HOST": "mail.example", "EMAIL_USE_TLS": True}


def test_the_key_is_made_once_outside_production(tmp_path: Path) -> None:
    first = settings_of(tmp_path, "SECRET_KEY", DJANGO_ENV="home")
    assert len(first["SECRET_KEY"]) >= 50
    assert settings_of(tmp_path, "SECRET_KEY", DJANGO_ENV="home") == first
