"""Modules, styles and pictures of the pages: sent as they are now, and not again to who has them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import AsyncClient

ADDRESS = "/static/lantern.js"


@pytest.fixture
def lantern(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A module in a folder of static files of this test's own."""
    settings.STATICFILES_DIRS = [tmp_path]
    finders.get_finder.cache_clear()  # type: ignore[attr-defined]
    file = tmp_path / "lantern.js"
    file.write_text("export const lit = true;\n")
    yield file
    finders.get_finder.cache_clear()  # type: ignore[attr-defined]


def test_it_works(lantern: Path, as_: Any) -> None:
    client = as_()
    sent = client.get(ADDRESS)
    assert (sent.status_code, sent.content) == (200, lantern.read_bytes())
    assert sent.headers["Content-Type"] == 'text/javascript; charset="utf-8"'
    assert sent.headers["Cache-Control"] == "max-age=0, public"
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert client.head(ADDRESS).content == b""
    assert client.get(ADDRESS, headers={"range": "bytes=0-5"}).content == b"export"
    again = client.get(ADDRESS, headers={"if-none-match": sent.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.django_db
def test_an_upgrade_under_a_running_server_is_seen(lantern: Path, as_: Any) -> None:
    client = as_()
    before = client.get(ADDRESS).headers["ETag"]
    lantern.write_text("export const lit = !true;\n")
    os.utime(lantern, (2, 2))
    after = client.get(ADDRESS, headers={"if-none-match": before})
    assert (after.status_code, after.content) == (200, lantern.read_bytes())
    lantern.unlink()
    assert client.get(ADDRESS).status_code == 404
    lantern.write_text("export {};\n")
    assert client.get(ADDRESS).content == b"export {};\n"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["missing.js", "", "base/", "../manage.py", "%2e%2e/manage.py", "base\\tokens.css"])
def test_nothing_else_is_there(lantern: Path, as_: Any, address: str) -> None:
    (lantern.parent / "base").mkdir()
    assert as_().get(f"/static/{address}").status_code == 404
    assert as_().post(ADDRESS).status_code == 405


async def test_the_server_s_own_way(lantern: Path) -> None:
    client = AsyncClient()
    assert (await client.get(ADDRESS)).content == lantern.read_bytes()
    assert (await client.get(ADDRESS)).headers["Content-Length"] == str(lantern.stat().st_size)
    assert (await client.get("/api/v1/health")).status_code == 200


def test_where_files_are_listed_once(lantern: Path, as_: Any, settings: Any) -> None:
    settings.SERVESTATIC_AUTOREFRESH = False
    assert as_().get(ADDRESS).content == lantern.read_bytes()
