"""`manage.py certificate` for nginx, and the page where a device is told to trust it."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from django.core.management import call_command
from django.test import Client

from config.tls.authority import ensure


@pytest.fixture
def data(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    return settings.DATA_DIR  # type: ignore[no-any-return]


def said(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("certificate", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())  # type: ignore[no-any-return]


def test_it_works(data: Path, tmp_path: Path) -> None:
    into = str(tmp_path / "nginx")
    first = said("--host", "table.example", "--into", into)
    assert (first["new_authority"], first["renewed"]) == (True, True)
    assert {"localhost", "table.example"} <= set(first["names"])
    assert (tmp_path / "nginx" / "privkey.pem").stat().st_mode & 0o007 == 0
    assert (tmp_path / "nginx" / "fullchain.pem").read_bytes() == (data / "tls" / "fullchain.pem").read_bytes()
    again = said("--host", "table.example", "--into", into)
    assert (again["new_authority"], again["renewed"]) == (False, False)


def test_a_certificate_from_elsewhere_stays(data: Path, tmp_path: Path) -> None:
    ensure(tmp_path / "nginx", ["table.example"])  # as if somebody else had made it
    before = (tmp_path / "nginx" / "fullchain.pem").read_bytes()
    assert said("--into", str(tmp_path / "nginx"))["kept"] is True
    assert (tmp_path / "nginx" / "fullchain.pem").read_bytes() == before


@pytest.mark.django_db
def test_a_device_gets_it_and_is_told_what_to_do(data: Path, client: Client, settings: Any) -> None:
    assert client.get("/ca.crt").status_code == client.get("/trust/").status_code == 404
    said()
    settings.TLS_PORT = 8443
    answer = client.get("/ca.crt")
    assert answer["Content-Type"] == "application/x-x509-ca-cert"
    authority = x509.load_pem_x509_certificate(answer.content)
    assert b"PRIVATE" not in answer.content
    page = client.get("/trust/", headers={"host": "192.168.1.20:8010"}).content.decode()
    assert "https://192.168.1.20:8443/" in page
    assert "http://192.168.1.20:8010/trust/" in page
    assert authority.subject.rfc4514_string().removeprefix("CN=") in page
