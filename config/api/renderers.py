"""The envelope around every answer: `{success, data, meta?}`."""

from __future__ import annotations

from typing import Any

import msgspec
from django.utils.functional import Promise
from rest_framework.renderers import BaseRenderer


def plain(value: Any) -> Any:
    """What msgspec does not know by itself."""
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, set | frozenset):
        return list(value)
    if hasattr(value, "items"):
        return dict(value)
    if hasattr(value, "__iter__"):
        return list(value)
    raise NotImplementedError(f"cannot write {type(value).__name__} as JSON")


encode = msgspec.json.Encoder(enc_hook=plain).encode


class Envelope(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        response = (renderer_context or {}).get("response")
        if response is not None and response.status_code == 204:
            return b""
        if isinstance(data, dict) and data.get("success") is False:
            return encode(data)
        shape: dict[str, Any] = {"success": True, "data": data}
        meta = getattr(response, "meta", None)
        if meta:
            shape["meta"] = meta
        return encode(shape)
