"""One's picture: re-encoded in a child process, counted against the quota, shown to whoever is signed in."""

from __future__ import annotations

from typing import Any, Final

from django.core.files.storage import default_storage
from django.db import transaction
from django.http.response import HttpResponseBase

from accounts.models import StoredFile, User
from accounts.rules import require
from config.api.errors import NotFound
from config.files.images import reencode
from config.files.ranges import serve as serve_file

KIND: Final = "avatar"
A_YEAR = 365 * 86_400


def replace(user: User, upload: Any) -> None:
    """Makes `upload` the avatar, at most 512 px a side. Raises what `reencode` raises."""
    require(user, "accounts.upload")
    with reencode(upload, kind=KIND) as picture, transaction.atomic():
        row = StoredFile.objects.store(
            picture.path, owner=user, kind=KIND, sha256=picture.sha256, size=picture.size,
            content_type=picture.content_type, extension=picture.extension, width=picture.width, height=picture.height,
        )  # fmt: skip
        _show(user, row.key)
        StoredFile.objects.filter(owner=user, kind=KIND).exclude(pk=row.pk).delete()


def remove(user: User) -> None:
    with transaction.atomic():
        _show(user, "")
        StoredFile.objects.filter(owner=user, kind=KIND).delete()


def serve(request: Any, user: User) -> HttpResponseBase:
    """The picture of `user`. Its address changes with it, so browsers may keep it. Raises NotFound."""
    row = StoredFile.objects.filter(owner=user, kind=KIND, key=user.avatar).first() if user.avatar else None
    if row is None:
        raise NotFound()
    return serve_file(
        request, default_storage, row.key, content_type=row.content_type, filename="avatar",
        etag=row.sha256, max_age=A_YEAR if request.GET.get("v") else 0,
    )  # fmt: skip


def _show(user: User, key: str) -> None:
    user.avatar = key
    user.save(update_fields=["avatar", "updated_at"])
