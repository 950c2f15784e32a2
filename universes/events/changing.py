"""What the events of a universe share: who may, what is changed, from which bar on it is heard."""

from __future__ import annotations

from collections.abc import Iterable
from time import time
from typing import Any

from accounts.models import Model
from rooms.live import Event
from rooms.viewer import Viewer
from universes.models import Universe, World
from universes.music import bar_seconds, heard


class Changing(Event):
    """Base of what those who lead do with their universe."""

    permission = "universes.edit"
    streams = frozenset({"universe"})
    undoable = True

    def target(self, who: Viewer) -> Any:
        return universe_of(who)

    def touched(self, target: Any) -> list[Any]:
        return []

    @classmethod
    def reached(cls, rows: list[Model]) -> Iterable[Model]:
        """Physics are heard, too. The universe has the very row of its world that is written, so that it is projected as
        it stands before and after.
        """
        universes = {row.pk: row for row in rows if isinstance(row, Universe)}
        for world in (row for row in rows if isinstance(row, World)):
            universe: Universe = universes.get(world.universe_id) or Universe.objects.get(world=world)  # type: ignore[arg-type]
            universe.world = world
            yield universe
        yield from rows

    @classmethod
    def require_back(
        cls, who: Viewer, row: Any, to: dict[str, Any], *, again: bool, remembered: dict[str, Any]
    ) -> None:
        """Forbids nothing; what is taken back is heard from the next bar on, too, and this comes before the row is."""
        universe = row.universe if isinstance(row, World) else row
        if isinstance(universe, Universe):
            turn_at_next_bar(universe, time())

    def from_next_bar(self, universe: Universe) -> None:
        """What is about to change is heard from the next bar on, by everybody. To be called before it changes."""
        assert self.at is not None
        turn_at_next_bar(universe, self.at.timestamp())


def turn_at_next_bar(universe: Universe, now: float) -> None:
    universe.bar, universe.bar_at = universe.next_bar(now, bar_seconds(heard(universe)))
    universe.save(update_fields=["bar", "bar_at", "updated_at"])


def universe_of(who: Viewer) -> Universe:
    """The universe whose room it is. Raises NotFound at a table."""
    universe: Universe = Universe.objects.select_related("room", "world").seen(who, room=who.room)
    return universe
