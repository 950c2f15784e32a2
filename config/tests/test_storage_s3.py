"""Files in S3 by environment alone: the same code stores, serves with ranges and deletes them as in a folder."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts import objects
from accounts.models import StoredFile
from accounts.objects import Difference
from config.files import ranges
from config.health import run
from maps.models import Map
from scenes import tiles

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


def picture(width: int = 300, height: int = 200) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.effect_noise((width, height), 60).save(out, "PNG")
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
def test_tiles_are_cut_for_a_player_from_pieces_of_the_container(
    storage: str, table: Any, as_: Any, ada: Any, ben: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert as_(ada).post("/api/v1/maps", {"file": picture(900, 700)}, format="multipart").status_code == 201
    entry = Map.objects.select_related("tiles").get(name="Cave")
    container = entry.tiles
    assert container is not None and default_storage.exists(container.key)
    read: list[int] = []
    whole = ranges.part
    monkeypatch.setattr(ranges, "part", lambda *asked: read.append(asked[-1]) or whole(*asked))
    tiles.kept.clear()

    lead, scene = table.lead, table.things["scene"]
    lead.does("fog.reset", scene=scene)
    lead.does("scene.update", scene=scene, fog=True)
    lead.does("fog.paint", scene=scene, mode="reveal", kind="rect", points=[[0.0, 0.0], [128.0, 700.0]])
    placed = lead.does("map.place", scene=scene, map=str(entry.pk), hidden=False, x=0.0, y=0.0).made[0]
    url = next(one for one in table.seat(ben).things("placed_map") if one["id"] == str(placed.pk))["tiles"]["url"]
    first = as_(ben).get(url.format(z=0, x=0, y=0))
    assert first.status_code == 200, first.content
    seen = Image.open(io.BytesIO(first.content)).convert("RGB")
    assert (seen.getpixel((200, 100)), len(seen.crop((0, 0, 96, 256)).getcolors(30_000) or [])) > (tiles.FOG, 2)
    assert as_(ben).get(url.format(z=0, x=1, y=0)).status_code == 204
    assert 0 < sum(read[1:]) < container.size / 2, "the place of one tile, once, not the container"
    lead.does("fog.paint", scene=scene, mode="hide", kind="rect", points=[[0.0, 0.0], [64.0, 700.0]])
    before = len(read)
    assert as_(ben).get(url.format(z=0, x=0, y=0)).content != first.content
    assert len(read) == before, "cut anew from what is kept"


@pytest.mark.django_db
def test_what_lies_there_is_compared_with_what_is_known(storage: str, ada: Any, tmp_path: Any) -> None:
    (tmp_path / "picture").write_bytes(b"x")
    gone, unnamed = (f"map/{ada.pk}/{part}/{part * 32}.webp" for part in ("ab", "cd"))
    for sha256 in ("ab" * 32, "ef" * 32):
        StoredFile.objects.store(
            tmp_path / "picture", owner=ada, kind="map", sha256=sha256, size=1, content_type="image/webp",
            extension="webp",
        )  # fmt: skip
    default_storage.delete(gone)
    # The object store still holds what rolled back rows of other tests named.
    left = {key for _difference, key in objects.differences(older_than=timedelta(minutes=-1))} - {gone}
    for name in (unnamed, "map.jpg", "map-of-rome/a b.jpg"):
        default_storage.save(name, ContentFile(b"x"))
    found = [one for one in objects.differences(older_than=timedelta(minutes=-1)) if one[1] not in left]
    assert found == [
        (Difference.STRANGE, "map-of-rome/a b.jpg"),
        (Difference.STRANGE, "map.jpg"),
        (Difference.GONE, gone),
        (Difference.UNNAMED, unnamed),
    ]
    assert objects.sweep(older_than=timedelta(minutes=-1)) >= 1
    assert not default_storage.exists(unnamed) and default_storage.exists("map.jpg")


@pytest.mark.django_db
def test_its_health_is_probed(storage: str) -> None:
    assert run("storage") == "ok"
