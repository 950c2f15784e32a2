"""What a file's name says: `Cave of Echoes [30x20].png` is "Cave of Echoes", 30 by 20 cells. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accounts.library import names

CELLS = re.compile(r"[\[(]\s*(\d{1,4})\s*[x×]\s*(\d{1,4})\s*[\])]", re.IGNORECASE)
MAX_CELLS = 1000
MAX_NAME = 120
MIN_CELL_PX = 2.0


@dataclass(frozen=True, slots=True)
class Hint:
    """`columns` and `rows` are None when the name does not tell."""

    name: str
    columns: int | None = None
    rows: int | None = None


def hint(filename: str) -> Hint:
    """The name to show and the number of cells. Paths, extensions and characters that are not shown are dropped."""
    text = names.stem(filename)
    found = CELLS.search(text)
    if found:
        text = f"{text[: found.start()]} {text[found.end() :]}"
    name = names.plain(text, most=MAX_NAME, otherwise="Map")
    if found and 1 <= int(found[1]) <= MAX_CELLS and 1 <= int(found[2]) <= MAX_CELLS:
        return Hint(name, int(found[1]), int(found[2]))
    return Hint(name)
