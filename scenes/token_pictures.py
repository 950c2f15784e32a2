"""Pictures of tokens and portraits: taken in like any upload, shown to whoever sees what they belong to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef
from django.http.response import HttpResponseBase
from django.utils import timezone

from accounts.models import StoredFile
from accounts.rules import require
from config.api.errors import NotFound
from config.files.images import reencode
from config.files.ranges import serve
from scenes.events.token_changes import PICTURES
from scenes.eyes import askers
from scenes.models import Character, Token
from scenes.projections import token as project

KEPT_UNUSED = timedelta(days=7)
"""For so long a picture that nothing shows any more can come back by an undo."""


def take_in(user: Any, upload: Any) -> StoredFile:
    """A picture of `user`, re-encoded, counted against their quota. Raises what `reencode` raises."""
    require(user, "accounts.upload")
    with reencode(upload, kind="token") as picture:
        return StoredFile.objects.store(
            picture.path, owner=user, kind=PICTURES, sha256=picture.sha256, size=picture.size,
            content_type=picture.content_type, extension=picture.extension, width=picture.width, height=picture.height,
        )  # fmt: skip


def token_picture(request: Any, scene: UUID, id: UUID) -> HttpResponseBase:
    """What the token shows. Raises NotFound for whoever does not see the token now, at once when it is hidden."""
    found = Token.objects.filter(pk=id, scene=scene).select_related("scene__room", "character")
    token = found.first()
    if token is None or not any(project(viewer, token) for viewer in askers(request, token.scene.room)):
        raise NotFound()
    return answer(request, token.shown_picture_id)


def answer(request: Any, id: Any) -> HttpResponseBase:
    """The file without its name; its ETag is the row's random id: a hash would tell what the picture is."""
    file = StoredFile.objects.filter(pk=id).first() if id else None
    if file is None:
        raise NotFound()
    return serve(
        request, default_storage, file.key, content_type=file.content_type, filename="picture", etag=file.pk.hex
    )


def sweep() -> int:
    """Removes pictures that nothing has shown for a week. Returns how many."""
    unused = StoredFile.objects.filter(kind=PICTURES, created_at__lt=timezone.now() - KEPT_UNUSED)
    unused = unused.exclude(Exists(Token.objects.filter(picture=OuterRef("pk"))))
    unused = unused.exclude(Exists(Character.objects.filter(portrait=OuterRef("pk"))))
    gone, _rows = unused.delete()
    return gone
