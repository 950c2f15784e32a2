"""What all REST of universes stands on: who asks, and of which universe."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

import msgspec
from django.db.models import QuerySet
from msgspec import Struct
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.views import ApiView, created, no_content, page_of
from rooms.api.base import pay_for
from rooms.live import EVENTS, Outcome, perform
from rooms.viewer import Viewer
from universes.models import Universe
from universes.parameters import some_of


class UniverseView(ApiView):
    """Base of what is about one universe."""

    def viewer(self, id: UUID) -> Viewer:
        """Who asks, in this universe's room; who does not belong to it and may see it only looks on. Raises NotFound for
        strangers.
        """
        user = self.request.user
        room = self.found(id).room
        return Viewer.entering(room, user) or Viewer.display(room)

    def found(self, id: UUID) -> Universe:
        universe: Universe = Universe.objects.select_related("room", "world").seen(self.request.user, pk=id)
        return universe

    def does(self, viewer: Viewer, command: str, data: Any) -> Outcome:
        """Performs a command at the cost of one."""
        pay_for(self.request, command)
        return perform(viewer, command, msgspec.to_builtins(data))


def without(command: str, name: str) -> type[Struct]:
    """The input of a command whose address says already which thing (`name`) it is about."""
    given = EVENTS[command].Input
    optional: type[Struct] = some_of(given, given.__name__ + "Fields", without=(name,))
    return optional


class Things(UniverseView):
    """Base of the lists of what a universe is made of. `noun` names the commands."""

    model: ClassVar[Any]
    noun: ClassVar[str]
    project: ClassVar[Any]

    def rows(self, viewer: Viewer) -> QuerySet[Any]:
        found: QuerySet[Any] = self.model.objects.visible_to(viewer)
        return found

    def get(self, request: Request, id: UUID) -> Response:
        viewer = self.viewer(id)
        return page_of(request, self.rows(viewer), lambda row: type(self).project(viewer, row))

    def post(self, request: Request, id: UUID) -> Response:
        viewer = self.viewer(id)
        given: Any = self.read(self.inputs["post"])
        made = self.does(viewer, f"{self.noun}.create", given).made[0]
        return created(type(self).project(viewer, made))


class OneThing(UniverseView):
    """Base of one of them. `key` is what the commands call its id."""

    model: ClassVar[Any]
    noun: ClassVar[str]
    key: ClassVar[str]
    project: ClassVar[Any]
    change: ClassVar[str] = "update"

    def get(self, request: Request, id: UUID, thing_id: UUID) -> Response:
        viewer = self.viewer(id)
        return Response(type(self).project(viewer, self.model.objects.seen(viewer, pk=thing_id)))

    def patch(self, request: Request, id: UUID, thing_id: UUID) -> Response:
        viewer = self.viewer(id)
        given: Any = self.read(self.inputs["patch"])
        self.does(viewer, f"{self.noun}.{self.change}", {**given.given(), self.key: thing_id})
        return self.get(request, id, thing_id)

    def delete(self, request: Request, id: UUID, thing_id: UUID) -> Response:
        viewer = self.viewer(id)
        self.does(viewer, f"{self.noun}.delete", {self.key: thing_id})
        return no_content()
