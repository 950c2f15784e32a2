"""A library of its own for each test. Ada owns it; Cleo is a stranger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from maps.tests.conftest import _own_storage, as_ada, as_cleo, left_behind, signed_in

__all__ = ["_own_storage", "as_ada", "as_cleo", "left_behind", "signed_in"]
CASES = Path(__file__).parent / "cases"


def case(name: str) -> bytes:
    return (CASES / name).read_bytes()


def upload(client: Client, content: bytes, filename: str = "Rain on slate.mp3", /, **fields: Any) -> Any:
    file = SimpleUploadedFile(filename, content, "text/plain")
    return client.post("/api/v1/tracks", {"file": file, **fields})


def uploaded(client: Client, case_name: str = "cbr.mp3", /, **fields: Any) -> dict[str, Any]:
    """One of the cases, in Ada's library."""
    answer = upload(client, case(case_name), case_name, **fields)
    assert answer.status_code == 201, answer.content
    made: dict[str, Any] = answer.json()["data"]
    return made
