"""The mask of what is explored, as a picture for whoever it was explored by: members by their sign-in, displays by the code
they opened."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from config.api.errors import NotFound
from config.files.ranges import HEADERS
from rooms.viewer import Viewer
from scenes.eyes import askers, through
from scenes.models import Scene
from scenes.sight import seen_by


def explored_picture(request: HttpRequest, scene_id: UUID, eyes: str) -> HttpResponse:
    """PNG, one pixel a cell of the mask, white where it is known. NotFound for whom the scene is not on the table, for
    eyes that are not the asker's, and where everything is known.

    The tag follows from what is known alone: two audiences that know the same get the same.
    """
    scene = Scene.objects.select_related("room").filter(pk=scene_id).first()
    viewer = _asking(request, scene, eyes) if scene is not None else None
    seen = seen_by(viewer, scene) if viewer is not None and scene is not None else None
    if seen is None or seen.mask is None:
        raise NotFound()
    place = f"{seen.mask.cell} {seen.mask.left} {seen.mask.top} {seen.mask.width} {seen.mask.height}"
    tag = hashlib.blake2s(place.encode() + seen.mask.packed().encode(), digest_size=16).hexdigest()
    if request.headers.get("If-None-Match", "").removeprefix("W/").strip('"') == tag:
        answer = HttpResponse(status=304)
    else:
        answer = HttpResponse(seen.mask.png(), content_type="image/png")
    answer.headers["ETag"], answer.headers["Cache-Control"] = f'"{tag}"', "private, no-cache"
    for name in ("Vary", "X-Content-Type-Options", "Cross-Origin-Resource-Policy"):
        answer.headers[name] = HEADERS[name]
    return answer


def _asking(request: Any, scene: Scene, eyes: str) -> Viewer | None:
    if not scene.active:
        return None
    return next((viewer for asker in askers(request, scene.room) if (viewer := through(asker, eyes, scene))), None)
