"""One line per request in the log, with an id; and the answers that no view gives (API errors outside DRF)."""

from __future__ import annotations

import time
import uuid
from collections.abc import Awaitable, Callable

import structlog
from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

log = structlog.get_logger("dreamtable.request")
Answer = HttpResponseBase
PUBLISHED = settings.BASE_DIR / "static" / "vendor" / "icons.svg"
COMMAND = "python manage.py frontend"
BACK_OFFICE = ("/gm/", "/admin/")


def needs_frontend(request: HttpRequest) -> HttpResponse | None:
    """While the browser's libraries are missing, pages name the command that fetches them."""
    if PUBLISHED.exists() or not request.path.startswith(("/rooms/", "/display/", "/library/", "/sign-in/")):
        return None
    return HttpResponse(render_to_string("config/needs_frontend.html", {"command": COMMAND}), status=503)


class RequestContext:
    """Outermost: binds a request id to the logs and lets the back office's admin theme evaluate its templates."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Answer | Awaitable[Answer]]) -> None:
        self.get_response = get_response
        self.is_async = iscoroutinefunction(get_response)
        if self.is_async:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> Answer | Awaitable[Answer]:
        if self.is_async:
            return self.answer_async(request)
        started = self.begin(request)
        answer = needs_frontend(request) or self.get_response(request)
        return self.finish(request, answer, started)  # type: ignore[arg-type]

    async def answer_async(self, request: HttpRequest) -> Answer:
        started = self.begin(request)
        answer = needs_frontend(request) or await self.get_response(request)  # type: ignore[misc]
        return self.finish(request, answer, started)

    @staticmethod
    def begin(request: HttpRequest) -> float:
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=uuid.uuid4().hex[:12])
        if request.path.startswith(BACK_OFFICE):
            request._csp_update = {"script-src": ["'unsafe-eval'"], "style-src": ["'unsafe-inline'"]}  # type: ignore[attr-defined]
        return time.monotonic()

    @staticmethod
    def finish(request: HttpRequest, response: Answer, started: float) -> Answer:
        if not request.path.startswith("/static/"):
            log.info(
                "request",
                method=request.method,
                path=request.path,
                status=response.status_code,
                ms=round((time.monotonic() - started) * 1000, 1),
            )
        return response
