"""The catalogue of the pages' scripts: one file a language, at an address that changes with what is in it."""

from __future__ import annotations

import gzip
import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import DjangoTranslation
from django.views.decorators.http import require_safe
from django.views.i18n import JSONCatalog

FOR_GOOD = "public, max-age=31536000, immutable"


class Catalogue(NamedTuple):
    plain: bytes
    packed: bytes
    fingerprint: str


def address(language: str | None) -> str | None:
    """Where a page in this language finds its scripts' words; None in English, in which they are written."""
    if language in (None, "en") or language not in dict(settings.LANGUAGES):
        return None
    return reverse("words", args=[language, catalogue(language).fingerprint])


def catalogue(language: str) -> Catalogue:
    compiled = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "djangojs.mo"
    return _read(language, compiled.stat().st_mtime_ns if compiled.exists() else 0)


@lru_cache(maxsize=16)
def _read(language: str, _changed: int) -> Catalogue:
    view = JSONCatalog()
    view.translation = DjangoTranslation(language, domain="djangojs")
    words: dict[str, Any] = view.get_catalog()
    plain = json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()
    return Catalogue(plain, gzip.compress(plain, mtime=0), hashlib.sha256(plain).hexdigest()[:12])


@require_safe
def words(request: HttpRequest, language: str, fingerprint: str) -> HttpResponse:
    """For everybody: they are in the source too. A page of before an upgrade gets today's words, and keeps them not."""
    if language not in dict(settings.LANGUAGES):
        raise Http404()
    found = catalogue(language)
    packs = "gzip" in request.headers.get("Accept-Encoding", "")
    answer = HttpResponse(found.packed if packs else found.plain, content_type="application/json")
    if packs:
        answer.headers["Content-Encoding"] = "gzip"
    patch_vary_headers(answer, ["Accept-Encoding"])
    answer.headers["Cache-Control"] = FOR_GOOD if fingerprint == found.fingerprint else "no-cache"
    return answer
