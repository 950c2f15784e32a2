"""Tokens of API clients. The one module that knows which library signs them (simplejwt).

An access token lives ten minutes at most and dies earlier with its family or with the person's `token_version`.
A refresh token works once: rotation gives the next one, and a second use of a spent one ends the whole family,
because then two hold it and one of them stole it.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework_simplejwt.backends import TokenBackend
from rest_framework_simplejwt.exceptions import TokenBackendError
from rest_framework_simplejwt.state import token_backend

from accounts import hooks
from accounts.models import RefreshToken, TokenFamily, User
from config.api.errors import Unauthenticated

ACCESS_AT_MOST = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Pair:
    access: str
    refresh: str


def issue(user: User) -> Pair:
    """Tokens of a new sign-in."""
    with transaction.atomic():
        return _pair(TokenFamily.objects.create(user=user), user)


def holder(access: str) -> tuple[User, TokenFamily]:
    """Whose access token this is. Raises Unauthenticated for anything forged, expired or revoked."""
    claims = _claims(access, "access")
    family = TokenFamily.objects.select_related("user").filter(pk=_uuid(claims.get("family")), ended_at=None).first()
    if family is None or not _still_valid(family.user, claims):
        raise _refusal()
    return family.user, family


def rotate(refresh: str) -> tuple[User, Pair]:
    """The next pair for this refresh token. Raises Unauthenticated; a token used before also ends its family."""
    claims = _claims(refresh, "refresh")
    spent = RefreshToken.objects.select_related("family__user").filter(pk=_uuid(claims.get("jti"))).first()
    if spent is None or spent.family.ended_at or not _still_valid(spent.family.user, claims):
        raise _refusal()
    with transaction.atomic():
        pair = _pair(spent.family, spent.family.user) if spent.rotate() else None
    if pair is None:
        end(spent.family)
        raise _refusal()
    return spent.family.user, pair


def end(family: TokenFamily) -> None:
    """Signs one API client out."""
    family.end()
    ended = hooks.Ended(user=family.user_id, family=family.pk)
    transaction.on_commit(lambda: hooks.revoked(ended), robust=True)


def end_of(refresh: str) -> None:
    """Signs out the client that holds this refresh token; a token that is worth nothing changes nothing."""
    try:
        claims = _claims(refresh, "refresh")
    except Unauthenticated:
        return
    found = RefreshToken.objects.select_related("family").filter(pk=_uuid(claims.get("jti"))).first()
    if found is not None:
        end(found.family)


def _pair(family: TokenFamily, user: User) -> Pair:
    now = timezone.now()
    refresh = RefreshToken.objects.create(family=family, expires_at=now + settings.JWT_REFRESH_LIFETIME)
    common = {"user": str(user.pk), "family": str(family.pk), "version": user.token_version, "iat": now}
    lifetime = min(settings.JWT_ACCESS_LIFETIME, ACCESS_AT_MOST)
    return Pair(
        access=_signed(common, kind="access", jti=uuid.uuid4(), exp=now + lifetime),
        refresh=_signed(common, kind="refresh", jti=refresh.pk, exp=refresh.expires_at),
    )


def _signed(common: dict[str, Any], *, kind: str, jti: uuid.UUID, exp: Any) -> str:
    return token_backend.encode({**common, "kind": kind, "jti": str(jti), "exp": exp})


def _claims(token: str, kind: str) -> dict[str, Any]:
    claims = _verified(token)
    if claims.get("kind") != kind or "exp" not in claims:
        raise _refusal()
    return claims


def _verified(token: str) -> dict[str, Any]:
    """What the token says, when the server's key signed it, or an earlier one of the server's."""
    earlier = (TokenBackend(token_backend.algorithm, key) for key in settings.JWT_FALLBACKS)
    for backend in (token_backend, *earlier):
        try:
            claims: dict[str, Any] = backend.decode(token, verify=True)
        except (TokenBackendError, ValueError, TypeError):
            continue
        return claims
    raise _refusal()


def _still_valid(user: User, claims: dict[str, Any]) -> bool:
    return user.is_active and claims.get("version") == user.token_version and claims.get("user") == str(user.pk)


def _uuid(text: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def _refusal() -> Unauthenticated:
    return Unauthenticated(_("This sign-in has ended. Please sign in again."))
