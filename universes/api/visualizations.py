"""How a universe is shown, over REST: what may be set, what is saved, and files of it."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Any
from uuid import UUID

import msgspec
from django.core.files.storage import default_storage
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.text import slugify
from django.utils.translation import gettext as _
from msgspec import Meta, Struct
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from accounts.throttles import pay
from audio.models import Track
from config.api.errors import Invalid
from config.api.views import ApiView, page_of
from config.files import ranges
from universes import depicting
from universes.api.bars import Stretch
from universes.api.base import OneThing, Things, UniverseView, without
from universes.depicting import TYPES
from universes.events.visualizations import VisualizationCreate
from universes.models import Universe, Visualization
from universes.music import bar_seconds, heard
from universes.projections.story import visualization
from universes.showing import NUMBERS
from universes.visuals import settings
from universes.visuals.child import MOST_SECONDS, Format
from universes.visuals.drawing import USUAL
from universes.visuals.mapping import AUDIO, BODY, PROPERTIES

USUAL_SECONDS = 10.0
MOST_AT_ONCE = 600
"""Frames that are answered at once."""


class Kinds(ApiView):
    """The kinds of visualisations that there are, what of each may be set and moved, and what it may follow."""

    outputs = {
        "get": "Kinds: {kind, settings: [{name, words, type: color|number, unit, least, most, whole, default}], properties: "
        "[what mappings move], sources: [what mappings follow], mappings: the usual ones}."
    }

    def get(self, request: Request) -> Response:
        return page_of(request, list(settings.SETTINGS), _kind)


def _kind(kind: str) -> dict[str, Any]:
    sources = [*(f"audio.{name}" for name in AUDIO), *(f"parameter.{name}" for name in NUMBERS)]
    if kind == Visualization.Kind.PHYSICS:
        sources += [f"body.{name}" for name in BODY]
    return {
        "kind": kind,
        "settings": [{**msgspec.to_builtins(row), "words": _(row.words)} for row in settings.rows(kind)],
        "properties": PROPERTIES[kind],
        "sources": sources,
        "mappings": msgspec.to_builtins(USUAL[kind]),
    }


class Visualizations(Things):
    """The saved visualisations of a universe. POST adds one."""

    model, noun, project = Visualization, "visualization", staticmethod(visualization)
    inputs = {"post": VisualizationCreate.Input}
    outputs = {"get": "Visualisations: {id, name, kind, settings, mappings}.", "post": "The visualisation."}


class OneVisualization(OneThing):
    """One saved visualisation."""

    model, noun, key, project = Visualization, "visualization", "visualization", staticmethod(visualization)
    inputs = {"patch": without("visualization.update", "visualization")}
    outputs = {"get": "The visualisation.", "patch": "The visualisation.", "delete": "It is gone."}


class SourceIn(Stretch, forbid_unknown_fields=True):
    """What is heard: a stretch of the universe's own music, or the sound `track` that you may read, from the second `at` on."""

    track: UUID | None = None
    at: Annotated[float, Meta(ge=0, le=10_800)] = 0.0


class ExportIn(Struct, forbid_unknown_fields=True, frozen=True):
    """`duration` is that of the source where it is left out, ten seconds where that has none. PNG and SVG are one picture,
    of the second `moment` (the middle); the others are duration x fps of them.
    """

    source: SourceIn = msgspec.field(default_factory=SourceIn)
    format: Format = "webp"
    width: Annotated[int, Meta(ge=16, le=3840)] = 640
    height: Annotated[int, Meta(ge=16, le=2160)] = 360
    fps: Annotated[int, Meta(ge=1, le=60)] = 15
    duration: Annotated[float, Meta(gt=0, le=MOST_SECONDS)] | None = None
    moment: Annotated[float, Meta(ge=0, le=MOST_SECONDS)] | None = None

    def lasts(self, universe: Universe, track: Track | None) -> float:
        """Seconds. Raises Invalid for a place behind the end of the sound."""
        if self.duration is not None:
            return self.duration
        if track is not None:
            if track.duration <= self.source.at:
                raise Invalid(fields={"source.at": [_("The sound is over by then.")]})
            return float(min(track.duration - self.source.at, MOST_SECONDS))
        if self.source.bars is not None:
            return min(self.source.bars * bar_seconds(heard(universe)), MOST_SECONDS)
        return self.source.seconds or USUAL_SECONDS


class GenerateIn(Struct, forbid_unknown_fields=True):
    """A sound in base64 (MP3, Ogg, Opus, FLAC, WAV or M4A; the whole request 2 MB), seconds of it and frames a second."""

    audio_data: str
    duration: Annotated[float, Meta(gt=0, le=60)]
    frame_rate: Annotated[int, Meta(ge=1, le=60)] = 30


class OfVisualization(UniverseView):
    """Base of what is made of one visualisation."""

    def shown(self, universe: Universe, id: UUID) -> Visualization:
        found: Visualization = Visualization.objects.filter(universe=universe).seen(self.request.user, pk=id)
        return found


class Export(OfVisualization):
    """Draw a visualisation into a file, for whoever may see it: of a stretch of the universe's music or of a sound of
    one's own; bodies move from the beginning of the world. The file is yours for a day.
    """

    inputs = {"post": ExportIn}
    outputs = {
        "post": "202 {job}: its result is {format, size, frames}; GET …/visualizations/exports/{job} is the file."
    }

    def post(self, request: Request, id: UUID, thing_id: UUID) -> Response:
        universe = self.found(id)
        shown = self.shown(universe, thing_id)
        pay(request, "render")
        require(request.user, "accounts.upload")
        given = self.read(ExportIn)
        track = Track.objects.seen(request.user, pk=given.source.track) if given.source.track else None
        seconds = given.lasts(universe, track)
        score = None
        if track is None and depicting.hears(shown):
            score = _stretch(given.source, seconds).score(universe)
        asked = depicting.work(
            universe, shown, score=score, at=given.source.at, duration=seconds, fps=given.fps, format=given.format,
            size=(given.width, given.height), moment=seconds / 2 if given.moment is None else given.moment,
        )  # fmt: skip
        run = depicting.draw_soon(request.user, asked, universe=universe, name=shown.name, track=track)
        return Response({"job": run.pk}, status=202)


def _stretch(source: SourceIn, seconds: float) -> Stretch:
    """The source's own, or from its first bar on as long as the pictures last."""
    if source.bars is None and source.seconds is None:
        return Stretch(first=source.first, seconds=seconds)
    return source


class Exported(UniverseView):
    """A file that was drawn for you. A universe that you may see no more shows none."""

    outputs = {"get": "The file, with Range."}

    def get(self, request: Request, id: UUID, export_id: UUID) -> HttpResponseBase:
        file, told = depicting.kept(request.user, self.found(id), export_id)
        return ranges.serve(
            request, default_storage, file.key, content_type=TYPES[told["format"]], etag=file.sha256, download=True,
            filename=f"{slugify(told['name'], allow_unicode=True) or 'picture'}.{told['format']}",
        )  # fmt: skip

    head = get


class Generate(OfVisualization):
    """What a visualisation shows of a sound that is sent along, as numbers, at once."""

    inputs = {"post": GenerateIn}
    outputs = {"post": "{kind, duration, frame_rate, frames: [{index, time, features, … of its kind}]}, 600 at most."}

    def post(self, request: Request, id: UUID, thing_id: UUID) -> Response:
        universe = self.found(id)
        shown = self.shown(universe, thing_id)
        pay(request, "render")
        given = self.read(GenerateIn)
        asked = depicting.work(universe, shown, duration=given.duration, fps=given.frame_rate)
        depicting.check(asked, MOST_AT_ONCE, depicting.AT_ONCE_SECONDS)
        try:
            sound = base64.b64decode(given.audio_data.partition("base64,")[2] or given.audio_data, validate=True)
        except binascii.Error:
            raise Invalid(fields={"audio_data": [_("This is not base64.")]}) from None
        frames = depicting.measured(asked, sound)
        return Response(
            {"kind": shown.kind, "duration": given.duration, "frame_rate": given.frame_rate, "frames": frames}
        )


routes = [
    path("visualization-kinds", Kinds.as_view()),
    path("universes/<uuid:id>/visualizations", Visualizations.as_view()),
    path("universes/<uuid:id>/visualizations/exports/<uuid:export_id>", Exported.as_view()),
    path("universes/<uuid:id>/visualizations/<uuid:thing_id>", OneVisualization.as_view()),
    path("universes/<uuid:id>/visualizations/<uuid:thing_id>/export", Export.as_view()),
    path("universes/<uuid:id>/visualizations/<uuid:thing_id>/generate", Generate.as_view()),
]
