"""Whoever may see a placed map may fetch its picture: members by their sign-in, displays by the code they opened."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponseBase

from config.api.errors import NotFound
from config.files.ranges import serve
from rooms.viewer import Viewer
from scenes.models import Display, PlacedMap

DISPLAYS = "displays"


def remember_display(request: HttpRequest, display: Display) -> None:
    """A display has no login: its browser's session holds which displays it may be."""
    request.session[DISPLAYS] = sorted({*request.session.get(DISPLAYS, []), str(display.pk)})[-20:]


def placed_picture(request: Any, scene: UUID, placed_map: UUID) -> HttpResponseBase:
    """The picture of a placed map. NotFound for whom the map is hidden from, at once when it is hidden.

    Its ETag is the stored file's random id: a content hash would tell what the picture is.
    """
    placed = PlacedMap.objects.filter(pk=placed_map, scene=scene).select_related("map__picture", "scene__room").first()
    if placed is None or not _may_see(request, placed):
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


def _may_see(request: Any, placed: PlacedMap) -> bool:
    room, this = placed.scene.room, PlacedMap.objects.filter(pk=placed.pk)
    if request.user.is_authenticated:
        viewer = Viewer.entering(room, request.user)
        if viewer is not None and this.visible_to(viewer).exists():
            return True
    shown = request.session.get(DISPLAYS, []) if hasattr(request, "session") else []
    return (
        bool(shown)
        and Display.objects.filter(pk__in=shown, room=room).exists()
        and this.visible_to(Viewer.display(room)).exists()
    )
