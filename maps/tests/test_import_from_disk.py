"""An operator brings maps that lie on the server's disk: folders become folders, and a second time nothing comes twice."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import User
from maps.models import Map, MapFolder
from maps.tests.conftest import case, picture


def imported(command: str, *arguments: str) -> dict[str, Any]:
    out = StringIO()
    try:
        call_command(command, *arguments, "--owner", "ada", "--json", stdout=out)
    finally:
        told: dict[str, Any] = json.loads(out.getvalue()) if out.getvalue() else {}
    return told


@pytest.fixture
def atlas(tmp_path: Path) -> Path:
    place = tmp_path / "atlas"
    (place / "Keep" / "cellar").mkdir(parents=True)
    (place / "Inn [10x5].png").write_bytes(picture(200, 100))
    (place / "Keep" / "keep.dd2vtt").write_bytes(case("synthetic-origin.dd2vtt"))
    (place / "Keep" / "cellar" / "vault.webp").write_bytes(picture(120, 80, "WEBP"))
    (place / "readme.txt").write_text("Draw more maps.")
    (place / ".thumbs.png").write_bytes(picture())
    return place


def test_folders_become_folders(atlas: Path, ada: User) -> None:
    told = imported("import_maps", str(atlas))
    assert told["imported"] == ["Inn [10x5].png", "Keep/keep.dd2vtt", "Keep/cellar/vault.webp"]
    assert list(told["refused"]) == ["readme.txt"]
    found = {one.name: one for one in Map.objects.select_related("folder")}
    assert {name: str(one.folder or "") for name, one in found.items()} == {
        "Inn": "",
        "keep": "Keep",
        "vault": "cellar",
    }
    assert (found["Inn"].cell_width, found["keep"].source, found["vault"].tiling) == (20.0, "uvtt", "done")
    assert (len(imported("import_maps", str(atlas))["known"]), Map.objects.count()) == (3, 3)
    User.objects.filter(pk=ada.pk).update(storage_quota=10)
    (atlas / "new.png").write_bytes(picture(64, 64))
    with pytest.raises(CommandError, match="storage is full"):
        imported("import_maps", str(atlas))
    with pytest.raises(CommandError, match="not a directory"):
        imported("import_maps", str(atlas / "readme.txt"))


def test_universal_vtt_alone(atlas: Path, ada: User) -> None:
    keep, inn = str(atlas / "Keep" / "keep.dd2vtt"), str(atlas / "Inn [10x5].png")
    with pytest.raises(CommandError, match="2 of 3 files were refused"):
        imported("import_uvtt", keep, inn, str(atlas / "gone.uvtt"), "--folder", "Imports")
    (entry,) = Map.objects.all()
    assert (entry.name, str(entry.folder), len(entry.structure["doors"])) == ("keep", "Imports", 3)
    assert imported("import_uvtt", keep, "--folder", "Imports") == {
        "imported": [], "known": ["Imports/keep.dd2vtt"], "refused": {},
    }  # fmt: skip
    assert MapFolder.objects.count() == 1
