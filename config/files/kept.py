"""A small store of made things in this process's memory, bounded by their bytes: the least lately used go first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any


class Kept:
    """`kept(key, make, weigh)`: what was made under the key, else `make()`. Two threads may make the same at once."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._lock = threading.Lock()
        self._held: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()

    def __call__(self, key: Hashable, make: Callable[[], Any], weigh: Callable[[Any], int]) -> Any:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key][0]
        made = make()
        self._hold(key, made, weigh(made))
        return made

    def _hold(self, key: Hashable, made: Any, size: int) -> None:
        with self._lock:
            self.bytes += size - self._held.pop(key, (None, 0))[1]
            self._held[key] = (made, size)
            while self.bytes > self.most_bytes:
                self.bytes -= self._held.popitem(last=False)[1][1]

    def clear(self) -> None:
        with self._lock:
            self._held.clear()
            self.bytes = 0
