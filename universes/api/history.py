"""What a universe was, over REST; for those who belong to it."""

from __future__ import annotations

from uuid import UUID

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.errors import Forbidden
from config.api.views import cursor_page
from rooms.api.base import number
from rooms.live.replay import head_of
from rooms.models.log import NEWEST
from rooms.viewer import Viewer
from universes import past
from universes.api.base import UniverseView
from universes.events.restoring import UniverseRestore

MOST = 200


class PastView(UniverseView):
    def member(self, id: UUID) -> Viewer:
        """Raises Forbidden for who only looks in: what was before it was open to all is not theirs."""
        viewer = self.viewer(id)
        if viewer.member is None:
            raise Forbidden()
        return viewer


class History(PastView):
    """Who changed what and when, newest first: at most `?limit=` (50) entries before number `?before=`."""

    outputs = {
        "get": "Entries: {seq, type, by, at, reversed, of?, changed}; `changed` are ops put, patch or gone of the "
        "universe's things; `meta.cursor.before` is what to ask for next."
    }

    def get(self, request: Request, id: UUID) -> Response:
        viewer = self.member(id)
        limit = max(1, number(request, "limit", 50, most=MOST))
        found, more = past.history(viewer, number(request, "before", NEWEST), limit)
        return cursor_page(found, before=found[-1]["seq"] if found else None, more=more)


class Compare(PastView):
    """How the universe at entry `?from=` differs from that at `?to=` (now, without it)."""

    outputs = {"get": "{from, to, differences: [{what, id, name, field, before, after}]}."}

    def get(self, request: Request, id: UUID) -> Response:
        viewer = self.member(id)
        head = head_of(viewer.room)
        first, last = number(request, "from", 0, most=head), number(request, "to", head, most=head)
        found = past.differences(past.document_at(viewer, first), past.document_at(viewer, last))
        return Response({"from": first, "to": last, "differences": found})


class Restore(PastView):
    """Make the universe what it was at entry `seq`, for everybody; it can be undone."""

    inputs = {"post": UniverseRestore.Input}
    outputs = {"post": "{seq}: the number of the entry that this is."}

    def post(self, request: Request, id: UUID) -> Response:
        viewer = self.viewer(id)
        return Response({"seq": self.does(viewer, "universe.restore", self.read(UniverseRestore.Input)).seq})


routes = [
    path("universes/<uuid:id>/history", History.as_view()),
    path("universes/<uuid:id>/compare", Compare.as_view()),
    path("universes/<uuid:id>/restore", Restore.as_view()),
]
