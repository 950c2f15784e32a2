"""Changes of the back office to what a live table sees go through `perform`, like everybody's.

A page of the admin saves a whole row. `LiveAdmin` lets `perform` do that: the row is projected before and after, the
difference is numbered, stored and announced, and whoever is at the table sees it within a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest

from accounts.back_office import ScopedAdmin
from accounts.models import Model
from config.api.errors import NotFound
from rooms.live.event import Event, Input
from rooms.live.perform import perform
from rooms.models import Room
from rooms.viewer import Viewer


class BackOfficeEdit(Event):
    """A game master changed something in the back office. The server's own."""

    type = "back_office.edit"
    permission = "rooms.lead"
    streams = frozenset({"room", "scene", "chat"})
    internal = True

    class Input(Input):
        rows: Callable[[], Iterable[Any]]
        save: Callable[[], Any]

    def touched(self, room: Room) -> list[Model]:
        return list(self.data.rows())

    def apply(self, room: Room) -> None:
        self.data.save()


class LiveAdmin(ScopedAdmin):
    """A model whose rows lie on a table. `room_of` says which; `live_rows` reads what a change of `obj` may touch."""

    def room_of(self, obj: Any) -> Room:
        return obj.room

    def live_rows(self, obj: Any) -> Iterable[Any]:
        return self.model._default_manager.filter(pk=obj.pk)

    def edit(self, request: HttpRequest, obj: Any, save: Callable[[], Any]) -> None:
        """Does `save` as an entry of the room's log. Raises NotFound when the room is not led by who asks."""
        viewer = Viewer.entering(self.room_of(obj), request.user)
        if viewer is None:
            raise NotFound()
        doing = BackOfficeEdit.Input(rows=lambda: self.live_rows(obj), save=save)
        perform(viewer, BackOfficeEdit.type, doing, internal=True)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        self.edit(request, obj, obj.save)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        pk = obj.pk
        self.edit(request, obj, lambda: self.model._default_manager.filter(pk=pk).delete())
