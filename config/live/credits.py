"""What a socket may still send: a bucket that fills with time. Asking is the first and cheapest line of every frame."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic


class Bucket:
    """Refills `rate` credits a second up to `burst`."""

    __slots__ = ("at", "burst", "clock", "left", "rate")

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = monotonic) -> None:
        self.rate, self.burst, self.left, self.clock = rate, burst, burst, clock
        self.at = clock()

    def pay(self, cost: float = 1.0) -> bool:
        now = self.clock()
        self.left = min(self.burst, self.left + (now - self.at) * self.rate)
        self.at = now
        if self.left < cost:
            return False
        self.left -= cost
        return True


class Credits:
    """A socket's buckets: all commands together (30 a second, burst 60) and narrower ones by name (chat 10 in 10 s;
    "table" for what players may do and the whole scene is looked at again for).

    `flooding` becomes true after `patience` refusals in a row: the socket is then closed with 4029.
    """

    NAMED = {"chat": (1.0, 10.0), "heavy": (2.0, 10.0), "table": (2.0, 15.0)}

    def __init__(self, *, rate: float = 30.0, burst: float = 60.0, patience: int = 120) -> None:
        self.all = Bucket(rate, burst)
        self.named: dict[str, Bucket] = {}
        self.refused, self.patience = 0, patience

    def pay(self, cost: float = 1.0, budget: str = "") -> bool:
        paid = self.all.pay(cost) and (not budget or self._bucket(budget).pay())
        if not paid:
            self.refused += 1
        return paid

    def served(self) -> None:
        """A frame was dealt with: the refusals before it and after it are not in a row."""
        self.refused = 0

    @property
    def flooding(self) -> bool:
        return self.refused >= self.patience

    def _bucket(self, name: str) -> Bucket:
        if name not in self.named:
            self.named[name] = Bucket(*self.NAMED[name])
        return self.named[name]
