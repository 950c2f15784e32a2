"""What a person's files take, counted anew from their rows, against what was added up as they came and went."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import StoredFile, User
from accounts.models.stored_file import lock

ROWS_AT_A_TIME = 2_000


def wrong_sums() -> Iterator[tuple[UUID, int, int]]:
    """(person, bytes that stand there, bytes that are right) for everybody whose sum is wrong."""
    right = dict(_sums())
    for person, stands in User.objects.order_by().values_list("pk", "storage_used").iterator(ROWS_AT_A_TIME):
        if stands != right.get(person, 0):
            yield person, stands, right.get(person, 0)


def set_right(person: UUID) -> int:
    """Counts one person's files, while none comes or goes. Returns by how many bytes the sum was wrong."""
    with transaction.atomic():
        lock(person)
        right = sum(size for _key, size in _objects_of(owner=person).values_list("key", "size"))
        stands = User.objects.values_list("storage_used", flat=True).get(pk=person)
        User.objects.filter(pk=person).update(storage_used=right)
    return right - stands


def _sums() -> Iterator[tuple[UUID, int]]:
    rows = _objects_of().order_by("owner").values_list("owner", "key", "size").iterator(ROWS_AT_A_TIME)
    for owner, files in groupby(rows, key=lambda row: row[0]):
        yield owner, sum(size for _owner, _key, size in files)


def _objects_of(**whose: Any) -> Any:
    """An object counts once for its owner, however many rows name it."""
    return StoredFile.objects.filter(**whose).order_by().values("owner", "key", "size").distinct()
