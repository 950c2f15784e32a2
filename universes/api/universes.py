"""Universes over REST: the list, one, copies, favourites."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import path
from django.utils.translation import gettext as _
from msgspec import UNSET, Struct, UnsetType
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from accounts.throttles import pay
from config.api.errors import Invalid
from config.api.views import ApiView, created, no_content, page_of
from rooms.closing import close_room
from universes import listing
from universes.api.base import UniverseView
from universes.api.older.parameters import OlderUniverse, Whole
from universes.building import copied
from universes.composer.parameters import PRESETS as MUSIC_PRESETS
from universes.events.universe import UniverseUpdate
from universes.fields import Description, MusicPresetName, Name, PhysicsPresetName, Seed, Visibility, Word
from universes.models import Favourite, Universe
from universes.models.universe import new_seed
from universes.parameters import stored
from universes.physics.parameters import Physics, with_preset
from universes.projections.universe import music
from universes.projections.world import physics, simulation


class UniverseIn(Struct, forbid_unknown_fields=True):
    """A new universe. Without a seed one is drawn; the presets say where its parameters begin."""

    name: Name
    description: Description = ""
    genre: Word = ""
    theme: Word = ""
    visibility: Visibility = "private"
    seed: Seed | None = None
    hide_seed: bool = False
    physics_preset: PhysicsPresetName | None = None
    music_preset: MusicPresetName = "default"


class UniverseChange(Struct, forbid_unknown_fields=True):
    """Only what is named changes; `visibility` is for the owner to say."""

    name: Name | UnsetType = UNSET
    description: Description | UnsetType = UNSET
    genre: Word | UnsetType = UNSET
    theme: Word | UnsetType = UNSET
    hide_seed: bool | UnsetType = UNSET
    visibility: Visibility | UnsetType = UNSET


class CopyIn(Struct, forbid_unknown_fields=True):
    """What the copy is to be called; as the first if it is left out."""

    name: Name | UnsetType = UNSET


def row_for(user: Any, id: Any) -> dict[str, Any]:
    return listing.row(listing.known(user).seen(user, pk=id))


def named(name: str) -> str:
    """Raises Invalid for nothing but blanks."""
    if not name.strip():
        raise Invalid(fields={"name": [_("A universe needs a name.")]})
    return name.strip()


class Universes(ApiView):
    """The universes one may see: `?mine=1`, `favourite=1`, `genre`, `theme`, `visibility`, `q` (in name and description),
    `order` (name, -name, new, changed, popular). POST makes one.
    """

    inputs = {"post": UniverseIn}
    outputs = {
        "get": "Universes: {id, room, name, description, genre, theme, visibility, hide_seed, picture, forked_from, owner, "
        "role, favourite, favourites, comments, created_at, updated_at}; `role` is yours in it, or null.",
        "post": "The universe.",
    }

    def get(self, request: Request) -> Response:
        return page_of(request, listing.wanted(request.user, request.query_params), listing.row)

    def post(self, request: Request) -> Response:
        require(request.user, "universes.open", None)
        pay(request, "command")
        given = self.read(UniverseIn)
        world = with_preset(Physics(), given.physics_preset) if given.physics_preset else Physics()
        universe = Universe.open_by(
            request.user,
            name=named(given.name),
            description=given.description.strip(),
            genre=given.genre.strip(),
            theme=given.theme.strip(),
            visibility=given.visibility,
            seed=new_seed() if given.seed is None else given.seed,
            hide_seed=given.hide_seed,
            music=stored(MUSIC_PRESETS[given.music_preset]),
            physics=stored(world),
        )
        return created(row_for(request.user, universe.pk))


class OneUniverse(Whole):
    """One universe with its parameters; PATCH changes it as at its live page, PUT as the older systems did, with its
    parameters; DELETE is the owner's.
    """

    inputs = {"patch": UniverseChange, "put": OlderUniverse}
    outputs = {
        "get": "As in the list, and {physics, music, simulation}.",
        "patch": "The same.",
        "put": "The same.",
        "delete": "It is gone for everybody.",
    }

    def get(self, request: Request, id: UUID) -> Response:
        viewer, universe = self.viewer(id), self.found(id)
        world = universe.world
        parts = {"physics": physics(viewer, world), "music": music(viewer, universe)}
        return Response({**row_for(request.user, id), **parts, "simulation": simulation(viewer, world.run)})

    def patch(self, request: Request, id: UUID) -> Response:
        viewer = self.viewer(id)
        given = self.read(UniverseChange)
        words = {name: getattr(given, name) for name in UniverseUpdate.Input.__struct_fields__}
        words = {name: value for name, value in words.items() if value is not UNSET}
        if given.visibility is not UNSET:
            self.does(viewer, "universe.share", {"visibility": given.visibility})
        if words or given.visibility is UNSET:
            self.does(viewer, "universe.update", words)
        return self.get(request, id)

    def delete(self, request: Request, id: UUID) -> Response:
        close_room(self.viewer(id))
        return no_content()


class Copies(UniverseView):
    """Make a copy of one's own of a universe one may see: everything but who belongs to it and what was said about it. A
    seed that is hidden is drawn anew.
    """

    inputs = {"post": CopyIn}
    outputs = {"post": "The copy, as in the list; it is private."}

    def post(self, request: Request, id: UUID) -> Response:
        viewer, universe = self.viewer(id), self.found(id)
        given = self.read(CopyIn)
        pay(request, "command")
        name = None if given.name is UNSET else named(given.name)
        return created(row_for(request.user, copied(request.user, viewer, universe, name=name).pk))


class Favourites(UniverseView):
    """Have a universe at hand (PUT), or no more (DELETE). Nobody else is told, but how many do is counted."""

    outputs = {"put": "It is one of your favourites.", "delete": "It is none."}

    def put(self, request: Request, id: UUID) -> Response:
        Favourite.objects.get_or_create(user=request.user, universe=self.found(id))
        return no_content()

    def delete(self, request: Request, id: UUID) -> Response:
        Favourite.objects.filter(user=request.user, universe=self.found(id)).delete()
        return no_content()


routes = [
    path("universes", Universes.as_view(), name="universes"),
    path("universes/<uuid:id>", OneUniverse.as_view(), name="universe"),
    path("universes/<uuid:id>/fork", Copies.as_view(), name="universe-fork"),
    path("universes/<uuid:id>/favourite", Favourites.as_view(), name="universe-favourite"),
]
