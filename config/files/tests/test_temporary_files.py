"""An upload has a temporary name until it is whole; on every way out that name is gone."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage

from config.api.errors import StorageFull, TooLarge
from config.files import store, uploads
from config.files.keys import content_key
from config.files.tests.conftest import left_in


def test_it_works(scratch: Path) -> None:
    with uploads.spooled(io.BytesIO(b"a map"), max_bytes=10) as spool:
        assert spool.path.read_bytes() == b"a map"
        assert (spool.size, spool.sha256) == (5, hashlib.sha256(b"a map").hexdigest())
    assert left_in(scratch) == []


def test_too_much_is_refused_while_it_comes(scratch: Path) -> None:
    class Endless:
        sent = 0

        def read(self, size: int) -> bytes:
            self.sent += size
            return bytes(size)

    source = Endless()
    with pytest.raises(TooLarge), uploads.spooled(source, max_bytes=3 * uploads.BLOCK):
        pass
    assert source.sent == 4 * uploads.BLOCK
    assert left_in(scratch) == []


def test_a_connection_that_breaks_leaves_nothing(scratch: Path) -> None:
    class Broken:
        def read(self, size: int) -> bytes:
            if left_in(scratch):
                raise ConnectionResetError
            return b"half"

    with pytest.raises(ConnectionResetError), uploads.spooled(Broken(), max_bytes=100):
        pass
    assert left_in(scratch) == []


def test_a_full_disk_is_said_so(scratch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(store.shutil, "copyfileobj", full)
    source = tmp_path / "source"
    source.write_bytes(b"a map")
    storage = FileSystemStorage(location=tmp_path / "media")

    with pytest.raises(StorageFull):
        store.put(storage, "map/one.webp", source)
    assert left_in(tmp_path / "media") == []


def test_what_is_stored_is_whole(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"a map")
    storage = FileSystemStorage(location=tmp_path / "media")

    with store.staged(storage, "map/one.webp", source) as file:
        assert not storage.exists("map/one.webp")
        file.publish()

    assert storage.open("map/one.webp").read() == b"a map"
    assert len(left_in(tmp_path / "media")) == 1


def test_what_is_not_published_is_gone(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"a map")

    with store.staged(FileSystemStorage(location=tmp_path / "media"), "map/one.webp", source):
        pass
    assert left_in(tmp_path / "media") == []


def test_what_a_killed_server_left_is_swept_by_age(scratch: Path) -> None:
    uploads.scratch()
    (scratch / "old.upload").write_bytes(b"x")
    (scratch / "work-old").mkdir()
    (scratch / "work-old" / "picture").write_bytes(b"x")
    (scratch / "new.upload").write_bytes(b"x")
    hours_ago = time.time() - 2 * 3600
    for name in ("old.upload", "work-old"):
        os.utime(scratch / name, (hours_ago, hours_ago))

    assert uploads.sweep() == 2
    assert [path.name for path in left_in(scratch)] == ["new.upload"]


def test_a_key_names_owner_and_content() -> None:
    sha256 = "ab" * 32
    owner = "6f1c1c1e-8f0e-4b7e-9c3e-0d7b7c9f1a2b"

    assert content_key("map", sha256, "webp", owner=owner) == f"map/{owner}/ab/{sha256}.webp"
    assert content_key("map", sha256, "webp") == f"map/ab/{sha256}.webp"
    for wrong in (("../x", sha256, "webp"), ("map", "ab/../", "webp"), ("map", sha256, "we/bp"), ("map", sha256, "")):
        with pytest.raises(ValueError, match="not a content key"):
            content_key(*wrong)
