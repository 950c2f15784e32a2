"""Who stands for a token in a fight follows what is done to its bars and conditions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from accounts.models import Model
from rooms.live import Event
from scenes.events.encounters import whole
from scenes.events.token_sight import acquainted
from scenes.fight import Fight, fights_of
from scenes.models import Combatant, Encounter

Kind = TypeVar("Kind", bound=type[Event])


def followed(kind: Kind) -> Kind:
    """Of an event that changes tokens' bars or conditions, or what their bars show, and names them in `touched`: the
    fights in which somebody stands for them are touched too, and follow once it is applied.
    """
    touched, apply, reached = kind.touched, kind.apply, kind.reached

    def touched_too(self: Any, target: Any) -> Iterable[Model]:
        rows = list(touched(self, target))
        if not hasattr(self, "fights"):
            self.fights = fights_of(rows)
        # Who comes and goes with what is seen stands in these fights too: there it is that they change.
        rows = [row for row in rows if not isinstance(row, Encounter | Combatant)]
        known = {(type(row), row.pk) for row in rows}
        return [*rows, *(row for fight in self.fights for row in fight.rows if (type(row), row.pk) not in known)]

    def apply_too(self: Any, target: Any) -> list[Model]:
        made = apply(self, target)
        rows = [made] if isinstance(made, Model) else list(made or ())
        fights: list[Fight] = self.fights
        for fight in fights:
            fight.follow()
            rows += fight.save()
        return rows

    def reached_too(cls: Any, rows: list[Model]) -> Iterable[Model]:
        return acquainted([*reached(rows), *whole([row for row in rows if isinstance(row, Encounter | Combatant)])])

    for name, method in (("touched", touched_too), ("apply", apply_too), ("reached", classmethod(reached_too))):
        setattr(kind, name, method)
    return kind
