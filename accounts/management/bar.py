"""A bar on the terminal while a command works long; nothing at all where nobody watches."""

from __future__ import annotations

from typing import Any

WIDTH = 24


class Bar:
    """`out` is the command's stderr, so that what it prints can be piped on. `total` steps, one `step` before each."""

    def __init__(self, out: Any, total: int) -> None:
        self.out, self.total, self.done = out, max(total, 1), -1
        self._words = ""
        self.shown = bool(out.isatty())

    def step(self, words: str) -> None:
        """Begins the next step, which these words name."""
        self.done += 1
        if self.shown:
            full = WIDTH * min(self.done, self.total) // self.total
            self._write(f"\r\x1b[K[{'#' * full}{'.' * (WIDTH - full)}] {self.done}/{self.total} {words[:60]}")

    def at(self, fraction: float, words: str) -> None:
        """As far as `fraction`, 0.0 to 1.0, of all steps; written only when that can be seen."""
        done = int(self.total * min(max(fraction, 0.0), 1.0))
        if done != self.done or words != self._words:
            self.done, self._words = done - 1, words
            self.step(words)

    def clear(self) -> None:
        """Takes the bar away, before something is printed and at the end."""
        if self.shown:
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        self.out.write(text, ending="")
        self.out.flush()
