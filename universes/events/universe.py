"""What a universe is called, and who may know of it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from msgspec import UNSET, UnsetType

from config.api.errors import Invalid
from config.live import hubs
from config.live.hub import RESTARTING
from rooms.live import Input
from universes.events.changing import Changing
from universes.fields import Description, Name, Visibility, Word
from universes.models import Universe

WIDER = ("private", "shared", "public")


class OfUniverse(Changing):
    def touched(self, universe: Universe) -> list[Any]:
        return [universe, universe.room]


class UniverseUpdate(OfUniverse):
    """Name the universe, describe it, say what it is like; only what is named changes. `hide_seed` keeps the seed from
    those who only look on, from now on: one that they were told before is better changed with it.
    """

    type = "universe.update"
    example = {"name": "The Drowned Moon", "genre": "fantasy", "theme": "water"}

    class Input(Input):
        name: Name | UnsetType = UNSET
        description: Description | UnsetType = UNSET
        genre: Word | UnsetType = UNSET
        theme: Word | UnsetType = UNSET
        hide_seed: bool | UnsetType = UNSET

    def apply(self, universe: Universe) -> None:
        given = {name: value.strip() if isinstance(value, str) else value for name, value in self.data.given().items()}
        if given.get("name") == "":
            raise Invalid(fields={"name": [_("A universe needs a name.")]})
        universe.change(**given)


class UniverseShare(OfUniverse):
    """Say who may know of the universe: its members alone (`private`), also those at tables that use it (`shared`), or
    everybody (`public`), who may then look in and make a copy. Pages come anew when fewer may.
    """

    type = "universe.share"
    permission = "universes.share"
    # Taken back it would have to close the doors again, and said anew it does.
    undoable = False
    example = {"visibility": "public"}

    class Input(Input):
        visibility: Visibility

    def apply(self, universe: Universe) -> None:
        fewer = WIDER.index(self.data.visibility) < WIDER.index(universe.visibility)
        universe.change(visibility=self.data.visibility)
        if fewer:
            # Before anything more is told: onlookers are let in no more, members come back.
            closing = partial(hubs.tell, str(universe.room_id), {"act": "close", "code": RESTARTING})
            transaction.on_commit(closing, robust=True)
