"""One line per request in the log, with an id; and the answers that no view gives: too large, a Problem on a page."""

from __future__ import annotations

import time
import uuid
from collections.abc import Awaitable, Callable

import structlog
from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from config import metrics
from config.api.errors import TooLarge, as_problem, body
from config.live.bodies import limit_for

log = structlog.get_logger("dreamtable.request")
Answer = HttpResponseBase
PUBLISHED = settings.BASE_DIR / "static" / "vendor" / "icons.svg"
COMMAND = "python manage.py frontend"
OWN_PAGE = (400, 403, 404)
REQUEST_ID = "dreamtable.request_id"
"""Where the id stands in `request.META`: no header of a visitor's is named like that."""


def needs_frontend(request: HttpRequest) -> HttpResponse | None:
    """While the browser's libraries are missing, pages name the command that fetches them."""
    if PUBLISHED.exists() or not request.path.startswith(("/rooms/", "/display/", "/library/", "/sign-in/")):
        return None
    return HttpResponse(render_to_string("config/needs_frontend.html", {"command": COMMAND}), status=503)


def refused(request: HttpRequest) -> HttpResponse | None:
    """`manage.py serve` refuses large bodies before Django sees them; under another server they are refused here."""
    limit = limit_for(
        request.path,
        signed=bool(request.META.get("HTTP_COOKIE") or request.META.get("HTTP_AUTHORIZATION")),
        uploads=settings.UPLOAD_LIMITS,
        ordinary=settings.BODY_LIMIT,
    )
    length = request.META.get("CONTENT_LENGTH") or ""
    if not (length.isdecimal() and int(length[:20]) > limit):
        return None
    return JsonResponse(body(TooLarge.default), status=TooLarge.status)


class RequestContext:
    """Outermost: binds a request id to the logs, refuses large bodies, and answers for pages that raise a Problem."""

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
        answer = refused(request) or needs_frontend(request) or self.get_response(request)
        return self.finish(request, answer, started)  # type: ignore[arg-type]

    async def answer_async(self, request: HttpRequest) -> Answer:
        started = self.begin(request)
        answer = refused(request) or needs_frontend(request) or await self.get_response(request)  # type: ignore[misc]
        return self.finish(request, answer, started)

    @staticmethod
    def begin(request: HttpRequest) -> float:
        structlog.contextvars.clear_contextvars()
        request_id = uuid.uuid4().hex[:12]
        structlog.contextvars.bind_contextvars(request_id=request_id)
        request.META[REQUEST_ID] = request_id
        return time.monotonic()

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page edge of `config.api.errors`; the API has its own, and faults of ours go on to the 500 page."""
        problem = as_problem(error)
        if problem is None or request.path.startswith("/api/"):
            return None
        if problem.status == 401:
            return redirect_to_login(request.get_full_path())
        if problem.status == 503:  # the ordinary page would ask the database who looks
            return HttpResponse(render_to_string("500.html"), status=503)
        template = f"{problem.status}.html" if problem.status in OWN_PAGE else "problem.html"
        return render(request, template, {"problem": problem}, status=problem.status)

    @staticmethod
    def finish(request: HttpRequest, response: Answer, started: float) -> Answer:
        if request.path.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers["X-Request-ID"] = request.META[REQUEST_ID]
        if not request.path.startswith("/static/"):
            metrics.answered(request, response, time.monotonic() - started)
            log.info(
                "request",
                method=request.method,
                path=request.path,
                status=response.status_code,
                ms=round((time.monotonic() - started) * 1000, 1),
            )
        return response
