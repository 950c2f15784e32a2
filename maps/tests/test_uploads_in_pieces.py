"""A large file comes in pieces, goes on where it was cut, and leaves nothing behind when it never comes whole."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from accounts.library import pieces
from accounts.models import User
from config.api.errors import NotFound
from config.jobs.worker import run_pending
from config.live.bodies import MULTIPART_ALLOWANCE, limit_for
from maps.models import MapUpload
from maps.tests.conftest import picture


def announce(client: Client, size: int, **fields: Any) -> Any:
    return client.post("/api/v1/maps/uploads", {"name": "Mine [10x5].png", "size": size, **fields}, "application/json")


def send(client: Client, id: str, offset: int, piece: bytes) -> Any:
    return client.patch(
        f"/api/v1/maps/uploads/{id}", piece, "application/offset+octet-stream", headers={"Upload-Offset": str(offset)}
    )


def begun(client: Client, size: int, **fields: Any) -> str:
    answer = announce(client, size, **fields)
    assert answer.status_code == 201, answer.content
    return str(answer.json()["data"]["id"])


def test_it_works(
    as_ada: Client, as_cleo: Client, left_behind: Callable[[], list[str]], django_capture_on_commit_callbacks: Any
) -> None:
    file = picture(200, 100)
    folder = as_ada.post("/api/v1/map-folders", {"name": "Mines"}, "application/json").json()["data"]["id"]
    id = begun(as_ada, len(file), folder=folder, sha256=hashlib.sha256(file).hexdigest())
    assert send(as_ada, id, 0, file[:100]).json()["data"]["offset"] == 100
    late = send(as_ada, id, 0, file[:100])
    assert (late.status_code, late.json()["state"]) == (409, {"offset": 100})
    assert {as_cleo.get(f"/api/v1/maps/uploads/{id}").status_code, send(as_cleo, id, 100, b"x").status_code} == {404}
    asked = as_ada.get(f"/api/v1/maps/uploads/{id}")
    assert asked["Upload-Offset"] == "100"
    [listed] = as_ada.get("/api/v1/maps/uploads").json()["data"]
    assert (listed["offset"], listed["size"], listed["folder"]) == (100, len(file), folder)

    last = send(as_ada, id, 100, file[100:])
    assert last.status_code == 202
    assert as_ada.get(f"/api/v1/maps/uploads/{id}").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        run_pending()
    told = as_ada.get(f"/api/v1/jobs/{last.json()['data']['job']}").json()["data"]
    made = as_ada.get(f"/api/v1/maps/{told['result']['map']}").json()["data"]
    assert (made["name"], made["folder"], made["width"], made["tiling"]) == ("Mine", folder, 200, "done")
    assert told["result"]["duplicate_of"] is None
    assert [path for path in left_behind() if not path.startswith("media/map")] == []


def test_what_does_not_fit_is_refused(as_ada: Client, ada: User) -> None:
    assert announce(as_ada, 501 * 1024 * 1024).status_code == 413
    ada.storage_quota = 1000
    ada.save()
    first = begun(as_ada, 600)
    assert announce(as_ada, 600).status_code == 507, "what is on its way counts"
    assert send(as_ada, first, 0, b"x" * 601).status_code == 400
    assert as_ada.get(f"/api/v1/maps/uploads/{first}").json()["data"]["offset"] == 0
    assert as_ada.delete(f"/api/v1/maps/uploads/{first}").status_code == 204
    assert not list(pieces.directory().iterdir())
    assert as_ada.patch(f"/api/v1/maps/uploads/{begun(as_ada, 10)}", b"x", "application/offset+octet-stream").status_code == 400  # fmt: skip
    for _ in range(pieces.MOST_OPEN - 1):
        begun(as_ada, 1)
    assert announce(as_ada, 1).status_code == 409


def test_the_server_takes_no_larger_body_than_a_piece(settings: Any) -> None:
    def limit(path: str) -> int:
        return limit_for(path, signed=True, uploads=settings.UPLOAD_LIMITS, ordinary=settings.BODY_LIMIT)

    assert limit("/api/v1/maps/uploads/x") - MULTIPART_ALLOWANCE == pieces.PIECE
    assert limit("/api/v1/maps/bulk") - MULTIPART_ALLOWANCE == settings.BODY_LIMIT
    assert limit("/api/v1/maps") - MULTIPART_ALLOWANCE == 500 * 1024 * 1024


def test_a_damaged_file_is_forgotten(as_ada: Client, left_behind: Callable[[], list[str]]) -> None:
    id = begun(as_ada, 4, sha256="0" * 64)
    assert send(as_ada, id, 0, b"what").status_code == 422
    assert (MapUpload.objects.exists(), left_behind()) == (False, [])


def test_a_full_disk_leaves_no_half_piece(as_ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    id = begun(as_ada, 100)
    send(as_ada, id, 0, b"x" * 10)

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        assert send(as_ada, id, 10, b"y" * 50).status_code == 507
    assert pieces.part(UUID(id)).read_bytes() == b"x" * 10
    assert send(as_ada, id, 10, b"y" * 50).json()["data"]["offset"] == 60


def test_a_piece_that_comes_after_the_end_leaves_nothing(as_ada: Client, ada: User, left_behind: Any) -> None:
    """Two pages send the last one at the same time, or one cancels while the other sends."""
    upload = MapUpload.objects.get(pk=begun(as_ada, 10))
    late = MapUpload.objects.get(pk=upload.pk)
    pieces.forget(upload)
    with pytest.raises(NotFound):
        pieces.append(late, 0, BytesIO(b"x"))
    assert left_behind() == []


def test_a_day_without_a_piece_is_the_end(as_ada: Client, left_behind: Callable[[], list[str]]) -> None:
    old, stray = begun(as_ada, 100), pieces.part(UUID(int=7))
    send(as_ada, old, 0, b"x" * 10)
    new = begun(as_ada, 100)
    send(as_ada, new, 0, b"x")
    stray.write_bytes(b"of a killed server")
    os.utime(stray, (0, 0))
    MapUpload.objects.filter(pk=old).update(updated_at=timezone.now() - timedelta(hours=25))
    assert pieces.forget_old() == 2
    assert [str(upload.pk) for upload in MapUpload.objects.all()] == [new]
    assert left_behind() == [f"data/uploads/{UUID(new).hex}.part"]
