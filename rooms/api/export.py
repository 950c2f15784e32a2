"""What was said, to take home."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.handlers.asgi import ASGIRequest
from django.http import StreamingHttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from rest_framework.request import Request

from config.api.errors import Invalid
from config.files.ranges import HEADERS, disposition
from rooms.api.base import RoomView
from rooms.export import FORMATS, ablocks, blocks, filename, written
from rooms.zones import zone


class RoomExport(RoomView):
    """All that one may read of the talk, as a file: `?format=text`, `json` or `html`, times in the zone `&tz=` (UTC)."""

    def get(self, request: Request, room_id: UUID) -> StreamingHttpResponse:
        viewer, name = self.viewer(room_id), request.query_params.get("format", "text")
        if name not in FORMATS:
            raise Invalid(fields={"format": [_("Choose text, json or html.")]})
        format = written(viewer, name, zone(request.query_params.get("tz")))
        stream: Any = ablocks if isinstance(request._request, ASGIRequest) else blocks
        response = StreamingHttpResponse(stream(format), content_type=format.content_type)
        for header, value in HEADERS.items():
            response.headers[header] = value
        response.headers["Accept-Ranges"] = "none"
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Content-Disposition"] = disposition(filename(format), "attachment")
        return response


routes = [path("rooms/<uuid:room_id>/export", RoomExport.as_view())]
