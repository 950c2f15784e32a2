"""Which language somebody reads: their own choice, else the browser's, else the site's.

Who is signed in chose it on the account page (a new account begins with the language it was opened in). Who is not has
what they chose at the foot of the page, else the first language of their browser that we speak.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from accounts.models import SiteSettings

PROGRAMS = ("/api/", "/metrics")


def spoken(code: str | None) -> str | None:
    """`code`, or the language it is a variant of ("de-AT": "de"), when we speak it."""
    try:
        return translation.get_supported_language_variant(code or "")
    except LookupError:
        return None


def language_of(user: Any) -> str:
    """Of a person, wherever something is said to them; of nobody, the server's own."""
    return spoken(getattr(user, "locale", None)) or settings.LANGUAGE_CODE


def wanted_by(request: HttpRequest) -> str:
    if request.path.startswith(settings.STATIC_URL):
        return settings.LANGUAGE_CODE  # files speak none, and a page asks for a hundred of them
    # Without the cookie of a session there is nobody to ask the database for.
    user: Any = request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    if user is not None and user.is_authenticated:
        return language_of(user)
    if chosen := spoken(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)):
        return chosen
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code != "*" and (found := spoken(code)):
            return found
    # Programs say which language they want, and whether the server is well is asked while the database is away.
    if request.path.startswith(PROGRAMS):
        return settings.LANGUAGE_CODE
    return spoken(SiteSettings.current().locale) or settings.LANGUAGE_CODE


class Locale(LocaleMiddleware):
    """Stands behind the one that knows who asks."""

    def process_request(self, request: HttpRequest) -> None:
        translation.activate(wanted_by(request))
        request.LANGUAGE_CODE = translation.get_language()  # type: ignore[attr-defined]
