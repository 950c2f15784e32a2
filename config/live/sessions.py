"""Who opens a socket: the browser's session cookie, read on a database thread. Asked again by `still_signed_in`."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user, get_user_model
from django.contrib.sessions.models import Session
from django.db.models import Exists
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from config.live.pool import in_thread


def with_session(application: Any) -> Any:
    """Puts `user` (or None) and `session_key` into the scope."""

    async def identify(scope: dict[str, Any], receive: Any, send: Any) -> Any:
        key = session_key(dict(scope["headers"]).get(b"cookie", b""))
        user = await in_thread(signed_in_user, key) if key else None
        return await application({**scope, "user": user, "session_key": key if user else None}, receive, send)

    return identify


def session_key(cookies: bytes) -> str | None:
    try:
        morsel = SimpleCookie(cookies.decode("latin1")).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return None
    return morsel.value if morsel else None


def signed_in_user(key: str) -> Any:
    """The active user of session `key`, or None. A changed password invalidates the session (Django's session hash)."""
    request = HttpRequest()
    request.session = session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    if sign_anew(session):
        session.save()
    user = get_user(request)
    return user if user.is_authenticated else None


def sign_anew(session: Any) -> bool:
    """Signs a session of an earlier SECRET_KEY with the present one, and says whether it did.

    Django does so by giving the session another key (`django.contrib.auth.get_user`). A socket has no answer in which the
    browser would be told of that, and the page's other requests and sockets would find their session gone.
    """
    if not settings.SECRET_KEY_FALLBACKS or HASH_SESSION_KEY not in session:
        return False
    user: Any = get_user_model()._default_manager.filter(pk=session.get(SESSION_KEY)).first()
    held = session[HASH_SESSION_KEY]
    if user is None or not any(
        constant_time_compare(held, earlier) for earlier in user.get_session_auth_fallback_hash()
    ):
        return False
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    return True


def still_signed_in(user: Any, key: str | None) -> bool:
    """Whether `user`, as they were when the socket opened, may still act: active, with the same password, and signed
    in by session `key` (None: came by a ticket). One indexed query, cheap enough for every command."""
    people = get_user_model()._default_manager.filter(pk=user.pk, is_active=True)
    if key is not None:
        people = people.filter(Exists(Session.objects.filter(session_key=key)))
    now = people.first()
    return now is not None and now.get_session_auth_hash() == user.get_session_auth_hash()


def ended(keys: set[str]) -> set[str]:
    """Which of these sessions are over: signed out, expired, of a changed password. Two queries for all of them."""
    held = {}
    for session in Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()):
        data = session.get_decoded()
        held[session.session_key] = (str(data.get(SESSION_KEY)), data.get(HASH_SESSION_KEY))
    people = get_user_model()._default_manager.filter(pk__in={user for user, _hash in held.values()}, is_active=True)
    hashes = {str(one.pk): {one.get_session_auth_hash(), *one.get_session_auth_fallback_hash()} for one in people}
    return {key for key in keys if key not in held or held[key][1] not in hashes.get(held[key][0], ())}
