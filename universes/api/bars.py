"""The music of a universe over REST: its bars as notes, and renders of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
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
from audio.rendering import midi, scores
from audio.rendering.files import Format
from audio.serializers import Kind
from audio.synthesis.score import MAX_SECONDS
from config.api.errors import Invalid
from config.files import uploads
from rooms.api.base import number
from universes.api.base import UniverseView
from universes.composer.parameters import Music
from universes.composer.piece import bars_in, piece
from universes.composer.score import score
from universes.fields import MusicPresetName, SomeMusic, SomePhysics
from universes.models import Universe
from universes.music import bar_seconds, heard, heard_with, revision_of

MOST_BARS, LAST_BAR = 32, 10**9
FOR_GOOD = "private, max-age=31536000, immutable"
OF_BARS = (
    "{revision, bars: [{number, letter, key, scale, metre, beats, tempo, tuning, volume, cutoff, room, wet, chords, "
    "voices: [{role, instrument, volume, pan, send, notes: [{at, lasts, pitch, velocity, late}]}]}]}; times in quarter "
    "notes, `late` in ms."
)


class Stretch(Struct, forbid_unknown_fields=True):
    """Which part of the endless piece: `bars` or `seconds` of it from bar `first` on, eight bars if neither is said. Another
    `preset`, and parameters of `physics` and `music` in place of the universe's, count for this once.
    """

    first: Annotated[int, Meta(ge=0, le=LAST_BAR)] = 0
    bars: Annotated[int, Meta(ge=1, le=2000)] | None = None
    seconds: Annotated[float, Meta(gt=0, le=MAX_SECONDS)] | None = None
    preset: MusicPresetName | None = None
    physics: SomePhysics = SomePhysics()
    music: SomeMusic = SomeMusic()

    def heard(self, universe: Universe) -> Music:
        """What the composer is given."""
        return heard_with(universe, self.preset, self.physics.given(), self.music.given())

    def score(self, universe: Universe, **how: Any) -> Any:
        """Raises Invalid for what is too long, or has no note in it."""
        music = self.heard(universe)
        if self.bars is not None and self.seconds is not None:
            raise Invalid(fields={"seconds": [_("Say either how many bars or how many seconds.")]})
        bars = self.bars or (bars_in(music, self.seconds) if self.seconds is not None else 8)
        if bars * bar_seconds(music) > MAX_SECONDS + bar_seconds(music):
            raise Invalid(fields={"bars": [_("Ten minutes are the most.")]})
        made = piece(universe.seed, music, self.first, self.bars, seconds=self.seconds, name=universe.name, **how)
        if not made.parts:
            raise Invalid(fields={"bars": [_("There is nothing to be heard in these bars.")]})
        return made


class RenderIn(Stretch, forbid_unknown_fields=True):
    """What becomes of it in your library; a `loop` turns at its last bar line."""

    name: Name | None = None
    format: Format = "flac"
    kind: Kind = "music"
    loop: bool = False
    folder: UUID | None = None


class Bars(UniverseView):
    """Bars of the universe's endless piece as notes: `?count=` (at most 32) from bar `?from=` on. With `?revision=` the
    answer never changes and may be kept for good; a revision that is over has no bars any more. That is no error: who
    listens while somebody tunes is told the next one a moment later than the server knows it.
    """

    outputs = {"get": OF_BARS}

    def get(self, request: Request, id: UUID) -> HttpResponseBase:
        universe = self.found(id)
        return bars_of(request, universe.seed, heard(universe))


def bars_of(request: Request, seed: int, music: Music | None) -> HttpResponseBase:
    """The answer to who asks for bars of what is heard now; None is silence, which has no bars and no revision."""
    first = number(request, "from", 0, most=LAST_BAR)
    count = max(1, number(request, "count", 8, most=MOST_BARS))
    now, asked = revision_of(seed, music) if music else "", request.query_params.get("revision")
    if music is None or (asked and asked != now):
        over: HttpResponse = Response({"revision": now, "bars": []})
        over["Cache-Control"] = "no-store"
        return over
    etag = f'"{now}-{first}-{count}"'
    if request.headers.get("If-None-Match") == etag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        written = [score(seed, music, bar) for bar in range(first, first + count)]
        answer = Response({"revision": now, "bars": msgspec.to_builtins(written)})
    answer["ETag"] = etag
    answer["Cache-Control"] = FOR_GOOD if asked else "private, no-cache"
    return answer


class Generate(UniverseView):
    """Render a stretch of the universe's music into your library, as a sound with the universe as its origin. How far it
    is passes at the universe's page: `generation.progress {job, by, format, progress}`, `generation.ready` and
    `generation.failed`; what became of it only your own job says.
    """

    inputs = {"post": RenderIn}
    outputs = {"post": "202 {job}: its result is {track}."}

    def post(self, request: Request, id: UUID) -> Response:
        return render(request, self.found(id), lambda: self.read(RenderIn))


def render(request: Request, universe: Universe, asked: Callable[[], RenderIn]) -> Response:
    """Queues the render for whoever asks. Raises Invalid, Forbidden, SlowDown."""
    pay(request, "render")
    require(request.user, "accounts.upload")
    given, user = asked(), request.user
    run = scores.render_soon(
        user,
        given.score(universe, loop=given.loop),
        format=given.format,
        name=(given.name or "").strip() or universe.name,
        kind=given.kind,
        folder=folder_of(request, given.folder or ""),
        made_by={
            "universe": str(universe.pk),
            "revision": revision_of(universe.seed, given.heard(universe)),
            "first": given.first,
        },
    )
    return Response({"job": run.pk}, status=202)


class Midi(UniverseView):
    """A stretch of the universe's music as a Standard MIDI File."""

    inputs = {"post": Stretch}
    outputs = {"post": "The file itself, audio/midi."}

    def post(self, request: Request, id: UUID) -> HttpResponse:
        universe = self.found(id)
        pay(request, "render")
        made = scores.checked(self.read(Stretch).score(universe, exact=True))
        with uploads.workspace("midi-") as directory:
            target = Path(directory) / "score.mid"
            midi.write(target, made)
            answer = HttpResponse(target.read_bytes(), content_type="audio/midi")
        answer["Content-Disposition"] = f'attachment; filename="{slugify(universe.name) or "universe"}.mid"'
        return answer


routes = [
    path("universes/<uuid:id>/bars", Bars.as_view()),
    path("universes/<uuid:id>/generate", Generate.as_view()),
    path("universes/<uuid:id>/midi", Midi.as_view()),
]
