"""A small picture of a scene: its maps as they lie. Made of their thumbnails, so that it costs little and says little.

Those who lead see the whole composition; others only of the scene on the table, without hidden maps, and only where no
wall, darkness or fog is in their way: whoever sees a part has the map itself, cut to what they know, and no thumbnail.
"""

from __future__ import annotations

import hashlib
import io
import math
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.core.files.storage import default_storage
from PIL import Image

from rooms.viewer import Viewer
from scenes.models import PlacedMap, Scene
from scenes.sight import seen_by

WIDTH, HEIGHT = 480, 270
KEPT_SECONDS = 24 * 3600
VERSION = 1
"""Of how they are made: another one makes all anew."""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    etag: str
    content: bytes


def thumbnail(viewer: Viewer, scene: Scene, *, unless: str = "") -> Thumbnail | None:
    """None where there is nothing to show to this viewer. Without content when the asker's tag is its tag still."""
    if not viewer.leads and not (scene.active and seen_by(viewer, scene).everything):
        return None
    placed = list(PlacedMap.objects.filter(scene=scene).select_related("map__thumbnail"))
    shown = [one for one in placed if viewer.leads or not one.hidden]
    if not shown:
        return None
    etag = _etag(scene, shown)
    if etag == unless:
        return Thumbnail(etag, b"")
    content = cache.get(f"scene-thumbnail:{etag}")
    if content is None:
        content = _drawn(scene, shown)
        cache.set(f"scene-thumbnail:{etag}", content, KEPT_SECONDS)
    return Thumbnail(etag, content)


def _etag(scene: Scene, shown: list[PlacedMap]) -> str:
    """Follows from what is shown and nothing else; the files are named by their random ids."""
    places = [
        (one.map.thumbnail_id.hex, one.x, one.y, one.scale, one.rotation, one.opacity, one.map.width, one.map.height)
        for one in shown
    ]
    words = repr((VERSION, scene.pk.hex, scene.background, places))
    return hashlib.blake2s(words.encode(), digest_size=16).hexdigest()


def _corners(one: PlacedMap) -> list[tuple[float, float]]:
    width, height, turn = one.map.width * one.scale, one.map.height * one.scale, math.radians(one.rotation)
    middle = (one.x + width / 2, one.y + height / 2)
    sides = [(width / 2 * across, height / 2 * down) for across in (-1, 1) for down in (-1, 1)]
    return [
        (middle[0] + x * math.cos(turn) - y * math.sin(turn), middle[1] + x * math.sin(turn) + y * math.cos(turn))
        for x, y in sides
    ]


def _drawn(scene: Scene, shown: list[PlacedMap]) -> bytes:
    points = [point for one in shown for point in _corners(one)]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width, height = max(x for x, _ in points) - left, max(y for _, y in points) - top
    factor = min(WIDTH / max(width, 1), HEIGHT / max(height, 1))
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    picture = Image.new("RGB", size, scene.background)
    for one in shown:
        middle = [
            (one.x + one.map.width * one.scale / 2 - left) * factor,
            (one.y + one.map.height * one.scale / 2 - top) * factor,
        ]
        small = _turned(one, factor)
        if small is not None:
            picture.paste(small, (round(middle[0] - small.width / 2), round(middle[1] - small.height / 2)), small)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=80)
    return out.getvalue()


def _turned(one: PlacedMap, factor: float) -> Any:
    """The map's own thumbnail in the size and way it lies; None when its file is gone."""
    try:
        with default_storage.open(one.map.thumbnail.key, "rb") as file:
            small: Any = Image.open(io.BytesIO(file.read())).convert("RGBA")
    except OSError:
        return None
    size = [max(1, round(side * one.scale * factor)) for side in (one.map.width, one.map.height)]
    small = small.resize((min(size[0], WIDTH * 2), min(size[1], HEIGHT * 4)))
    if one.opacity < 1:
        small.putalpha(small.getchannel("A").point(lambda alpha: round(alpha * one.opacity)))
    # Pillow turns against the clock, a page with it.
    return small.rotate(-one.rotation, expand=True) if one.rotation else small
