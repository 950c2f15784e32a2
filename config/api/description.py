"""`/api/v1/schema`: the description of the API, made once for each language and form. Everybody's is the same, and to
make and write it takes a second of the processor, which anybody may ask for."""

from __future__ import annotations

import functools
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView


def described() -> dict[str, Any]:
    """The whole description, in the language of now."""
    return _described(get_language())


@functools.cache
def _described(language: str | None) -> dict[str, Any]:
    schema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return schema


@functools.cache
def _written(renderer: Any, language: str | None) -> bytes:
    written: bytes = renderer().render(_described(language))
    return written


class DescriptionView(SpectacularAPIView):
    def _get_schema_response(self, request: Any) -> HttpResponse:
        renderer: Any = type(request.accepted_renderer)
        written = _written(renderer, get_language())
        name = f'inline; filename="{self._get_filename(request, "")}"'
        return HttpResponse(written, request.accepted_media_type, headers={"Content-Disposition": name})
