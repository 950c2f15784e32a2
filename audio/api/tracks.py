"""The sound library over REST: upload, list, rename, move, delete."""

from __future__ import annotations

from contextlib import closing
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.urls import path
from django.utils.translation import gettext as _
from msgspec import UNSET
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.library import shelf
from accounts.models import SiteSettings
from accounts.rules import require
from accounts.throttles import pay
from audio import library, listing, usages
from audio.api.shelves import folder_of
from audio.intake import take_in
from audio.models import Favourite, SoundFolder, Track
from audio.projections.library import track_data
from audio.serializers import TrackChange
from audio.tasks import in_a_job
from config.api.errors import Invalid
from config.api.parsers import Json
from config.api.views import ApiView, created, no_content, page_of
from config.files import tracks, uploads

SLOW_BYTES = 10 * 1024 * 1024
"""Beyond this a job decodes the file: it may hold hours."""


class TracksView(ApiView):
    """Your sounds: `?folder=<id>` or `?folder=top` for one folder, `?q=` for a part of the name, of the words in the file
    or of a tag, `?tag=`, `?kind=loop|one_shot|music`, `?favourite=1`, `?duplicates=1` for files that came more than once,
    `?order=name|-name|new|duration`. Pages by number (`?page=1&per_page=50`), or `?limit=100` and then `?after=` what
    `meta.cursor.after` said.
    """

    parser_classes = [MultiPartParser, Json]
    outputs = {
        "get": "Sounds: {id, name, folder, kind, format, title, artist, album, genre, tags, duration, channels, "
        "sample_rate, peaks, loudness, true_peak, measuring, origin, universe, size, stream, twin, cover, favourite, uses}; "
        "meta.storage is {used, quota} in bytes.",
        "post": "The sound with `duplicate_of`, the id of one made from the same file or null; or 202 {job} for a file "
        "over 10 MB: ask jobs/{id}, its result is {track}. Multipart: `file` (MP3, Ogg Vorbis, Opus, FLAC, WAV, M4A, "
        "200 MB at most; not WebM, which is for the chat), `folder`?, `kind`?, `name`?",
    }

    def get(self, request: Request) -> Response:
        asked = request.query_params
        found = listing.wanted(request.user, asked)
        if folder := asked.get("folder", ""):
            found = found.filter(folder=None if folder == "top" else folder_of(request, folder))
        if "page" in asked or "per_page" in asked:
            response = page_of(request, listing.ordered(found, asked)[0], lambda entry: entry)
        else:
            response = listing.keyset(found, asked, lambda entry: entry)
        used = usages.count([entry.pk for entry in response.data])
        response.data = [track_data(one, uses=used[one.pk], favourite=one.favourite) for one in response.data]
        storage = {"used": request.user.storage_used, "quota": request.user.storage_quota}
        response.meta["storage"] = storage  # type: ignore[attr-defined]
        return response

    def post(self, request: Request) -> Response:
        pay(request, "upload")
        require(request.user, "accounts.upload")
        uploads.scratch()
        with uploads.disk_full_is_storage_full():
            file = request.data.get("file")
        if not isinstance(file, UploadedFile):
            raise Invalid(_("Choose a file to upload."), fields={"file": [_("This field is required.")]})
        # Closed here, because Django does not close a request whose sender has gone before the answer.
        with closing(file):
            kind, name = str(request.data.get("kind") or ""), _name(request.data.get("name"))
            if kind and kind not in Track.Kind.values:
                raise Invalid(fields={"kind": [_("This is loop, one_shot or music.")]})
            return self._take(request, file, folder_of(request, request.data.get("folder") or ""), kind, name)

    @staticmethod
    def _take(request: Request, file: UploadedFile, folder: SoundFolder | None, kind: str, name: str) -> Response:
        filename = file.name or ""
        limit = SiteSettings.current().upload_limit("sound", tracks.MAX_BYTES)
        with uploads.spooled(file, max_bytes=limit) as spool:
            if spool.size > SLOW_BYTES:
                run = in_a_job(request.user, spool, folder, filename, kind=kind, name=name)
                return Response({"job": run.pk}, status=202)
            entry = take_in(
                spool.path, filename, owner=request.user, folder=folder, sha256=spool.sha256, kind=kind, name=name
            )
        return created({**track_data(entry, uses=0, favourite=False), "duplicate_of": shelf.twin(entry)})


def _name(given: Any) -> str:
    name = " ".join(str(given or "").split())
    if len(name) > 120 or not name.isprintable():
        raise Invalid(fields={"name": [_("A name has 1 to 120 characters.")]})
    return name


class TrackView(ApiView):
    """One sound. Those who lead a room that uses it may read it; the owner may change it."""

    inputs = {"patch": TrackChange}
    outputs = {
        "get": "The sound.",
        "patch": "The sound. A rename breaks nothing: tables use sounds by id; `uses` says in how many places.",
        "delete": "{id, uses}: in how many places it was used. It falls silent there.",
    }

    def get(self, request: Request, id: UUID) -> Response:
        return _answer(request, _seen(request, id))

    def patch(self, request: Request, id: UUID) -> Response:
        entry = _seen(request, id)
        require(request.user, "audio.edit", entry)
        change = self.read(TrackChange)
        fields = {
            word: " ".join(given.split())
            for word in ("title", "artist", "album", "genre", "name")
            if (given := getattr(change, word)) is not UNSET
        }
        if change.folder is not UNSET:
            fields["folder"] = folder_of(request, change.folder or "")
        if change.kind is not UNSET:
            fields["kind"] = change.kind
        if change.tags is not UNSET:
            fields["tags"] = shelf.tags_of(change.tags)
        library.change(entry, **fields)
        return _answer(request, entry)

    def delete(self, request: Request, id: UUID) -> Response:
        entry = _seen(request, id)
        require(request.user, "audio.edit", entry)
        return Response({"id": id, "uses": entry.remove()})


class FavouriteView(ApiView):
    """Have a sound at hand, or no more. Nobody else is told."""

    outputs = {"put": "Nothing: it is a favourite.", "delete": "Nothing: it is none."}

    def put(self, request: Request, id: UUID) -> Response:
        library.favour(request.user, _seen(request, id), favourite=True)
        return no_content()

    def delete(self, request: Request, id: UUID) -> Response:
        library.favour(request.user, _seen(request, id), favourite=False)
        return no_content()


def _seen(request: Request, id: UUID) -> Track:
    found: Track = Track.objects.with_files().seen(request.user, pk=id)
    return found


def _answer(request: Request, entry: Track) -> Response:
    favourite = Favourite.objects.filter(user=request.user, track=entry).exists()
    return Response(track_data(entry, uses=usages.count_for(request.user, entry), favourite=favourite))


routes = [
    path("tracks", TracksView.as_view(), name="tracks"),
    path("tracks/<uuid:id>", TrackView.as_view(), name="track"),
    path("tracks/<uuid:id>/favourite", FavouriteView.as_view(), name="track-favourite"),
]
