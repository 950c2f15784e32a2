"""The parameters of physics and music over REST: the tables of what there is, and those of one universe."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, ClassVar
from uuid import UUID

import msgspec
from django.urls import path
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from audio.synthesis.instruments import INSTRUMENTS
from config.api.views import ApiView, page_of
from universes.api.base import UniverseView
from universes.composer import parameters as composer
from universes.events.music import MusicPreset, MusicReset, MusicSet
from universes.events.physics import PhysicsPreset, PhysicsReset, PhysicsSet
from universes.parameters import changed, stored
from universes.physics import parameters as physical
from universes.projections.universe import music
from universes.projections.world import physics


class PhysicsTable(ApiView):
    """The parameters of physics that there are."""

    outputs = {"get": "Parameters: {name, unit, minimum, maximum, default, effect, whole, optional, choices}."}

    def get(self, request: Request) -> Response:
        return page_of(request, list(physical.ROWS), lambda row: {**asdict(row), "effect": _(row.effect)})


class PhysicsPresets(ApiView):
    """What the presets of physics change."""

    outputs = {"get": "Presets: {name, values}."}

    def get(self, request: Request) -> Response:
        return page_of(request, list(physical.PRESETS.items()), lambda one: {"name": one[0], "values": one[1]})


class PhysicsCheck(ApiView):
    """Whether parameters of physics would do, without changing anything."""

    inputs = {"post": PhysicsSet.Input}
    outputs = {"post": "All parameters as they would be, those that are not given at their defaults."}

    def post(self, request: Request) -> Response:
        return Response(stored(changed(physical.Physics, {}, self.read(PhysicsSet.Input).given())))


class MusicTable(ApiView):
    """The parameters of music that there are."""

    outputs = {"get": "Parameters: {name, words, help, unit, least, most, choices, default}."}

    def get(self, request: Request) -> Response:
        return page_of(request, list(composer.ROWS.values()), _music_row)


def _music_row(row: composer.Row) -> dict[str, Any]:
    choices = sorted(INSTRUMENTS) if row.name == "instruments" else row.choices
    return {**msgspec.to_builtins(row), "words": _(row.words), "help": _(row.help), "choices": choices}


class MusicPresets(ApiView):
    """The presets of music: the eight of a table's soundtrack, then the older styles."""

    outputs = {"get": "Presets: {name, values}."}

    def get(self, request: Request) -> Response:
        presets = list(composer.PRESETS.items())
        return page_of(request, presets, lambda one: {"name": one[0], "values": stored(one[1])})


class Parameters(UniverseView):
    """Base of one universe's own. DELETE sets all of them to their defaults."""

    group: ClassVar[str]

    def shown(self, id: UUID) -> dict[str, Any]:
        raise NotImplementedError

    def get(self, request: Request, id: UUID) -> Response:
        return Response(self.shown(id))

    def patch(self, request: Request, id: UUID) -> Response:
        viewer = self.viewer(id)
        given: Any = self.read(self.inputs["patch"])
        self.does(viewer, f"{self.group}.set", given.given())
        return self.get(request, id)

    def delete(self, request: Request, id: UUID) -> Response:
        viewer = self.viewer(id)
        self.does(viewer, f"{self.group}.reset", {})
        return self.get(request, id)


class PhysicsOf(Parameters):
    """The physics of a universe."""

    group = "physics"
    inputs = {"patch": PhysicsSet.Input}
    outputs = {"get": "Every parameter, and the world's id.", "patch": "The same.", "delete": "All at their defaults."}

    def shown(self, id: UUID) -> dict[str, Any]:
        return physics(self.viewer(id), self.found(id).world)


class MusicOf(Parameters):
    """The music of a universe: from which bar on it is so, and the revision that names its notes."""

    group = "music"
    inputs = {"patch": MusicSet.Input}
    outputs = {
        "get": "Every parameter, {seed, revision, bar, bar_at}; the seed is null to whom it is hidden.",
        "patch": "The same.",
        "delete": "All at their defaults; the seed stays.",
    }

    def shown(self, id: UUID) -> dict[str, Any]:
        return music(self.viewer(id), self.found(id))


class Doing(UniverseView):
    """Base of what is done to the parameters as a whole; answers with them."""

    group: ClassVar[type[Parameters]]
    verb: ClassVar[str]

    def post(self, request: Request, id: UUID) -> Response:
        viewer = self.viewer(id)
        given: Any = self.read(self.inputs["post"])
        self.does(viewer, f"{self.group.group}.{self.verb}", given.given())
        shown = self.group(request=request)
        return Response(shown.shown(id))


class PhysicsResetView(Doing):
    """Set parameters of physics to their defaults: those of `names`, or all."""

    group, verb = PhysicsOf, "reset"
    inputs = {"post": PhysicsReset.Input}
    outputs = {"post": "Every parameter."}


class PhysicsPresetView(Doing):
    """Take over a preset of physics."""

    group, verb = PhysicsOf, "preset"
    inputs = {"post": PhysicsPreset.Input}
    outputs = {"post": "Every parameter."}


class MusicResetView(Doing):
    """Set parameters of music to their defaults: those of `names`, or all."""

    group, verb = MusicOf, "reset"
    inputs = {"post": MusicReset.Input}
    outputs = {"post": "Every parameter."}


class MusicPresetView(Doing):
    """Take over a preset of music; volume and tuning stay."""

    group, verb = MusicOf, "preset"
    inputs = {"post": MusicPreset.Input}
    outputs = {"post": "Every parameter."}


routes = [
    path("physics-parameters", PhysicsTable.as_view()),
    path("physics-parameters/presets", PhysicsPresets.as_view()),
    path("physics-parameters/validate", PhysicsCheck.as_view()),
    path("music-parameters", MusicTable.as_view()),
    path("music-parameters/presets", MusicPresets.as_view()),
    path("universes/<uuid:id>/physics-parameters", PhysicsOf.as_view()),
    path("universes/<uuid:id>/physics-parameters/reset", PhysicsResetView.as_view()),
    path("universes/<uuid:id>/physics-parameters/preset", PhysicsPresetView.as_view()),
    path("universes/<uuid:id>/music-parameters", MusicOf.as_view()),
    path("universes/<uuid:id>/music-parameters/reset", MusicResetView.as_view()),
    path("universes/<uuid:id>/music-parameters/preset", MusicPresetView.as_view()),
]
