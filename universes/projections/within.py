"""Which rows a snapshot holds: those of the universe whose room it is. A table asks nothing for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from accounts.models import Model
from rooms.models import Room
from rooms.viewer import Viewer


def here(model: type[Model], *related: str) -> Callable[[Viewer], Iterable[Any]]:
    def rows(viewer: Viewer) -> Iterable[Any]:
        if viewer.room.kind != Room.Kind.UNIVERSE:
            return ()
        things: Any = model._default_manager
        found = things.visible_to(viewer)
        return found.select_related(*related) if related else found  # type: ignore[no-any-return]

    return rows
