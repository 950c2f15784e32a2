"""Names of stored objects: by kind, owner and content, so that a name never says what the file was called."""

from __future__ import annotations

import re
from typing import Any

SHA256 = re.compile(r"\A[0-9a-f]{64}\Z")
WORD = re.compile(r"\A[a-z][a-z0-9-]{0,31}\Z")
OWNER = re.compile(r"\A[0-9a-f-]{1,40}\Z")


def content_key(kind: str, sha256: str, ext: str, *, owner: Any = "") -> str:
    """`map/<owner>/ab/abcdef….webp`. With an owner the same bytes of two people are two objects: who deletes one
    cannot touch the other, and nobody learns by uploading that somebody else has a file. Raises ValueError.
    """
    owner = str(owner)
    if not (WORD.match(kind) and SHA256.match(sha256) and WORD.match(ext)) or (owner and not OWNER.match(owner)):
        raise ValueError(f"not a content key: {kind!r} {owner!r} {sha256!r} {ext!r}")
    parts = [kind, owner, sha256[:2], f"{sha256}.{ext}"]
    return "/".join(part for part in parts if part)
