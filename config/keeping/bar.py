"""A line at the foot of a terminal that says how far long work is; silent where nobody looks."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any, Self

WIDTH = 30
EVERY_SECONDS = 0.1


class Bar:
    """`with Bar(self.stderr) as tell: tell(0.3, "copying rows")`."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.shown = bool(stream.isatty())
        self._next = 0.0

    def __enter__(self) -> Self:
        return self

    def __call__(self, fraction: float, words: str) -> None:
        now = time.monotonic()
        if not self.shown or now < self._next:
            return
        self._next = now + EVERY_SECONDS
        done = round(WIDTH * min(max(fraction, 0.0), 1.0))
        self._write(f"\r{'#' * done}{'-' * (WIDTH - done)} {fraction:4.0%} {words}\033[K")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.shown:
            self._write("\r\033[K")

    def _write(self, text: str) -> None:
        self.stream.write(text, ending="")
        self.stream.flush()
