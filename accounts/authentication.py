"""How a request of the API says who asks: a bearer token, or the session cookie with its CSRF token."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts import tokens
from accounts.models import TokenFamily, User
from config.api.errors import Unauthenticated


class Bearer(BaseAuthentication):
    """`Authorization: Bearer <access token>`; `request.auth` is the family of tokens it belongs to."""

    def authenticate(self, request: Request) -> tuple[User, TokenFamily] | None:
        kind, _space, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        try:
            return tokens.holder(token.strip())
        except Unauthenticated as refusal:
            raise AuthenticationFailed(str(refusal.message)) from None

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


class Session(SessionAuthentication):
    """Django's session; every unsafe request needs the CSRF token, and nobody signed in is 401, not 403."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "accounts.authentication.Bearer"
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "accounts.authentication.Session"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": _("Unsafe methods also need the header X-CSRFToken."),
        }
