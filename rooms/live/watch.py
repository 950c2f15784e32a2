"""What those who lead are told of the lines of their table besides its log: how fast each is, and what was refused.

It passes; nothing of it is kept.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from config.api.errors import Problem
from config.live import hubs, wire
from config.live.hub import Hub
from rooms.viewer import Viewer

LEADING = frozenset({"gm"})
LONGEST_NAME = 40


def tell_delays(hub: Hub) -> None:
    """`room.delays {delays: {user: ms}}`: how long pages took to answer the last beat, there and back; of several the
    slowest.
    """
    delays: dict[str, float] = {}
    for one in hub.subscribers:
        if one.user and one.delay is not None:
            delays[one.user] = max(delays.get(one.user, 0.0), one.delay)
    if delays:
        _tell(hub, "room.delays", {"delays": {user: round(1000 * delay) for user, delay in delays.items()}})


def tell_refusal(hub: Hub, who: Viewer, command: str, problem: Problem) -> None:
    """`room.refused {user, name, command, code, message, at}`: of a member's command, and nothing of what it held."""
    if who.user is None:
        return
    said = {"user": who.user.pk, "name": who.user.display_name, "command": command[:LONGEST_NAME]}
    why = {"code": problem.code, "message": str(problem.message), "at": timezone.now()}
    _tell(hub, "room.refused", {**said, **why}, about=f"refused:{who.user.pk}")


def _tell(hub: Hub, type: str, data: dict[str, Any], *, about: str = "") -> None:
    payload = wire.encode({"type": type, "data": data})
    hub.pass_on(LEADING, payload, about=about)
    hubs.tell_others(hub.topic, {"act": "pass", "keys": list(LEADING), "payload": payload, "about": about})
