"""`script/run` serves a home network unless .env or the environment names another mode."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from config.frontend import ROOT


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "script" / "bootstrap.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.delenv("FLASK_ENV", raising=False)
    return module


@pytest.mark.parametrize(
    ("written", "mode"),
    [
        ("DJANGO_ENV=production\n", "production"),
        ("PORT=9000\nexport FLASK_ENV='production'\n", "production"),
        ("FLASK_ENV=production\nDJANGO_ENV=development\n", "development"),
        ("# DJANGO_ENV=production\n", ""),
    ],
)
def test_it_works(bootstrap: ModuleType, tmp_path: Path, written: str, mode: str) -> None:
    (tmp_path / ".env").write_text(written)
    assert bootstrap.mode_of_env_file() == mode


def test_without_a_file_nothing_is_named(bootstrap: ModuleType) -> None:
    assert bootstrap.mode_of_env_file() == ""
