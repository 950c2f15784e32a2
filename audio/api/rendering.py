"""Sound that the server makes: presets for one's library, and scores rendered to a sound or written as MIDI."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from django.urls import path
from django.utils.text import slugify
from django.utils.translation import gettext as _
from msgspec import Meta, Struct
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.library.inputs import Name
from accounts.rules import require
from accounts.throttles import pay
from audio.api.shelves import folder_of
from audio.presets import PRESETS
from audio.rendering import midi, presets, scores
from audio.rendering.files import Format
from audio.rendering.words import NAMES
from audio.serializers import Kind
from audio.synthesis.score import Score
from config.api.errors import Invalid
from config.api.views import ApiView, page_of
from config.files import uploads


class PresetsInput(Struct, forbid_unknown_fields=True):
    """Ids of the presets that you want; none are all."""

    presets: Annotated[list[Annotated[str, Meta(max_length=40)]], Meta(max_length=100)] = []
    folder: UUID | None = None


class RenderInput(Struct, forbid_unknown_fields=True):
    """A score and what becomes of it."""

    score: Score
    name: Name
    format: Format = "flac"
    kind: Kind = "music"
    folder: UUID | None = None


class MidiInput(Struct, forbid_unknown_fields=True):
    """A score to be written as a Standard MIDI File."""

    score: Score
    name: Name


class PresetsView(ApiView):
    """Sounds that every server can make for itself: ambiences that turn without a seam, and sounds that are heard once."""

    inputs = {"post": PresetsInput}
    outputs = {
        "get": "Presets: {id, name, kind: loop|one_shot, seconds, tags, track}; `track` is the sound in your library, or "
        "null while it is not there.",
        "post": "202 {job}: the presets come into your library. Its result is {tracks: {preset: track}}.",
    }

    def get(self, request: Request) -> Response:
        had = presets.had_by(request.user)
        return page_of(
            request,
            list(PRESETS.values()),
            lambda preset: {
                "id": preset.id,
                "name": NAMES[preset.id],
                "kind": preset.kind,
                "seconds": preset.seconds,
                "tags": preset.tags,
                "track": had.get(preset.id),
            },
        )

    def post(self, request: Request) -> Response:
        pay(request, "render")
        require(request.user, "accounts.upload")
        given = self.read(PresetsInput)
        unknown = [id for id in given.presets if id not in PRESETS]
        if unknown:
            raise Invalid(fields={"presets": [_("There is no preset %(id)s.") % {"id": unknown[0]}]})
        folder = folder_of(request, given.folder or "")
        ids = list(dict.fromkeys(given.presets)) or list(PRESETS)
        return Response({"job": presets.add_soon(request.user, ids, folder).pk}, status=202)


class RendersView(ApiView):
    """Render a score (audio/synthesis/README.md): notes in beats or seconds, instruments, a tempo map, a room."""

    inputs = {"post": RenderInput}
    outputs = {"post": "202 {job}: the score is rendered into your library. Its result is {track}."}

    def post(self, request: Request) -> Response:
        pay(request, "render")
        require(request.user, "accounts.upload")
        given = self.read(RenderInput)
        folder = folder_of(request, given.folder or "")
        run = scores.render_soon(
            request.user, given.score, format=given.format, name=given.name.strip(), kind=given.kind, folder=folder
        )
        return Response({"job": run.pk}, status=202)


class MidiView(ApiView):
    """Write a score as a Standard MIDI File (type 1), for other programs."""

    inputs = {"post": MidiInput}
    outputs = {"post": "The file itself, audio/midi."}

    def post(self, request: Request) -> HttpResponse:
        pay(request, "render")
        given = self.read(MidiInput)
        score = scores.checked(given.score)
        with uploads.workspace("midi-") as directory:
            target = Path(directory) / "score.mid"
            midi.write(target, score)
            answer = HttpResponse(target.read_bytes(), content_type="audio/midi")
        answer["Content-Disposition"] = f'attachment; filename="{slugify(given.name) or "score"}.mid"'
        return answer


routes = [
    path("audio/presets", PresetsView.as_view(), name="presets"),
    path("audio/renders", RendersView.as_view(), name="renders"),
    path("audio/midi", MidiView.as_view(), name="midi"),
]
