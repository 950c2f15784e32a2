"""Folders of sounds and uploads in pieces over REST."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import path
from rest_framework.request import Request

from accounts.library import folders
from accounts.library.folders import AllFolders, OfFolders, OneFolder
from accounts.library.incoming import AllUploads, OneUpload
from audio.models import SoundFolder, TrackUpload
from audio.serializers import TrackUploadInput
from audio.tasks import in_a_job
from config.files import tracks
from config.files.uploads import Spool


def folder_of(request: Request, id: UUID | str) -> SoundFolder | None:
    """The asker's own folder; None for the top level. Raises NotFound, and Invalid for what is no id."""
    found: SoundFolder | None = folders.folder_of(SoundFolder, request, id)
    return found


class OfSounds(OfFolders):
    kind, things, uses, may_edit = SoundFolder, "tracks", "uses", "audio.edit"


class FoldersView(OfSounds, AllFolders):
    """All your folders of sounds; `parent` says where each lies."""

    outputs = {"get": "Folders: {id, name, parent, tracks}.", "post": "The new folder."}


class FolderView(OfSounds, OneFolder):
    """One folder of sounds: rename it, move it with what is in it, or delete it with what is in it."""

    outputs = {
        "get": "The folder.",
        "patch": "The folder.",
        "delete": "{id, tracks, uses}: how many sounds went with it, and in how many places they were used.",
    }


class UploadsView(AllUploads):
    """Sounds of yours that are on their way in pieces; POST announces one."""

    kind, most = TrackUpload, tracks.MAX_BYTES
    inputs = {"post": TrackUploadInput}
    outputs = {
        "get": "Uploads: {id, name, size, offset, folder, piece}.",
        "post": "The upload. Send its bytes with PATCH in pieces of at most `piece` bytes. 507 when your quota has no room.",
    }

    def fields(self, request: Request, given: Any) -> dict[str, Any]:
        return {"folder": folder_of(request, given.folder or ""), "kind": given.kind or ""}


class UploadView(OneUpload):
    """One upload of a sound: GET says where to go on, PATCH sends the next piece, DELETE cancels."""

    kind = TrackUpload
    outputs = {
        "get": "The upload; `offset` is how many bytes are there. Also as the header Upload-Offset.",
        "patch": "The upload; after the last piece 202 {job}: ask jobs/{id}, its result is {track}. The header "
        "Upload-Offset says where the piece (application/offset+octet-stream, 8 MB at most) begins; 409 with state.offset "
        "for another place, 422 when the whole is not what was announced.",
        "delete": "Nothing: what came is forgotten.",
    }

    def prepare(self, request: Request, upload: Any, spool: Spool) -> Any:
        return in_a_job(request.user, spool, upload.folder, upload.name, kind=upload.kind)


routes = [
    path("sound-folders", FoldersView.as_view(), name="sound-folders"),
    path("sound-folders/<uuid:id>", FolderView.as_view(), name="sound-folder"),
    path("tracks/uploads", UploadsView.as_view(), name="track-uploads"),
    path("tracks/uploads/<uuid:id>", UploadView.as_view(), name="track-upload"),
]
