"""An operator replaces the server's key: nobody is signed out, unless the key has leaked."""

from __future__ import annotations

import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from rest_framework_simplejwt.backends import TokenBackend

from accounts import tokens
from accounts.models import User
from config import secret
from config.api.errors import Unauthenticated
from config.frontend import ROOT
from config.live.sessions import ended, signed_in_user
from config.version import VERSION
from rooms.models import Room
from scenes import displays
from scenes.models import Display

OLD, NEW = (
    "an old key, and long enough to sign tokens with SHA-256 0123",
    "a new key, and long enough to sign with 4567",
)


def rotated(settings: Any, *arguments: str) -> list[str]:
    """The keys as the server reads them at its next start."""
    call_command("rotate_secret", *arguments, stdout=StringIO())
    return secret.kept(Path(settings.DATA_DIR) / "secret_key")


def test_the_file_in_the_data_directory(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR, settings.BASE_DIR = tmp_path, tmp_path
    (first,) = secret.kept(tmp_path / "secret_key")
    settings.SECRET_KEY = first
    second, *earlier = rotated(settings)
    assert earlier == [first] != [second] and len(second) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = second, earlier
    third = rotated(settings)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = third[0], third[1:]
    assert third[1:] == [second, first] and len(rotated(settings)) == 3, "two earlier ones at most"
    settings.SECRET_KEY = secret.kept(tmp_path / "secret_key")[0]
    assert rotated(settings, "--forget") == [settings.SECRET_KEY]
    (fresh,) = rotated(settings, "--at-once")
    assert fresh != settings.SECRET_KEY
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_the_line_in_env(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR, settings.BASE_DIR, settings.SECRET_KEY = tmp_path, tmp_path, "abc" * 20
    with pytest.raises(CommandError, match="comes from the environment"):
        call_command("rotate_secret")
    env = tmp_path / ".env"
    env.write_text(f"PORT=8011\nSECRET_KEY={'abc' * 20}\nSECRET_KEY_FALLBACKS=x\n# the end\n")
    env.chmod(0o640)
    call_command("rotate_secret", stdout=StringIO())
    lines = env.read_text().splitlines()
    assert (lines[0], lines[2:]) == ("PORT=8011", [f"SECRET_KEY_FALLBACKS={'abc' * 20}", "# the end"])
    assert lines[1].startswith("SECRET_KEY=") and len(lines[1]) > 60 and env.stat().st_mode & 0o777 == 0o640
    settings.SECRET_KEY = "a, b"
    env.write_text("SECRET_KEY='a, b'\n")
    with pytest.raises(CommandError, match="--at-once"):
        call_command("rotate_secret")
    call_command("rotate_secret", "--at-once", stdout=StringIO())
    assert env.read_text().startswith("SECRET_KEY=") and "FALLBACKS" not in env.read_text()


@pytest.mark.django_db
def test_who_is_signed_in_stays_so_and_keeps_the_session(settings: Any, ada: User) -> None:
    settings.SECRET_KEY = OLD
    pages, sockets, lost = (Client() for _ in range(3))
    for client in (pages, sockets, lost):
        client.force_login(ada, backend="accounts.backends.NameOrEmail")
    keys = {name: str(client.session.session_key) for name, client in (("page", pages), ("socket", sockets))}
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert not ended(set(keys.values()))
    assert signed_in_user(keys["socket"]) == ada, "a socket comes back before its page asks anything"
    for client, key in ((pages, keys["page"]), (sockets, keys["socket"])):
        assert client.get("/api/v1/me").json()["data"]["username"] == "ada"
        assert client.session.session_key == key, "other requests and sockets of the browser carry it"
    settings.SECRET_KEY_FALLBACKS = []
    assert pages.get("/api/v1/me").status_code == sockets.get("/api/v1/me").status_code == 200, "it was signed anew"
    assert lost.get("/api/v1/me").status_code == 401, "who did not come meanwhile signs in again"


@pytest.mark.django_db
def test_tokens_and_codes_of_displays_go_on(settings: Any, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    pair = tokens.issue(ada)
    display, _code = Display.set_up(Room.open_by(ada, name="Crypt"), name="TV")
    invite = displays.invite_by(display, ada)
    code, before = displays.code_of(invite), settings.SECRET_KEY
    monkeypatch.setattr(tokens, "token_backend", TokenBackend("HS256", f"jwt:{NEW}"))
    settings.SECRET_KEY = NEW
    with pytest.raises(Unauthenticated):
        tokens.holder(pair.access)
    assert displays.code_of(invite) != code
    settings.SECRET_KEY_FALLBACKS, settings.JWT_FALLBACKS = [before], [f"jwt:{before}"]
    assert tokens.holder(pair.access)[0] == ada
    assert tokens.rotate(pair.refresh)[0] == ada
    assert displays.code_of(invite) == code


def test_the_version_is_said_without_a_setting(tmp_path: Path) -> None:
    shutil.copy(ROOT / "manage.py", tmp_path)
    (tmp_path / "config").mkdir()
    for name in ("__init__.py", "version.py"):
        shutil.copy(ROOT / "config" / name, tmp_path / "config")
    asked = [sys.executable, "manage.py", "--version"]
    said = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert said.startswith(f"Dreamtable {VERSION} (Python 3.")
    headings = [line for line in (ROOT / "CHANGELOG.md").read_text().splitlines() if line.startswith("## ")]
    assert headings[0].split()[1] == VERSION
