"""Whether somebody is at their table and looking."""

from __future__ import annotations

from typing import Any

from config.live.hub import Subscriber
from rooms.live.event import Event, Input
from rooms.models import Room


class PresenceIdle(Event):
    """Says that nobody uses this device at the moment, or again somebody does. Passes; others see a person as idle when
    all their devices are.
    """

    type = "presence.idle"
    permission = "rooms.attend"
    streams = frozenset({"room"})
    kept = False
    in_archive = True
    example = {"idle": True}

    class Input(Input):
        idle: bool

    def keys(self, room: Room) -> frozenset[str]:
        """Nobody hears of the device; the change of the person is told as presence."""
        return frozenset()

    def passes(self, room: Room) -> dict[str, Any]:
        return {}

    def said_by(self, device: Subscriber) -> bool:
        changed = device.idle != self.data.idle
        device.idle = self.data.idle
        return changed
