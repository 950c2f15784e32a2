"""What a thing is called after the file it came in. Pure."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath


def stem(filename: str) -> str:
    """A file's name without its path, its extension and characters that are not shown."""
    base = PurePosixPath(filename.replace("\\", "/")).name
    return shown(base.rsplit(".", 1)[0] if "." in base[1:] else base)


def shown(text: str) -> str:
    """Without control and direction characters, and what of a file's name is no text."""
    return "".join(sign for sign in text if unicodedata.category(sign)[0] != "C")


def plain(text: str, *, most: int, otherwise: str) -> str:
    """Underscores and runs of blanks as one blank, `most` characters at most; `otherwise` for nothing."""
    return " ".join(text.replace("_", " ").split())[:most].strip() or otherwise
