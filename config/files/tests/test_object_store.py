"""The same with an S3 bucket: put, serve in parts, and what is gone is not found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.test import RequestFactory
from moto import mock_aws
from storages.backends.s3 import S3Storage

from config.api.errors import NotFound
from config.files import ranges, store

CONTENT = bytes(range(256)) * 1000


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Storage]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="maps")
        yield S3Storage(bucket_name="maps", region_name="us-east-1", location="table", file_overwrite=True)


def ask(storage: S3Storage, key: str = "map/one.webp", **headers: str) -> Any:
    request = RequestFactory().get("/", headers=headers)
    return ranges.serve(request, storage, key, content_type="image/webp", filename="one.webp", etag="abc")


def test_it_works(bucket: S3Storage, tmp_path: Path) -> None:
    (tmp_path / "made").write_bytes(CONTENT)

    store.put(bucket, "map/one.webp", tmp_path / "made")

    assert b"".join(ask(bucket).streaming_content) == CONTENT
    part = ask(bucket, Range="bytes=1000-1099")
    assert (part.status_code, part["Content-Range"]) == (206, f"bytes 1000-1099/{len(CONTENT)}")
    assert b"".join(part.streaming_content) == CONTENT[1000:1100]
    assert ask(bucket, Range=f"bytes={len(CONTENT)}-").status_code == 416


def test_what_is_gone_is_not_found(bucket: S3Storage) -> None:
    with pytest.raises(NotFound):
        ask(bucket, "map/none.webp")


def test_a_put_that_fails_leaves_nothing(bucket: S3Storage, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        store.put(bucket, "map/one.webp", tmp_path / "missing")
    assert not bucket.exists("map/one.webp")


def test_an_object_that_was_deleted_meanwhile_is_put_again(bucket: S3Storage, tmp_path: Path) -> None:
    (tmp_path / "made").write_bytes(CONTENT)

    with store.staged(bucket, "map/one.webp", tmp_path / "made") as file:
        bucket.delete("map/one.webp")
        file.publish()

    assert bucket.size("map/one.webp") == len(CONTENT)
