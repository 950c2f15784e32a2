"""What makes Dreamtable an app that can be installed: the manifest, the worker, the page without a line."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

pytestmark = pytest.mark.django_db


def test_the_manifest_says_what_a_device_asks(as_: Any, ben: Any) -> None:
    page = as_(ben).get("/rooms/").content.decode()
    assert '<link rel="manifest" href="/manifest.webmanifest"' in page
    answer = as_().get("/manifest.webmanifest", headers={"accept-language": "de"})
    assert answer.headers["Content-Type"] == "application/manifest+json"
    said = json.loads(answer.content)
    assert (said["name"], said["start_url"], said["scope"], said["display"]) == ("Dreamtable", "/", "/", "standalone")
    assert said["lang"] == "de"
    assert said["shortcuts"][0]["name"] == "Räume"
    pictures = {one["src"].removeprefix("/static/"): one for one in said["icons"] if one["type"] == "image/png"}
    for name, one in pictures.items():
        with Image.open(str(finders.find(name))) as picture:
            assert f"{picture.width}x{picture.height}" == one["sizes"]
    assert {one["sizes"] for one in pictures.values()} >= {"192x192", "512x512"}
    assert {one["purpose"] for one in pictures.values()} == {"any", "maskable"}


def test_the_worker_keeps_what_is_nobodys(as_: Any, ben: Any) -> None:
    answer = as_(ben).get("/service-worker.js")
    assert answer.headers["Content-Type"] == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    kept = json.loads(re.match(r"const KEPT = (.*);\n", answer.content.decode())[1])  # type: ignore[index]
    assert kept["page"] == "/offline/en/"
    assert all(name.startswith("/static/") for name in kept["files"])
    page = as_(ben).get(kept["page"])
    assert page.content == as_().get(kept["page"]).content
    assert ben.display_name not in page.content.decode()
    assert "csrf" not in page.content.decode()
    named = set(re.findall(r'"(/static/[^"]+)"', page.content.decode()))
    assert named <= set(kept["files"]), "the page needs what is not kept"


def test_another_page_makes_another_worker(as_: Any, db: None) -> None:
    english = as_().get("/service-worker.js").content
    german = as_().get("/service-worker.js", headers={"accept-language": "de"}).content
    assert b"/offline/de/" in german
    assert english.split(b"\n")[0] != german.split(b"\n")[0]
    assert as_().get("/offline/xx/").status_code == 404
