"""What is kept until somebody says yes, and what they see of it before."""

from __future__ import annotations

import json
import shutil
import zipfile
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import StoredFile
from config.api.errors import NotFound
from config.files import images, uploads
from maps.models import Map
from maps.words import told
from rooms.viewer import Viewer
from scenes.archive.schema import Document
from scenes.archive.sounds import left_out
from scenes.imports.reading import Reading, read
from scenes.universes import at_hand

KIND = "scene-import"
KEPT = timedelta(hours=1)
MOST_BYTES = images.KINDS["map"].max_bytes


def keep(viewer: Viewer, upload: Any, picture: Any, map: Map | None) -> dict[str, Any]:
    """Reads the uploads, stores them for an hour, and says what would become of them."""
    with ExitStack() as files:
        directory = files.enter_context(uploads.workspace("import-"))
        spool = files.enter_context(uploads.spooled(upload, max_bytes=MOST_BYTES))
        beside = files.enter_context(uploads.spooled(picture, max_bytes=MOST_BYTES)) if picture is not None else None
        name = str(getattr(upload, "name", "") or "scene")[:250]
        reading = read(spool.path, name, directory, picture=beside.path if beside else None)
        meta = {"room": str(viewer.room.pk), "name": name, "map": str(map.pk) if map else None}
        packed = directory / "packed"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr("meta", json.dumps(meta))
            archive.write(spool.path, "file")
            if beside is not None:
                archive.write(beside.path, "picture")
        kept = uploads.Spool(packed, packed.stat().st_size)
        row = StoredFile.objects.store(
            packed, owner=viewer.user, kind=KIND, sha256=kept.sha256, size=kept.size,
            content_type="application/zip", extension="zip",
        )  # fmt: skip
        return preview(reading, row, map)


def preview(reading: Reading, kept: StoredFile, map: Map | None) -> dict[str, Any]:
    """What a person decides by. `lines` are the walls in pixels of the picture, `lights` circles [x, y, radius]."""
    structure = reading.structure
    if structure is not None and map is not None:
        structure = structure.fitted_to(map.width, map.height)
    return {
        "id": kept.pk,
        "format": reading.format,
        "name": reading.name,
        "size": {"width": structure.width, "height": structure.height} if structure else None,
        "grid": _grid(reading.document),
        "counts": _counts(reading.document),
        "report": told((structure.report if structure else reading.report) | left_out_of(reading, kept.owner)),
        "picture": _picture_of(reading, map),
        "picture_name": (structure.picture if structure else "").rsplit("/", 1)[-1],
        "maps": [one.name for one in reading.document.maps if one.name],
        "lines": structure.lines() if structure else [],
        "lights": [[light.x, light.y, light.dim] for light in structure.lights] if structure else [],
        "expires_at": kept.created_at + KEPT,
    }


def left_out_of(reading: Reading, user: Any) -> dict[str, int]:
    """The report's lines about sounds, and a universe, that the user would not have."""
    place, lost = reading.document.universe, {}
    if place is not None and at_hand(user, place.id) is None:
        lost = {"universe_missing": 1}
    elif place is not None and place.own is not None and at_hand(user, place.own) is None:
        lost = {"own_world_missing": 1}
    return lost | left_out(user, reading.document, reading.document.files if reading.archive else ())


def _picture_of(reading: Reading, map: Map | None) -> str:
    """Where the picture comes from: "map", "sent", "drawn", "embedded", or "missing"."""
    if map is not None:
        return "map"
    if reading.archive is not None:
        return "embedded"
    if reading.picture is None:
        return "missing"
    if not reading.embedded:
        return "sent"
    return "drawn" if reading.format == "watabou" else "embedded"


def _grid(document: Document) -> dict[str, Any]:
    fields = msgspec.structs.asdict(document.scene)
    return {name.removeprefix("grid_"): value for name, value in fields.items() if name.startswith("grid_")}


def _counts(document: Document) -> dict[str, int]:
    kinds = [wall.kind for wall in document.walls]
    doors = sum(kind in ("door", "secret") for kind in kinds)
    lists = ("maps", "lights", "tokens", "areas", "drawings", "handouts", "encounters", "emitters")
    return {
        "walls": len(kinds) - doors - kinds.count("window"),
        "doors": doors,
        "windows": kinds.count("window"),
        "notes": len(document.map_notes),
        "fog": len(document.fog_shapes),
        "combatants": sum(len(one.combatants) for one in document.encounters),
        **{name: len(getattr(document, name)) for name in lists},
    }


class Waiting:
    """A kept import of this person in this room. Raises NotFound for any other."""

    def __init__(self, viewer: Viewer, id: UUID, directory: Path) -> None:
        self.viewer, self.directory = viewer, directory
        self.row: StoredFile = StoredFile.objects.filter(kind=KIND).seen(viewer.user, pk=id)
        packed = directory / "kept"
        with default_storage.open(self.row.key, "rb") as source, open(packed, "wb") as target:
            shutil.copyfileobj(source, target, uploads.BLOCK)
        with zipfile.ZipFile(packed) as archive:
            self.meta = json.loads(archive.read("meta"))
            if self.meta["room"] != str(viewer.room.pk):
                raise NotFound()
            # Ours, and named by us.
            self.path, self.picture = directory / "file", None
            self._take(archive, "file", self.path)
            if "picture" in archive.namelist():
                self.picture = directory / "picture"
                self._take(archive, "picture", self.picture)

    @staticmethod
    def _take(archive: zipfile.ZipFile, name: str, target: Path) -> None:
        with archive.open(name) as source, open(target, "wb") as out:
            shutil.copyfileobj(source, out, uploads.BLOCK)

    def read(self) -> Reading:
        return read(self.path, self.meta["name"], self.directory, picture=self.picture)

    def map(self, chosen: UUID | None) -> Map | None:
        """The map of the library that was chosen now or at the upload."""
        id = chosen or (UUID(self.meta["map"]) if self.meta["map"] else None)
        return Map.objects.with_files().seen(self.viewer.user, pk=id) if id else None


def forget() -> int:
    """Removes what nobody has confirmed within the hour. Returns how many."""
    gone = 0
    for row in StoredFile.objects.filter(kind=KIND, created_at__lt=timezone.now() - KEPT):
        row.delete()
        gone += 1
    return gone
