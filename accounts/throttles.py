"""So many tries a minute from one address or person, the same for pages and API."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from rest_framework.throttling import ScopedRateThrottle

from config.api.errors import SlowDown, body

LOCKED_OUT_SECONDS = 600


def pay(request: Any, scope: str) -> None:
    """One try of `scope` (a rate of the settings). Raises SlowDown when there are none left."""
    throttle = ScopedRateThrottle()
    if not throttle.allow_request(request, SimpleNamespace(throttle_scope=scope)):  # type: ignore[arg-type]
        raise SlowDown(_("Too many tries. Wait a little and try again."), retry_after=int(throttle.wait() or 1) + 1)


def locked_out() -> SlowDown:
    return SlowDown(
        _("Too many wrong passwords. Try again in ten minutes, or reset the password."), retry_after=LOCKED_OUT_SECONDS
    )


def locked_out_answer(request: HttpRequest, *_answers: Any) -> HttpResponse:
    """What axes answers instead of the view (AXES_LOCKOUT_CALLABLE)."""
    problem = locked_out()
    if request.path.startswith("/api/"):
        answer: HttpResponse = JsonResponse(body(problem.message), status=429)
    else:
        answer = render(request, "accounts/locked_out.html", {"message": problem.message}, status=429)
    answer.headers["Retry-After"] = str(problem.retry_after)
    return answer
