"""Whoever may see a placed map may fetch what they see of it: members by their sign-in, displays by the code they opened.

A still picture is cut into tiles, and a player gets the tiles of what their side knows. Its whole picture is for those
who lead; moving pictures and videos cannot be cut and are whole for everybody who sees the map.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from config.api.errors import NotFound
from config.files.ranges import HEADERS, serve
from maps.models import Map
from rooms.viewer import WATCH, Viewer, own_sight
from scenes.models import Display, PlacedMap, Scene, Vision
from scenes.sight import seen_by
from scenes.tiles import SIZE, Tiles

DISPLAYS = "displays"
HEX = re.compile(r"\A[0-9a-f]{32}\Z")
LEADS, ALL = "gm", "all"
"""As whom tiles are asked for, in their address: who leads, who sees what all players see; else a user's id in hex.

It is in the address because one browser may be two viewers: the game master's page and, beside it, a display's.
"""


def remember_display(request: HttpRequest, display: Display) -> None:
    """A display has no login: its browser's session holds which displays it may be."""
    request.session[DISPLAYS] = sorted({*request.session.get(DISPLAYS, []), str(display.pk)})[-20:]


def placed_picture(request: Any, scene: UUID, placed_map: UUID) -> HttpResponseBase:
    """The whole picture of a placed map. NotFound for whom the map is hidden from, at once when it is hidden, and for
    players from whom a part of it may be withheld.

    Its ETag is the stored file's random id: a content hash would tell what the picture is.
    """
    placed = _placed(scene, placed_map)
    if not any(_whole(viewer, placed) for viewer in viewers_of(request, placed)):
        raise NotFound()
    picture = placed.map.picture
    extension = picture.key.rsplit(".", 1)[-1]
    return serve(
        request,
        default_storage,
        picture.key,
        content_type=picture.content_type,
        filename=f"map.{extension}",
        etag=picture.pk.hex,
    )


def placed_tile(request: Any, scene: UUID, placed_map: UUID, eyes: str, place: tuple[int, int, int]) -> HttpResponse:
    """The tile at `place` (level, column, row) as seen through `eyes`; 204 where nothing of it is known. NotFound for
    whom the map is hidden from, and for eyes that are not the asker's.
    """
    placed = _placed(scene, placed_map)
    viewer = next((viewer for asker in viewers_of(request, placed) if (viewer := _through(asker, eyes, placed))), None)
    if viewer is None or placed.map.tiles is None:
        raise NotFound()
    seen = seen_by(viewer, placed.scene)
    tiles = Tiles(placed, placed.map.tiles, None if seen.everything else seen.mask)
    tile = tiles.tile(*place, unless=request.headers.get("If-None-Match", "").removeprefix("W/").strip('"'))
    if tile is None:
        answer = HttpResponse(status=204)
    elif not tile.content:
        answer = HttpResponse(status=304, headers={"ETag": f'"{tile.etag}"'})
    else:
        answer = HttpResponse(tile.content, content_type=tile.content_type, headers={"ETag": f'"{tile.etag}"'})
    # What a player knows changes under the same address; those who lead always see all of it.
    answer.headers["Cache-Control"] = "private, max-age=3600" if viewer.leads else "private, no-cache"
    for name in ("Vary", "X-Content-Type-Options", "Cross-Origin-Resource-Policy"):
        answer.headers[name] = HEADERS[name]
    return answer


def tiles_data(viewer: Viewer, placed: PlacedMap) -> dict[str, Any] | None:
    """How a viewer's page asks for the map's tiles; None for a map without any."""
    map = placed.map
    if map.tiles_id is None:
        return None
    return {
        "url": f"/api/v1/scenes/{placed.scene_id}/maps/{placed.pk}/tiles/{_eyes(viewer, placed.scene)}/{{z}}/{{x}}/{{y}}",
        "size": SIZE,
        "levels": map.levels,
        "version": map.tiles_id.hex[:8],
    }


def whole_url(viewer: Viewer, placed: PlacedMap) -> str | None:
    """Where the whole picture is; None for whom it is not meant. The version is of the stored file's random id: it says
    nothing of the picture's content or name.
    """
    map = placed.map
    if not viewer.leads and map.media == Map.Media.PICTURE and map.tiles_id is not None:
        return None
    return f"/api/v1/scenes/{placed.scene_id}/maps/{placed.pk}/picture?v={map.picture_id.hex[:8]}"


def viewers_of(request: Any, placed: PlacedMap) -> Iterator[Viewer]:
    """Who the asker may be in the map's room and sees the map: the member, and the displays their browser has open."""
    room, this = placed.scene.room, PlacedMap.objects.filter(pk=placed.pk)
    if request.user.is_authenticated:
        viewer = Viewer.entering(room, request.user)
        if viewer is not None and this.visible_to(viewer).exists():
            yield viewer
    shown = request.session.get(DISPLAYS, []) if hasattr(request, "session") else []
    if shown and this.visible_to(Viewer.display(room)).exists():
        for display in Display.objects.filter(pk__in=shown, room=room):
            yield Viewer.display(room, eyes=display.eyes_id)


def _placed(scene: UUID, placed_map: UUID) -> PlacedMap:
    found = PlacedMap.objects.filter(pk=placed_map, scene=scene)
    placed = found.select_related("map__picture", "map__tiles", "scene__room").first()
    if placed is None:
        raise NotFound()
    return placed


def _whole(viewer: Viewer, placed: PlacedMap) -> bool:
    """Whether the viewer may have the picture as a file: a still one only while nothing of it is withheld from them."""
    if viewer.leads or placed.map.media != Map.Media.PICTURE:
        return True
    return placed.map.tiles_id is None and seen_by(viewer, placed.scene).everything


def _eyes(viewer: Viewer, scene: Scene) -> str:
    if viewer.leads:
        return LEADS
    return viewer.eyes.hex if viewer.eyes and scene.vision == Vision.OWN else ALL


def _through(asker: Viewer, eyes: str, placed: PlacedMap) -> Viewer | None:
    """The viewer whose knowledge a tile is cut by; None when these eyes are not the asker's to look through."""
    if _eyes(asker, placed.scene) == eyes:
        return asker
    if not asker.leads or eyes == LEADS:
        return None
    # Who leads may look as any side does, but as a player sees it, not as they themselves.
    own = placed.scene.vision == Vision.OWN
    if eyes == ALL:
        viewer = Viewer.audience(asker.room, WATCH if own else "open")
    elif own and HEX.match(eyes):
        viewer = Viewer.audience(asker.room, own_sight(UUID(eyes)))
    else:
        return None
    seen = PlacedMap.objects.filter(pk=placed.pk).visible_to(viewer).exists()
    return viewer if seen else None
