"""Files in S3 by environment alone: the same code stores, serves with ranges and deletes them as in a folder."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import StoredFile
from config.health import run
from maps.models import Map

boto3 = pytest.importorskip("boto3")
moto = pytest.importorskip("moto.server")


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """An S3 server of our own, by HTTP."""
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["s3", "folder"])
def storage(request: Any, settings: Any, tmp_path: Any) -> str:
    if request.param == "folder":
        backend = "django.core.files.storage.FileSystemStorage"
        options: dict[str, Any] = {"location": str(tmp_path / "media")}
    else:
        backend = "storages.backends.s3.S3Storage"
        url = request.getfixturevalue("s3")
        options = {
            "bucket_name": "maps", "endpoint_url": url, "access_key": "key", "secret_key": "secret",
            "region_name": "us-east-1", "default_acl": None, "querystring_auth": True, "file_overwrite": True,
        }  # fmt: skip
        boto3.client(
            "s3", endpoint_url=url, aws_access_key_id="key", aws_secret_access_key="secret", region_name="us-east-1"
        ).create_bucket(Bucket="maps")
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": backend, "OPTIONS": options}}
    return str(request.param)


def picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.effect_noise((300, 200), 60).save(out, "PNG")
    return SimpleUploadedFile("Cave.png", out.getvalue(), "image/png")


@pytest.mark.django_db(transaction=True)
def test_it_works(storage: str, as_: Any, ada: Any) -> None:
    client = as_(ada)
    made = client.post("/api/v1/maps", {"file": picture()}, format="multipart")
    assert made.status_code == 201, made.content
    entry = Map.objects.select_related("picture").get()
    key = entry.picture.key
    assert default_storage.exists(key)
    address = made.json()["data"]["picture"]
    whole = b"".join(client.get(address).streaming_content)
    assert len(whole) == entry.picture.size
    part = client.get(address, headers={"range": "bytes=10-19"})
    assert part.status_code == 206
    assert b"".join(part.streaming_content) == whole[10:20]
    assert client.get(address, headers={"range": f"bytes={len(whole)}-"}).status_code == 416
    assert client.delete(f"/api/v1/maps/{entry.pk}").status_code == 200
    assert not StoredFile.objects.exists()
    assert not default_storage.exists(key)


@pytest.mark.django_db
def test_its_health_is_probed(storage: str) -> None:
    assert run("storage") == "ok"
