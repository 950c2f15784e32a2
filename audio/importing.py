"""Sounds that lie on the server's disk: in a folder called loop, oneshot or music (or the like) they become that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from accounts.library.from_disk import FromDisk
from audio.intake import kind_in, take_in
from audio.models import SoundFolder, Track
from config.files import tracks


def _take(path: Path, below: Path, owner: Any, sha256: str) -> Track:
    # The innermost folder that says what its sounds are for.
    kind = next((found for name in reversed(below.parts[:-1]) if (found := kind_in(name))), "")
    return take_in(path, path.name, owner=owner, folder=None, sha256=sha256, kind=kind)


sounds_from_disk = FromDisk(Track, SoundFolder, tracks.MAX_BYTES, "Sounds", _take)
