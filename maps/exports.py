"""A map of the library to take home: as Universal VTT, with its picture, walls, doors and lights."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.utils.text import slugify
from django.utils.translation import gettext as _

from config.api.errors import Conflict, NotFound
from maps.formats import structure as neutral
from maps.formats import uvtt_neutral, uvtt_writer
from maps.models import Map

BLOCK = 3 * 64 * 1024
"""A multiple of 3, so that blocks of a picture are base64 of their own (see `uvtt_writer.write`)."""


def structure_of(entry: Map) -> neutral.Structure:
    """The map in the neutral form, in pixels of its picture."""
    ambient = entry.structure.get("ambient") or neutral.FULL_BRIGHT
    return neutral.Structure(
        format="uvtt",
        name=entry.name,
        width=entry.width,
        height=entry.height,
        grid=neutral.Grid(
            type=entry.grid_type,
            size=entry.cell_width,
            size_y=entry.cell_height,
            offset_x=entry.offset_x,
            offset_y=entry.offset_y,
        ),
        ambient=ambient,
        walls=uvtt_neutral.walls_of(entry.structure),
        lights=uvtt_neutral.lights_of(entry.structure),
    )


def universal(entry: Map) -> Iterator[bytes]:
    """The file, in blocks. Raises Conflict for a video, which the format does not know, NotFound for a lost picture."""
    if entry.media == Map.Media.VIDEO:
        raise Conflict(_("Universal VTT knows no videos: this map is one."), code="video")
    if not default_storage.exists(entry.picture.key):
        raise NotFound(_("The picture of this map is gone."))
    return _written(entry)


def _written(entry: Map) -> Iterator[bytes]:
    with default_storage.open(entry.picture.key, "rb") as picture:
        yield from uvtt_writer.write(structure_of(entry), iter(lambda: picture.read(BLOCK), b""))


def filename(entry: Map) -> str:
    return f"{slugify(entry.name, allow_unicode=True) or 'map'}.uvtt"
