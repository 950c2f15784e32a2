"""Whoever may see a placed map may fetch what they see of it: members by their sign-in, displays by the code they opened.

A still picture is cut into tiles, and a player gets the tiles of what their side knows. Its whole picture is for those
who lead; moving pictures and videos cannot be cut and are whole for everybody who sees the map.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import HttpResponse, HttpResponseBase

from config.api.errors import NotFound
from config.files.ranges import HEADERS, serve
from maps.models import Map
from rooms.viewer import Viewer
from scenes.eyes import askers, eyes_of, through
from scenes.models import PlacedMap
from scenes.sight import seen_by
from scenes.tiles import SIZE, Tiles


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
        "url": f"/api/v1/scenes/{placed.scene_id}/maps/{placed.pk}/tiles/{eyes_of(viewer, placed.scene)}/{{z}}/{{x}}/{{y}}",
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
    """Who the asker may be in the map's room and sees the map."""
    for viewer in askers(request, placed.scene.room):
        if _sees(viewer, placed):
            yield viewer


def _sees(viewer: Viewer, placed: PlacedMap) -> bool:
    return PlacedMap.objects.filter(pk=placed.pk).visible_to(viewer).exists()


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


def _through(asker: Viewer, eyes: str, placed: PlacedMap) -> Viewer | None:
    """The viewer whose knowledge a tile is cut by; None when these eyes are not the asker's to look through."""
    viewer = through(asker, eyes, placed.scene)
    return viewer if viewer is not None and (viewer is asker or _sees(viewer, placed)) else None
