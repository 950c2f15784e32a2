"""A storage of its own for each test that sends files, and what is sent."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture
def left_behind(settings: Any, tmp_path: Path) -> Callable[[], list[str]]:
    """The files on disk, stored and temporary, by their path: this test's own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "media")},
        },
    }
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "tmp"

    def files() -> list[str]:
        return sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())

    return files


def picture(width: int = 300, height: int = 200, format: str = "PNG", colour: str = "#345678") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, format)
    return out.getvalue()


def send(client: Any, room: Any, content: bytes, name: str = "Cave.png", **fields: Any) -> Any:
    """The answer to an upload into `room`."""
    file = SimpleUploadedFile(name, content)
    return client.post(f"/api/v1/rooms/{room.pk}/files", {"file": file, **fields}, format="multipart")


def bytes_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content
