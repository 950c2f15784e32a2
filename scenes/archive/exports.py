"""A scene to take home: as an archive of ours, as its document alone, or as Universal VTT."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from django.core.files.storage import default_storage
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import StoredFile
from audio.models import Track
from config.api.errors import NotFound
from config.files import uploads
from maps.formats import uvtt, uvtt_writer
from maps.formats.structure import MAX_PICTURE_SIDE, Structure, moved_by
from maps.models import Map
from scenes.archive.container import BLOCK, written
from scenes.archive.neutral import Placement, structure
from scenes.archive.schema import Document
from scenes.archive.writing import document_of
from scenes.models import PlacedMap, Scene

CARRIED_SOUNDS = 200 * 1024 * 1024
"""So many bytes of sounds an archive takes along, in the order of the document; a long playlist must not make it larger
than what can be imported again. Of others it has the names, and finds them where they are."""
PLAIN_CELLS = 20
"""Cells around the middle, of a scene without anything in it."""


def archive(scene: Scene) -> Iterator[bytes]:
    document, files = _named(scene)
    # A picture whose object is lost leaves a gap, and not a broken archive.
    there = {name: file for name, file in _carried(files) if default_storage.exists(file.key)}
    yield from written(document, there, default_storage)


def _carried(files: dict[str, StoredFile]) -> Iterator[tuple[str, StoredFile]]:
    """All pictures, and sounds up to CARRIED_SOUNDS."""
    left = CARRIED_SOUNDS
    for name, file in files.items():
        if name.startswith("sounds/"):
            if file.size > left:
                continue
            left -= file.size
        yield name, file


def plain(scene: Scene) -> Iterator[bytes]:
    """The document alone: its maps, pictures and sounds are named, and are not in it."""
    yield msgspec.json.format(msgspec.json.encode(_named(scene)[0]), indent=1)


def universal(scene: Scene) -> Iterator[bytes]:
    """Universal VTT on the picture of the lowest map. Where walls or lights lie wholly beside it, which a reader leaves
    out, it is widened with the scene's background; a scene without a map gets a plain picture.
    """
    document = _named(scene)[0]
    lowest = scene.placed_maps.exclude(map__media=Map.Media.VIDEO).select_related("map__picture").first()
    with uploads.workspace("export-") as directory:
        frame, path = _picture(scene, lowest, document, directory)
        with open(path, "rb") as picture:
            yield from uvtt_writer.write(frame, iter(lambda: picture.read(BLOCK), b""))


FORMATS: dict[str, tuple[Callable[[Scene], Iterator[bytes]], str, str]] = {
    "zip": (archive, "dreamtable.zip", "application/zip"),
    "json": (plain, "json", "application/json"),
    "uvtt": (universal, "uvtt", "application/json"),
}
"""By name: the blocks, the ending of the file's name, its content type."""


def filename(scene: Scene, extension: str) -> str:
    return f"{slugify(scene.name, allow_unicode=True) or 'scene'}.{extension}"


def _named(scene: Scene) -> tuple[Document, dict[str, StoredFile]]:
    """The document with its files named in order."""
    files: dict[str, StoredFile] = {}
    names: dict[Any, str] = {}

    def name_of(thing: Any) -> str:
        match thing:
            case Map():
                file, folder = thing.picture, "maps"
            case Track():
                file, folder = thing.file, "sounds"
            case _:
                file, folder = thing, "pictures"
        if thing.pk not in names:
            names[thing.pk] = f"{folder}/{len(files) + 1}.{file.key.rsplit('.', 1)[-1]}"
            files[names[thing.pk]] = file
        return names[thing.pk]

    return document_of(scene, name_of), files


def _picture(scene: Scene, lowest: PlacedMap | None, document: Document, directory: Path) -> tuple[Structure, Path]:
    """The scene's structure in the frame of its picture, and the picture."""
    if lowest is None:
        size = PLAIN_CELLS * scene.grid_size
        return _widened(structure(document, Placement(0, 0, 1, 0, size, size)), None, scene.background, directory)
    map = lowest.map
    if not default_storage.exists(map.picture.key):
        raise NotFound(_("The picture of this map is gone."))
    path = directory / f"map.{map.picture.key.rsplit('.', 1)[-1]}"
    with default_storage.open(map.picture.key, "rb") as source, open(path, "wb") as target:
        shutil.copyfileobj(source, target, BLOCK)
    where = Placement(lowest.x, lowest.y, lowest.scale, lowest.rotation, map.width, map.height)
    return _widened(structure(document, where), path, scene.background, directory)


def _widened(found: Structure, path: Path | None, background: str, directory: Path) -> tuple[Structure, Path]:
    """Left and top in whole cells, so that the grid stays where it lies."""
    cell, size = found.grid.size, (found.width, found.height)
    walls = [wall for wall in found.walls if not uvtt.touches(*size, wall.line)]
    lights = [one for one in found.lights if not uvtt.shines_in(*size, one.x, one.y, one.dim)]
    if path is not None and not (walls or lights):
        return found, path
    across = [0.0, found.width, *(x for wall in walls for x in (wall.x1, wall.x2)), *(one.x for one in lights)]
    down = [0.0, found.height, *(y for wall in walls for y in (wall.y1, wall.y2)), *(one.y for one in lights)]
    left, top = (-int(min(values) // cell) * cell for values in (across, down))
    width = min(max(across) + left, MAX_PICTURE_SIDE)
    height = min(max(down) + top, MAX_PICTURE_SIDE)
    frame = moved_by(found, left, top, round(width), round(height))
    target = directory / "widened.png"
    _embed(path, target, (round(left), round(top), round(width), round(height)), background)
    return frame, target


def _embed(path: Path | None, target: Path, place: tuple[int, int, int, int], background: str) -> None:
    """The picture at `place` (left, top, width, height) on a plain one; read and written in strips."""
    import pyvips  # the library behind it is loaded where pictures are made, not with the server

    left, top, width, height = place
    colour = [int(background[at : at + 2], 16) for at in (1, 3, 5)]
    if path is None:
        picture = pyvips.Image.black(width, height, bands=3).new_from_image(colour).cast("uchar")
    else:
        picture = pyvips.Image.new_from_file(str(path), access="sequential").colourspace("srgb")
        if picture.hasalpha():
            picture = picture.flatten(background=colour)
        picture = picture.embed(left, top, width, height, extend="background", background=colour)
    picture.copy(interpretation="srgb").pngsave(str(target), compression=6)
