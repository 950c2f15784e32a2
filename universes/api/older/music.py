"""Music by the older addresses: notes at once, sounds by jobs, and the sounds that were made of a universe."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from msgspec import Meta, Struct
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.library.inputs import Name
from audio import usages
from audio.api.streams import StreamView
from audio.api.tracks import TrackView
from audio.listing import wanted as sounds_of
from audio.projections.library import track_data
from audio.rendering.files import Format
from audio.synthesis.score import MAX_SECONDS
from config.api.errors import Invalid, NotFound
from config.api.inputs import decode
from config.api.views import ApiView, page_of
from rooms.api.base import identifier
from universes.api.bars import OF_BARS, RenderIn, bars_of, render
from universes.api.base import UniverseView
from universes.api.older import words
from universes.archive import renders_of
from universes.fields import SomeMusic, SomePhysics
from universes.models import Universe
from universes.music import heard_with

Style = Literal["default", "ambient", "classical", "electronic", "jazz"]


class Custom(UniverseView):
    """Bars of the universe's music as notes, with `?custom_params=` (JSON: tempo, scale, root, complexity and the others) in
    place of its own; `?from=` and `?count=` as at its bars.
    """

    outputs = {"get": OF_BARS}

    def get(self, request: Request, id: UUID) -> HttpResponseBase:
        universe = self.found(id)
        given = _custom(request.query_params.get("custom_params", ""))
        return bars_of(request, universe.seed, heard_with(universe, None, {}, given.given()))


def _custom(text: str) -> Any:
    """Raises Invalid, naming the field."""
    try:
        plain = msgspec.json.decode(text or "{}")
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        plain = None
    if not isinstance(plain, dict):
        raise Invalid(fields={"custom_params": [_("Parameters as a JSON object.")]})
    return decode(SomeMusic, words.parameters(plain))


class Styled(UniverseView):
    """Bars of the universe's music as notes, in the manner of `?ai_style=`: default, ambient, classical, electronic or jazz."""

    outputs = {"get": OF_BARS}

    def get(self, request: Request, id: UUID) -> HttpResponseBase:
        universe = self.found(id)
        try:
            style = msgspec.convert(request.query_params.get("ai_style", "default"), Style)
        except msgspec.ValidationError:
            raise Invalid(fields={"ai_style": ["default, ambient, classical, electronic, jazz"]}) from None
        return bars_of(request, universe.seed, heard_with(universe, style, {}, {}))


class Download(UniverseView):
    """The sound that you rendered last of a universe. Render one with universes/{id}/generate."""

    outputs = {"get": "The file, as a sound of the library."}

    def get(self, request: Request, id: UUID) -> HttpResponseBase:
        return newest_render(request, self.found(id))


def newest_render(request: Request, universe: Universe) -> HttpResponseBase:
    """Raises NotFound while there is none."""
    track = renders_of(universe, request.user).first()
    if track is None:
        raise NotFound(_("Nothing of this universe was rendered yet. Generate a sound first."))
    return StreamView().get(request, track.pk)


class SoundIn(Struct, forbid_unknown_fields=True):
    """Parameters are values, or {value, unit, min, max}; `duration` in seconds."""

    physics_parameters: dict[str, Any] = {}
    harmony_parameters: dict[str, Any] = {}
    duration: Annotated[float, Meta(gt=0, le=MAX_SECONDS)] = 30.0
    name: Name | None = None
    format: Format = "wav"

    def asked(self) -> RenderIn:
        """Raises Invalid."""
        return RenderIn(
            seconds=self.duration,
            physics=decode(SomePhysics, words.parameters(self.physics_parameters)),
            music=decode(SomeMusic, words.parameters(self.harmony_parameters)),
            name=self.name,
            format=self.format,
        )


class FromPhysics(UniverseView):
    """Render the universe's music as it is under other parameters of physics, into your library."""

    inputs = {"post": SoundIn}
    outputs = {"post": "202 {job}: its result is {track}."}

    def post(self, request: Request, id: UUID) -> Response:
        return render(request, self.found(id), lambda: self.read(SoundIn).asked())


class AudioIn(Struct, forbid_unknown_fields=True):
    """`parameters` of the music, in place of the universe's."""

    universe_id: UUID
    parameters: dict[str, Any] = {}
    name: Name | None = None
    duration: Annotated[float, Meta(gt=0, le=MAX_SECONDS)] = 30.0


class GenerateAudio(UniverseView):
    """Render the music of the universe that is named, into your library."""

    inputs = {"post": AudioIn}
    outputs = {"post": "202 {job}: its result is {track}."}

    def post(self, request: Request) -> Response:
        given = self.read(AudioIn)
        sound = SoundIn(harmony_parameters=given.parameters, duration=given.duration, name=given.name)
        return render(request, self.found(given.universe_id), sound.asked)


class Rendered(ApiView):
    """Your sounds that were rendered of universes, the newest first; of one with `?universe_id=`."""

    outputs = {"get": "Sounds, as at tracks."}

    def get(self, request: Request) -> Response:
        found = sounds_of(request.user, {}).filter(made_by__has_key="universe")
        if asked := request.query_params.get("universe_id"):
            found = found.filter(made_by__universe=str(identifier(asked, "universe_id")))
        page = page_of(request, found.order_by("-created_at", "id"), lambda track: track)
        used = usages.count([track.pk for track in page.data])
        page.data = [track_data(one, uses=used[one.pk], favourite=one.favourite) for one in page.data]
        return page


routes = [
    path("music/<uuid:id>/generate", Custom.as_view()),
    path("music/<uuid:id>/generate-ai", Styled.as_view()),
    path("music/<uuid:id>/download", Download.as_view()),
    path("music/<uuid:id>/physics-to-audio", FromPhysics.as_view()),
    path("audio/generate", GenerateAudio.as_view()),
    path("audio/tracks", Rendered.as_view()),
    path("audio/<uuid:id>", TrackView.as_view()),
    path("audio/<uuid:id>/file", StreamView.as_view()),
]
