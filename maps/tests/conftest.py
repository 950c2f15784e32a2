"""A library of its own for each test. Ada owns it; Cleo is a stranger."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.models import User

CASES = Path(__file__).parent / "cases"


@pytest.fixture(autouse=True)
def _own_storage(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "media")},
        },
    }
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "tmp"
    settings.DATA_DIR = tmp_path / "data"


@pytest.fixture
def left_behind(tmp_path: Path) -> Callable[[], list[str]]:
    """The files on disk, stored and temporary, by their path."""

    def files() -> list[str]:
        return sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())

    return files


@pytest.fixture
def as_ada(ada: User) -> Client:
    return signed_in(ada)


@pytest.fixture
def as_cleo(cleo: User) -> Client:
    return signed_in(cleo)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="accounts.backends.NameOrEmail")
    return client


def picture(width: int = 300, height: int = 200, format: str = "PNG", colour: str = "#345678") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, format)
    return out.getvalue()


def upload(client: Client, content: bytes, name: str = "Cave.png", **fields: Any) -> Any:
    file = SimpleUploadedFile(name, content, "image/png")
    return client.post("/api/v1/maps", {"file": file, **fields})


def case(name: str) -> bytes:
    return (CASES / name).read_bytes()
