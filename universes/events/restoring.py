"""Making a universe what it was."""

from __future__ import annotations

from typing import Annotated, Any

from django.utils.translation import gettext as _
from msgspec import Meta

from config.api.errors import Invalid
from rooms.live import Input
from rooms.live.replay import head_of, state_at
from rooms.viewer import Viewer
from universes.building import make_as, parts_of
from universes.document import document_of
from universes.events.changing import Changing
from universes.models import Universe


class UniverseRestore(Changing):
    """Make the universe what it was at entry `seq`: its words, seed, physics, music, bodies, constraints, story and
    visualisations. Who may know of it and what was said about it stay, and a story that is told stands.
    """

    type = "universe.restore"
    example = {"seq": 0}
    parts: list[Any] | None = None

    class Input(Input):
        seq: Annotated[int, Meta(ge=0)]

    def touched(self, universe: Universe) -> list[Any]:
        if self.parts is None:
            self.parts = parts_of(universe)
        return [universe, universe.room, universe.world, universe.timeline, *self.parts]

    def apply(self, universe: Universe) -> list[Any]:
        # The head is this very entry, which is not written yet.
        if self.data.seq >= head_of(self.who.room):
            raise Invalid(fields={"seq": [_("There is no such entry.")]})
        then = state_at(Viewer.audience(self.who.room, "gm"), self.data.seq)["things"]
        assert self.at is not None
        universe.timeline.stand(universe.timeline.second_at(self.at.timestamp()))
        self.from_next_bar(universe)
        return make_as(universe, document_of(then), self.parts or [])

    @classmethod
    def require_place(cls, row: Any) -> None:
        row.require_place(row.world_id if hasattr(row, "world_id") else row.universe_id)
