"""When a thing that moves may be shown again."""

from __future__ import annotations

PASSING_GAP = 1 / 30
MOST_REMEMBERED = 64


class Turns:
    """At most 30 a second for each thing. A sender that keeps to 30 on average is not held up by jitter: one turn may
    be taken early, the next then comes later (the generic cell rate algorithm with a burst of two).
    """

    __slots__ = ("_due",)

    def __init__(self) -> None:
        self._due: dict[str, float] = {}

    def wait(self, thing: str, now: float) -> float:
        """Seconds until `thing` may be shown; 0 when it may at once."""
        return max(0.0, self._due.get(thing, 0.0) - PASSING_GAP - now)

    def take(self, thing: str, now: float) -> None:
        """`thing` is shown now."""
        if len(self._due) >= MOST_REMEMBERED:
            self._due = {other: due for other, due in self._due.items() if due > now}
        self._due[thing] = max(self._due.get(thing, 0.0), now) + PASSING_GAP

    def others_move(self, thing: str, now: float) -> bool:
        """Whether something else was shown a moment ago: then sharing a tick saves writes."""
        return any(due > now for other, due in self._due.items() if other != thing)
