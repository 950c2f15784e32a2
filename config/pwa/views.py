"""The addresses at the root that browsers ask of an app. They are for everybody, and say nothing of who asks."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.locale import spoken

NIGHT = "#14121a"
LOOK = (
    *("base/tokens.css", "base/ui.css", "base/parts.css", "pwa/offline.css", "pwa/offline.js", "vendor/fonts.css"),
    *("vendor/fonts/fraunces-latin-wght-normal.woff2", "vendor/fonts/inter-latin-wght-normal.woff2"),
)
"""What the page without a line needs."""
WORKER = "pwa/worker.js"


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    def icon(name: str, sizes: str, purpose: str = "any") -> dict[str, str]:
        kind = "image/svg+xml" if name.endswith(".svg") else "image/png"
        return {"src": static(f"pwa/{name}"), "sizes": sizes, "type": kind, "purpose": purpose}

    def shortcut(name: str, url: str) -> dict[str, Any]:
        return {"name": name, "url": url, "icons": [icon("icon-192.png", "192x192")]}

    description: dict[str, Any] = {
        "id": "/",
        "name": "Dreamtable",
        "short_name": "Dreamtable",
        "description": _("A table for role-playing games: maps, dice, talk and sound."),
        "lang": get_language(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": NIGHT,
        "theme_color": NIGHT,
        "categories": ["games", "entertainment"],
        "icons": [
            icon("icon-192.png", "192x192"),
            icon("icon-512.png", "512x512"),
            icon("maskable-512.png", "512x512", "maskable"),
            icon("icon.svg", "any"),
        ],
        "shortcuts": [
            shortcut(_("Rooms"), "/rooms/"),
            shortcut(_("Maps"), "/library/"),
            shortcut(_("Sounds"), "/sounds/"),
            shortcut(_("Universes"), "/universes/"),
        ],
    }
    answer = JsonResponse(description, content_type="application/manifest+json")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@require_safe
def offline(request: HttpRequest, language: str) -> HttpResponse:
    """What the worker shows in place of any page. Its address has the language: it is fetched long before it is seen."""
    if spoken(language) is None:
        raise Http404()
    with override(language):
        answer = render(request, "config/offline.html")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The worker with what it keeps written before it: other files make another worker, which forgets the old ones."""
    page = reverse("offline", args=[get_language()])
    kept = {"version": _version(), "page": page, "files": [static(name) for name in LOOK]}
    source = f"const KEPT = {json.dumps(kept)};\n{_read(WORKER).decode()}"
    answer = HttpResponse(source, content_type="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _version() -> str:
    """Changes with the page and with what it is made of."""
    parts = [render_to_string("config/offline.html").encode(), *map(_read, (*LOOK, WORKER))]
    return hashlib.sha256(b"".join(parts)).hexdigest()[:12]


def _read(name: str) -> bytes:
    place = finders.find(name)
    return Path(place).read_bytes() if place else b""


urlpatterns = [
    path("manifest.webmanifest", manifest, name="manifest"),
    path("offline/<str:language>/", offline, name="offline"),
    path("service-worker.js", worker, name="service-worker"),
]
