"""One's picture: taken, shown, replaced, removed."""

from __future__ import annotations

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import StoredFile

URL = "/api/v1/me/avatar"


def picture(colour: str = "orange", *, side: int = 64) -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(file, "PNG")
    return SimpleUploadedFile("../../me.png", file.getvalue(), "image/png")


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }


def test_it_works(as_, ada, ben):
    answer = as_(ada).post(URL, {"file": picture()}, format="multipart")
    assert answer.status_code == 201
    address = answer.json()["data"]["avatar"]
    shown = as_(ben).get(address)
    assert shown.status_code == 200
    assert shown.headers["Content-Type"] == "image/webp"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert as_().get(address).status_code == 302


def test_the_next_one_replaces_it_and_its_bytes(as_, ada, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = as_(ada).post(URL, {"file": picture()}, format="multipart").json()["data"]["avatar"]
        key = StoredFile.objects.get().key
        second = as_(ada).post(URL, {"file": picture("teal")}, format="multipart").json()["data"]["avatar"]
    assert first != second
    row = StoredFile.objects.get()
    assert not default_storage.exists(key)
    ada.refresh_from_db()
    assert ada.storage_used == row.size


def test_removing_it(as_, ada):
    client = as_(ada)
    address = client.post(URL, {"file": picture()}, format="multipart").json()["data"]["avatar"]
    assert client.delete(URL).status_code == 204
    assert client.get("/api/v1/me").json()["data"]["avatar"] is None
    assert client.get(address).status_code == 404
    ada.refresh_from_db()
    assert ada.storage_used == 0


@pytest.mark.parametrize(
    ("file", "status"),
    [
        (SimpleUploadedFile("a.png", b"<svg onload=alert(1)>", "image/png"), 415),
        (SimpleUploadedFile("a.png", picture().read()[:60], "image/png"), 422),
        (SimpleUploadedFile("a.png", b"", "image/png"), 422),
        (None, 400),
    ],
)
def test_what_is_no_picture(as_, ada, file, status):
    answer = as_(ada).post(URL, {"file": file} if file else {}, format="multipart")
    assert answer.status_code == status
    assert answer.json()["success"] is False
    assert not StoredFile.objects.exists()


def test_the_quota_holds(as_, ada):
    ada.storage_quota = 10
    ada.save()
    assert as_(ada).post(URL, {"file": picture()}, format="multipart").status_code == 507
