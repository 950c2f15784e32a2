"""D4: a preview that still waits for its turn when its drag ends is not sent after the drop."""

from __future__ import annotations

from typing import Any

import pytest

from config.live import wire
from config.live.hub import Hub, Subscriber

KEYS = frozenset({"open"})


class Outlet:
    """Keeps what it is given."""

    frames, overflow = None, False

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def send(self, payload: bytes) -> None:
        self.sent.append(payload)

    def pass_frames(self, frames: bytes, payloads: list[bytes]) -> None:
        self.sent += payloads


@pytest.mark.asyncio
@pytest.mark.parametrize("ends", [(), ("token.drag:1",)])
async def test_a_late_preview(ends: tuple[str, ...]) -> None:
    hub, outlet = Hub("room", source=Any), Outlet()
    hub.seq = 0
    reader = Subscriber(outlet, lambda code: None, ("open",), user=None)  # type: ignore[arg-type]
    hub.add(reader)
    reader.live = True
    for number in range(10):
        hub.pass_on(KEYS, b"preview %d" % number, about="token.drag:1")
    drop = wire.Kept(
        1, {"type": "token.move", "at": "2026-11-22T20:00:00Z"}, {"open": [["patch", "token", "1", {"x": 70}]]}
    )
    drop.ends = ends
    hub.offer(drop)
    before_the_drop = len(outlet.sent)
    if hub.ticking is not None:
        hub.ticking.cancel()
        hub._tick()
    assert len(outlet.sent) - before_the_drop == (0 if ends else 1)
