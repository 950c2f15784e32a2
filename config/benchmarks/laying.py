"""What `benchmark page` looks at, laid on the server's own database by its `manage.py shell`."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from accounts.models import StoredFile
from config.files import tile_file
from config.files.tile_file import Place, Pyramid
from config.testing.cast import person
from maps.models import Map
from rooms.live import perform
from rooms.models import Member, Room
from rooms.viewer import Viewer
from scenes.models import Token

TOKENS, WALLS, CELL, COLUMNS = 500, 2_000, 70, 60
SIDE = 16_384


def everything() -> None:
    """Prints the ids of the room with the battle and of the room with the map; Ada leads both."""
    ada = person("ada", is_game_master=True)
    print(battle(ada), large_map(ada))


def battle(ada: Any) -> Any:
    """A room whose scene has 500 tokens, one every other cell of 70 px, and 2,000 walls along the lines of the grid."""
    room, lead, scene = _scene(ada, "The Great Battle")
    perform(lead, "scene.update", {"scene": scene, "grid": {"size": CELL, "size_y": CELL}})
    lines = [
        {"x1": x * CELL, "y1": y * CELL, "x2": (x + (x + y) % 2) * CELL, "y2": (y + (x + y + 1) % 2) * CELL}
        for number in range(WALLS)
        for x, y in [divmod(number * 7 % (COLUMNS * 40), 40)]
    ]
    for first in range(0, WALLS, 500):
        perform(lead, "wall.create", {"scene": scene, "walls": lines[first : first + 500]})
    tokens = []
    for number in range(TOKENS):
        row, column = divmod(number, 25)
        place = {"x": (column * 2 + 0.5) * CELL, "y": (row * 2 + 0.5) * CELL}
        side = ("neutral", "ally", "enemy")[number % 3]
        tokens.append(Token(scene_id=scene, name=f"Soldier {number + 1}", disposition=side, **place))
    Token.objects.bulk_create(tokens)
    return room.pk


def large_map(ada: Any) -> Any:
    """A room whose scene has a map of 16,384 px in tiles. All tiles are one picture: that of each is sent and drawn anew,
    and nobody has to wait until two hundred million different pixels are coded.
    """
    room, lead, scene = _scene(ada, "The Great Map")
    content = _tiles()
    files = {
        kind: StoredFile.objects.create(
            owner=ada, kind=kind, sha256="0" * 64, size=len(content), content_type="application/octet-stream",
            key=default_storage.save(f"{kind}/benchmark/{kind}", ContentFile(content if kind == "map-tiles" else b"-")),
        )
        for kind in ("map", "map-thumbnail", "map-tiles")
    }  # fmt: skip
    map = Map.objects.create(
        owner=ada, name="The Realm", picture=files["map"], thumbnail=files["map-thumbnail"], tiles=files["map-tiles"],
        width=SIDE, height=SIDE, levels=Pyramid(SIDE, SIDE).levels, tiling=Map.Tiling.DONE,
    )  # fmt: skip
    perform(lead, "map.place", {"scene": scene, "map": str(map.pk), "hidden": False})
    return room.pk


def _scene(ada: Any, name: str) -> tuple[Room, Viewer, str]:
    room = Room.open_by(ada, name=name)
    lead = Viewer.of(room, Member.objects.get(room=room, user=ada), user=ada)
    return room, lead, str(perform(lead, "scene.create", {"name": "Field"}).made[0].pk)


def _tiles() -> bytes:
    """A container as the library makes it: JPEG at full size, lossless above."""
    down, across = np.mgrid[0 : tile_file.SIZE, 0 : tile_file.SIZE]
    grain = np.random.default_rng(1).integers(0, 30, (tile_file.SIZE, tile_file.SIZE, 3))
    picture = Image.fromarray(((down[..., None] // 3 + across[..., None] // 5) % 190 + grain).astype(np.uint8))
    coded = []
    for format, options in (("JPEG", {"quality": 92, "subsampling": 0}), ("WEBP", {"lossless": True, "quality": 0})):
        out = io.BytesIO()
        picture.save(out, format, **options)  # type: ignore[arg-type]
        coded.append(out.getvalue())
    pyramid = Pyramid(SIDE, SIDE)
    first = len(tile_file.head(pyramid, alpha=False, places=[Place(0, 0, 0)] * pyramid.total))
    whole, halved = Place(first, len(coded[0]), 0), Place(first + len(coded[0]), len(coded[1]), 0)
    across_level, down_level = pyramid.tiles(0)
    places = [whole] * (across_level * down_level)
    places += [halved] * (pyramid.total - len(places))
    return b"".join([tile_file.head(pyramid, alpha=False, places=places), *coded])
