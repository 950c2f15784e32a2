"""What all REST of rooms stands on: who asks, at which table."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from rest_framework.request import Request

from accounts.throttles import pay
from config.api.errors import Invalid, NotFound
from config.api.views import ApiView
from rooms.live.event import EVENTS
from rooms.live.perform import Outcome
from rooms.models import Room
from rooms.models.log import NEWEST
from rooms.viewer import Viewer


class RoomView(ApiView):
    """Base of what happens inside one room."""

    def viewer(self, room_id: UUID) -> Viewer:
        """Who asks, at this room's table. Raises NotFound for strangers: they learn nothing of it."""
        room = Room.objects.seen(self.request.user, pk=room_id)
        viewer = Viewer.entering(room, self.request.user)
        if viewer is None:
            raise NotFound()
        return viewer


def pay_for(request: Request, type: str) -> None:
    """One command of `type`, of those a minute allows: by REST nobody floods a table either. Raises SlowDown."""
    kind = EVENTS.get(type)
    pay(request, (kind.budget if kind else "") or "command")


def answer(viewer: Viewer, outcome: Outcome) -> dict[str, Any]:
    """What REST says of a performed command: its number and what the author may see of it."""
    ops = outcome.kept.ops(viewer.keys) if outcome.kept else []
    return {"seq": outcome.seq, "repeated": outcome.repeated, "ops": ops}


def number(request: Request, name: str, default: int, *, most: int = NEWEST) -> int:
    """A whole number of the query, at least 0. Raises Invalid for anything else."""
    try:
        value = int(request.query_params.get(name) or default)
    except ValueError:
        raise Invalid(fields={name: [_("This must be a whole number.")]}) from None
    return max(0, min(value, most))


def identifier(text: str, name: str) -> UUID:
    """`text`, given for `name` in the query, as an id. Raises Invalid for anything else."""
    try:
        return UUID(text)
    except ValueError:
        raise Invalid(fields={name: [_("This is no id.")]}) from None
