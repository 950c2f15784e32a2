"""Every address of the server. Each app brings its API in `api.routes` and its pages in `urls.urlpatterns`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from drf_spectacular.views import SpectacularSwaggerSplitView

import accounts.api
import audio.api
import config.health
import config.jobs.api
import config.metrics
import config.staff.api
import config.words.served
import maps.api
import rooms.api
import scenes.api
import universes.api
from accounts.sites import admin_site, gm_site
from config.api import errors
from config.api.description import DescriptionView
from config.back_office import pages
from config.staff import pages as staff_pages


def unknown_api(request: HttpRequest, rest: str = "") -> HttpResponse:
    return JsonResponse(errors.body(_("There is no such address in the API.")), status=404)


pages.join(gm_site)

staff_pages.join(admin_site)

api = [
    *config.staff.api.routes,
    *config.health.routes,
    *config.jobs.api.routes,
    *accounts.api.routes,
    *rooms.api.routes,
    *maps.api.routes,
    *audio.api.routes,
    *universes.api.routes,
    *scenes.api.routes,
    path("schema", DescriptionView.as_view(), name="schema"),
    path(
        "docs",
        SpectacularSwaggerSplitView.as_view(url_name="schema", template_name="config/api_docs.html"),
        name="api-docs",
    ),
    path("<path:rest>", unknown_api),
]

urlpatterns = [
    path("api/v1/", include(api)),
    path("gm/", gm_site.urls),
    path("admin/", admin_site.urls),
    path("metrics", config.metrics.metrics),
    path("", include("config.tls.views")),
    path("", include("config.pwa.views")),
    path("words/<str:language>-<str:fingerprint>.json", config.words.served.words, name="words"),
    path("", include("accounts.urls")),
    path("", include("rooms.urls")),
    path("", include("maps.urls")),
    path("", include("audio.urls")),
    path("", include("universes.urls")),
    path("", include("scenes.urls")),
]


def _error_page(status: int, message: str) -> HttpResponse:
    def answer(request: HttpRequest, exception: Exception | None = None, **_kwargs: object) -> HttpResponse:
        if request.path.startswith("/api/"):
            return JsonResponse(errors.body(_(message)), status=status)
        return render(request, f"{status}.html", status=status)

    return answer  # type: ignore[return-value]


handler400 = _error_page(400, gettext_noop("The server could not read this request."))
handler403 = _error_page(403, gettext_noop("You may not do that."))
handler404 = _error_page(404, gettext_noop("There is nothing at this address."))
handler500 = _error_page(500, gettext_noop("Something went wrong on the server. It has been noted."))
