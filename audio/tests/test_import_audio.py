"""An operator brings a directory of sounds: folders become folders, and a second time nothing comes twice."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import User
from audio.models import SoundFolder, Track
from audio.tests.conftest import case


def imported(directory: Path, owner: str = "ada", *more: str) -> Any:
    out = StringIO()
    call_command("import_audio", str(directory), "--owner", owner, *more, stdout=out)
    return out.getvalue()


@pytest.fixture
def sounds(tmp_path: Path) -> Path:
    place = tmp_path / "sounds"
    for path, name in (
        ("loop/Weather/rain_on_slate.mp3", "cbr.mp3"),
        ("oneshot/door.flac", "flac1sMono.flac"),
        ("Music/theme.ogg", "composer.ogg"),
        ("blip.wav", "16bit_pcm.wav"),
        ("loop/.hidden.mp3", "cbr.mp3"),
        ("/".join("abcdefghijk") + "/deep.wav", "16bit_pcm.wav"),
    ):
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(case(name))
    (place / "empty").mkdir()
    (place / "empty" / "cover.mp3").write_bytes(b"<html>")
    (place / "oneshot" / "secret.mp3").symlink_to(place / "blip.wav")
    return place


def test_folders_become_folders(sounds: Path, ada: User) -> None:
    told = json.loads(imported(sounds, "ada", "--json"))
    assert told["imported"] == ["blip.wav", "Music/theme.ogg", "loop/Weather/rain_on_slate.mp3", "oneshot/door.flac"]
    assert sorted(told["refused"]) == ["a/b/c/d/e/f/g/h/i/j/k/deep.wav", "empty/cover.mp3"]
    assert {(one.name, one.kind, str(one.folder or "")) for one in Track.objects.select_related("folder")} == {
        ("rain on slate", "loop", "Weather"),
        ("door", "one_shot", "oneshot"),
        ("theme", "music", "Music"),
        ("blip", "one_shot", ""),
    }
    assert set(SoundFolder.objects.values_list("name", flat=True)) == {"loop", "Weather", "oneshot", "Music"}
    again = json.loads(imported(sounds, "ada", "--json"))
    assert (again["imported"], len(again["known"]), Track.objects.count()) == ([], 4, 4)
    assert "0 imported, 4 known already, 2 refused" in imported(sounds)


def test_what_cannot_be_done_is_said(sounds: Path, ada: User) -> None:
    for directory, owner in ((sounds / "nowhere", "ada"), (sounds, "nobody")):
        with pytest.raises(CommandError):
            imported(directory, owner)
    User.objects.filter(pk=ada.pk).update(storage_quota=10)
    with pytest.raises(CommandError, match="storage is full"):
        imported(sounds)
    assert not Track.objects.exists()
