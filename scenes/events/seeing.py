"""What the events share that change what is seen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rooms.live import Event
from scenes.hearing import heard_anew
from scenes.models import Scene
from scenes.sight import affected


class SeenAnew(Event):
    """Base of what changes sight: besides its own rows, all whose views follow are projected before and after."""

    permission = "scenes.edit"
    streams = frozenset({"scene"})
    shows_more = True
    """Whether more or less may get known by it at once. What is seen is explored by the server's own event after it."""
    rows: list[Any] | None = None

    def touched(self, target: Any) -> list[Any]:
        if self.rows is None:
            self.rows = seen_anew(self.place(target), self.own(target), known=self.shows_more)
        return self.rows

    def place(self, target: Any) -> Scene:
        """The scene it happens in: the very instance that is renewed by what is written."""
        scene: Scene = target if isinstance(target, Scene) else target.scene
        return scene

    def own(self, target: Any) -> list[Any]:
        """The rows that it writes, but for those it makes."""
        return [] if isinstance(target, Scene) else [target]

    @classmethod
    def reached(cls, rows: list[Any]) -> Iterable[Any]:
        return seen_anew(rows[0].scene, rows)


def seen_anew(scene: Scene, own: Iterable[Any], *, whatever: bool = False, known: bool = True) -> list[Any]:
    """`own` rows, and all whose views may follow from what is seen of the scene; all know this very scene."""
    rows = list(own)
    for row in rows:
        if row is not scene:
            row.scene = scene
    there = {(type(row), row.pk) for row in rows}
    others = affected(scene, whatever=whatever, known=known)
    return [*rows, *(row for row in (*others, *heard_anew(scene)) if (type(row), row.pk) not in there)]
