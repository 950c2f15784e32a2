"""The library's page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.rules import allowed


@login_required
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    page_urls = {"api": "/api/v1", "socket": "/ws/library/", "may_upload": allowed(request.user, "accounts.upload")}
    return render(request, "maps/library.html", {"page_urls": page_urls})
