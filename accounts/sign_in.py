"""Signing in and out, for pages and API alike."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from accounts import hooks, tokens
from accounts.models import User
from accounts.models.user import DEMO
from accounts.throttles import locked_out
from config.api.errors import Forbidden, Invalid, NotFound

BACKEND = "accounts.backends.NameOrEmail"
HELD = "sign_in_waits_for_code"
HELD_SECONDS = 300


def with_password(request: HttpRequest, name: str, password: str) -> User:
    """The person of this name (or e-mail address) and password. Raises Invalid, or SlowDown after ten failures."""
    user = authenticate(request, username=name.strip().lower()[:254], password=password)
    if getattr(request, "axes_locked_out", False):
        raise locked_out()
    if not isinstance(user, User):
        raise Invalid(_("The name and the password do not fit together."), code="wrong_password")
    return user


def code_required() -> Invalid:
    """What an API client is told whose name and password are right, and whose account has a second factor."""
    words = _("This account has a second factor: send its code too.")
    return Invalid(words, code="code_required", fields={"code": [words]}, state={"reason": "code_required"})


def check_password(request: HttpRequest, user: User, password: str, *, field: str = "password") -> None:
    """Asks somebody signed in for their password again, with the same bound on guessing as signing in."""
    again = authenticate(request, username=user.username.lower(), password=password)
    if getattr(request, "axes_locked_out", False):
        raise locked_out()
    if again != user:
        raise Invalid(_("That is not your password."), fields={field: [_("That is not your password.")]})


def demo() -> User:
    """The demo account. Raises NotFound when there is none, Forbidden in production."""
    if settings.SECURE:
        raise Forbidden(_("This server has no demo account."))
    user = User.objects.named(DEMO)
    if user is None or not user.is_demo or not user.is_active:
        raise NotFound(_("This server has no demo account."))
    return user


def start_session(request: HttpRequest, user: User) -> None:
    request.session.pop(HELD, None)
    login(request, user, backend=BACKEND)


def hold(request: HttpRequest, user: User) -> None:
    """Remembers in the session that `user` said the right password, until the code of their device comes."""
    request.session[HELD] = {"user": str(user.pk), "hash": user.get_session_auth_hash(), "at": time.time()}


def held(request: HttpRequest) -> User | None:
    """Who said the right password in this session a moment ago, if that password is still the right one."""
    kept = request.session.get(HELD)
    if not kept or not 0 <= time.time() - kept["at"] < HELD_SECONDS:
        return None
    user: User | None = User.objects.filter(pk=kept["user"], is_active=True).first()
    return user if user is not None and constant_time_compare(kept["hash"], user.get_session_auth_hash()) else None


def end_session(request: HttpRequest) -> None:
    """Ends the session of this request and closes its sockets."""
    user, key = request.user, request.session.session_key
    logout(request)
    if user.is_authenticated and key:
        hooks.revoked(hooks.Ended(user=user.pk, session=key))


def start_tokens(request: HttpRequest, user: User) -> tokens.Pair:
    user_logged_in.send(sender=User, request=request, user=user)
    return tokens.issue(user)


def keep_session(request: HttpRequest, user: User) -> None:
    """After a change that ended all sessions of `user`: the one of this request goes on under a new key."""
    if request.session.session_key:
        update_session_auth_hash(request, user)
