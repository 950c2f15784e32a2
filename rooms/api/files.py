"""Files of a room over REST: sent ahead of their message, fetched by who may read it."""

from __future__ import annotations

from contextlib import closing
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from accounts.throttles import pay
from config.api.errors import Forbidden, Invalid, NotFound
from config.api.views import created
from config.files import ranges, uploads
from rooms import files
from rooms.api.base import RoomView
from rooms.models import Attachment


class FilesView(RoomView):
    """Send a file ahead; the message that names its id (`chat.say`, `files`) shows it to whom the message is for."""

    parser_classes = [MultiPartParser]
    outputs = {
        "post": "The file: {id, kind: picture|pdf|sound|voice, name, type, size, width, height, duration, peaks, url, "
        "preview}. Multipart: `file` (25 MB at most), `voice`? (1 for a recording). It waits 24 hours for its message.",
    }

    def post(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        require(viewer, "rooms.say", viewer.room)
        pay(request, "upload")
        uploads.scratch()
        with uploads.disk_full_is_storage_full():
            file, voice = request.data.get("file"), request.data.get("voice")
        if not isinstance(file, UploadedFile):
            raise Invalid(_("Choose a file to send."), fields={"file": [_("This field is required.")]})
        # Closed here, because Django does not close a request whose sender has gone before the answer.
        with closing(file):
            kept = files.take_in(viewer.room, viewer.user, file, voice=voice in ("1", "true"))
        return created(files.file_row(kept))


class FileView(RoomView):
    """One file: whoever may read its message now, or has sent it ahead. `?preview=1` for the small picture of one."""

    outputs = {"get": "The file itself, with Range.", "delete": "{id}: a file that waits is removed."}

    def get(self, request: Request, room_id: UUID, file_id: UUID) -> HttpResponseBase:
        found = self._found(room_id, file_id)
        stored = found.preview if request.query_params.get("preview") else found.file
        if stored is None:
            raise NotFound()
        # Asked anew each time: who was removed, or whose message was deleted, finds nothing at the address.
        return ranges.serve(
            request, default_storage, stored.key, content_type=stored.content_type, filename=found.name,
            etag=stored.sha256, download=found.kind == Attachment.Kind.PDF,
        )  # fmt: skip

    head = get

    def delete(self, request: Request, room_id: UUID, file_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        with transaction.atomic():
            # Under the room's lock: the message that takes it along may be on its way.
            viewer.room.hold()
            found = Attachment.objects.seen(viewer, pk=file_id)
            if found.message_id is not None:
                raise Forbidden(_("This file was sent: delete its message."))
            found.delete()
        return Response({"id": file_id})

    def _found(self, room_id: UUID, file_id: UUID) -> Any:
        return Attachment.objects.with_files().seen(self.viewer(room_id), pk=file_id)


routes = [
    path("rooms/<uuid:room_id>/files", FilesView.as_view(), name="room-files"),
    path("rooms/<uuid:room_id>/files/<uuid:file_id>", FileView.as_view(), name="room-file"),
]
