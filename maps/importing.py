"""Maps that lie on the server's disk come in as uploads do: told apart by content, re-encoded, cut into tiles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from accounts.library.from_disk import FromDisk
from config.api.errors import UnsupportedType
from config.files import images, uploads
from maps.intake import Upload
from maps.models import Map, MapFolder


def _take(path: Path, below: Path, owner: Any, sha256: str) -> Map:
    with uploads.workspace() as directory:
        return Upload(path, path.name, directory).keep(owner=owner, folder=None, sha256=sha256)


def _take_uvtt(path: Path, below: Path, owner: Any, sha256: str) -> Map:
    with uploads.workspace() as directory:
        upload = Upload(path, path.name, directory)
        if upload.parsed is None:
            raise UnsupportedType(_("This is not a Universal VTT file."))
        return upload.keep(owner=owner, folder=None, sha256=sha256)


MOST_BYTES = images.KINDS["map"].max_bytes
maps_from_disk = FromDisk(Map, MapFolder, MOST_BYTES, "Maps", _take)
uvtt_from_disk = FromDisk(Map, MapFolder, MOST_BYTES, "Maps", _take_uvtt)
