"""The objects of the storage against the rows that name them: what lies there for nobody, and what is gone.

Both are read in the order of their keys, side by side, so that a million files need the memory of one folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from enum import Enum, auto

from django.core.files.storage import Storage, default_storage
from django.db import connection
from django.db.models.functions import Collate
from django.utils import timezone

from accounts.models import StoredFile
from accounts.models.stored_file import remove_unused

# Keys of `content_key` with an owner, and the copies beside them that `config.files.store` renames when they are whole.
OBJECT = re.compile(r"\A[a-z-]+/([0-9a-f-]{36})/[0-9a-f]{2}/(?:[0-9a-f]{64}\.[a-z0-9]+|\.[0-9a-f]{32}\.part)\Z")
GRACE = timedelta(hours=2)
"""What is younger may be about to be noted."""
ROWS_AT_A_TIME = 2_000


class Difference(Enum):
    UNNAMED = auto()
    """An object of ours that no row names."""
    STRANGE = auto()
    """Something that this server did not put there, and that counts against nobody."""
    GONE = auto()
    """A row names it, and it is not there."""


def differences(*, older_than: timedelta = GRACE) -> Iterator[tuple[Difference, str]]:
    """Keys in which storage and rows differ, in order. Objects that changed within `older_than` are left out, and so are
    those of files that went while this was looking.
    """
    before = timezone.now() - older_than
    rows = _named()
    named = next(rows, None)
    for key in _objects(default_storage, ""):
        while named is not None and named < key:
            yield from _gone(named)
            named = next(rows, None)
        if named == key:
            named = next(rows, None)
        elif _changed_before(key, before):
            yield (Difference.UNNAMED if OBJECT.match(key) else Difference.STRANGE), key
    while named is not None:
        yield from _gone(named)
        named = next(rows, None)


def sweep(*, older_than: timedelta = GRACE) -> int:
    """Deletes objects under content keys that no row names, and copies that were never finished. Returns how many."""
    gone = 0
    for difference, key in differences(older_than=older_than):
        owner = OBJECT.match(key)
        if difference is not Difference.UNNAMED or owner is None:
            continue
        if key.endswith(".part"):
            default_storage.delete(key)
        else:
            remove_unused(key, owner[1])
        gone += 1
    return gone


def _named() -> Iterator[str]:
    """The keys that rows name, each once, in the order of their letters' numbers as Python has it."""
    keys = StoredFile.objects.order_by()
    if connection.vendor == "postgresql":
        # Its own order is that of some language. A cursor, because an index in this order there is none.
        places = keys.annotate(place=Collate("key", "C")).values_list("place", flat=True).distinct()
        yield from places.order_by("place").iterator(chunk_size=ROWS_AT_A_TIME)
        return
    # SQLite reads them by its index, page by page: under an open cursor nobody could write with this connection.
    page, last = keys.values_list("key", flat=True).distinct().order_by("key"), ""
    while found := list(page.filter(key__gt=last)[:ROWS_AT_A_TIME]):
        yield from found
        last = found[-1]


def _objects(storage: Storage, place: str) -> Iterator[str]:
    """All keys below `place` in order: a folder sorts as its name with the slash that follows it in keys."""
    try:
        folders, files = storage.listdir(place)
    except FileNotFoundError:  # nothing was stored yet
        return
    for name in sorted([*(f"{folder}/" for folder in folders), *filter(None, files)]):
        if name.endswith("/"):
            yield from _objects(storage, f"{place}{name}")
        else:
            yield f"{place}{name}"


def _gone(key: str) -> Iterator[tuple[Difference, str]]:
    if not default_storage.exists(key) and StoredFile.objects.filter(key=key).exists():
        yield Difference.GONE, key


def _changed_before(key: str, moment: object) -> bool:
    try:
        return bool(default_storage.get_modified_time(key) <= moment)  # type: ignore[operator]
    except FileNotFoundError:
        return False
