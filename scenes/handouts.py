"""Taking in the pictures of handouts: re-encoded, stored, and made a handout in one event."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.http.response import HttpResponseBase

from accounts.models import StoredFile
from config.files import images, ranges
from maps.intake import store
from rooms.live import perform
from rooms.viewer import Viewer
from scenes.models import Handout
from scenes.models.handout import FILE_KIND, PREVIEW_KIND


def take_in(viewer: Viewer, upload: Any, *, name: str, scene: UUID | None) -> Handout:
    """The uploaded picture as a handout that nobody sees yet. Nothing is left behind when it fails."""
    stored: list[StoredFile] = []
    try:
        with images.reencode(upload, kind="attachment") as picture:
            for kind, made in ((FILE_KIND, picture), (PREVIEW_KIND, picture.thumbnail)):
                stored.append(store(viewer.user, kind, made))
            size = {"width": picture.width, "height": picture.height}
        given = {"name": name, "picture": str(stored[0].pk), "preview": str(stored[1].pk), **size}
        if scene is not None:
            given["scene"] = str(scene)
        made_of = perform(viewer, "handout.create", given, internal=True).made[0]
    except BaseException:
        for file in stored:
            file.delete()
        raise
    assert isinstance(made_of, Handout)
    return made_of


def serve(request: Any, handout: Handout, *, preview: bool) -> HttpResponseBase:
    """Its picture. Neither the name that it was uploaded under nor what is in it is told by a header."""
    file = handout.preview if preview else handout.picture
    extension = file.key.rsplit(".", 1)[-1]
    return ranges.serve(
        request, default_storage, file.key, content_type=file.content_type, filename=f"handout.{extension}",
        etag=file.pk.hex,
    )  # fmt: skip
