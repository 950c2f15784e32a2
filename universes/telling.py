"""What passes in a universe's room while its world moves: told at once to all who look, kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from config.live import hubs, wire

STATE, COLLISIONS, LATE = "simulation.state", "simulation.collisions", "simulation.late"


def tell(room: UUID, sights: Iterable[str], type: str, data: dict[str, Any]) -> None:
    """`simulation.state {status, time, step, bodies, broken, absorbed}`: of several within a thirtieth of a second the
    newest. `simulation.collisions {collisions}` and `simulation.late {seconds}`: each. May be called from any thread.
    """
    payload = wire.encode({"type": type, "by": None, "data": data})
    about = STATE if type == STATE else ""
    hubs.tell(str(room), {"act": "pass", "keys": list(sights), "payload": payload, "about": about})
