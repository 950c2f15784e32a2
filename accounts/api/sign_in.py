"""`auth/…`: register, sign in and out, tokens, passwords."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import passwords, projections, registration, second_factor, sign_in, tickets, tokens
from accounts.api import inputs
from accounts.authentication import Session
from accounts.models import TokenFamily, User
from accounts.rules import require
from accounts.throttles import pay
from config.api.errors import Forbidden
from config.api.views import ApiView, created


class PublicView(ApiView):
    permission_classes = [AllowAny]
    authentication_classes: list[Any] = []

    def signed_in(self, request: Request, user: User, *, session: bool) -> dict[str, Any]:
        """Tokens, or with `session` a cookie. A cookie is only given to a page of ours: it needs the CSRF token."""
        answer: dict[str, Any] = {"user": projections.me(user)}
        if session:
            Session().enforce_csrf(request)
            sign_in.start_session(request._request, user)
            return answer
        pair = sign_in.start_tokens(request._request, user)
        return answer | {"access": pair.access, "refresh": pair.refresh}


class Register(PublicView):
    """Opens an account and signs it in."""

    inputs = {"post": inputs.Register}

    def post(self, request: Request) -> Response:
        pay(request, "register")
        body = self.read(inputs.Register)
        if body.session:
            Session().enforce_csrf(request)
        user = registration.register(
            username=body.username, password=body.password, email=body.email, display_name=body.display_name
        )
        return created(self.signed_in(request, user, session=body.session))


class Login(PublicView):
    """Signs in by name or e-mail address: `{user, access, refresh}`, or a session cookie with `session`. An account with a
    second factor needs a `code`: without one the answer is 400 with `errors.code` and `state.reason` "code_required".
    """

    inputs = {"post": inputs.Login}

    def post(self, request: Request) -> Response:
        pay(request, "login")
        body = self.read(inputs.Login)
        user = sign_in.with_password(request._request, body.username or body.email, body.password)
        if second_factor.has(user):
            if not body.code:
                raise sign_in.code_required()
            pay(request, "code")
            second_factor.check(user, body.code)
        return Response(self.signed_in(request, user, session=body.session))


class Demo(PublicView):
    """Signs in as the demo account, which has no password; not in production."""

    inputs = {"post": inputs.Demo}

    def post(self, request: Request) -> Response:
        pay(request, "login")
        body = self.read(inputs.Demo)
        return Response(self.signed_in(request, sign_in.demo(), session=body.session))


class Refresh(PublicView):
    """The next pair of tokens. A refresh token works once; using it again ends the whole sign-in."""

    inputs = {"post": inputs.Refresh}

    def post(self, request: Request) -> Response:
        _user, pair = tokens.rotate(self.read(inputs.Refresh).refresh)
        return Response({"access": pair.access, "refresh": pair.refresh})


class Logout(ApiView):
    """Ends this sign-in: the session, or the tokens of the bearer; with `everywhere`, all sign-ins of this person."""

    inputs = {"post": inputs.Logout}

    def post(self, request: Request) -> Response:
        body = self.read(inputs.Logout)
        user: User = request.user
        if body.everywhere and not user.is_demo:
            user.sign_out_everywhere()
        elif isinstance(request.auth, TokenFamily):
            tokens.end(request.auth)
        else:
            sign_in.end_session(request._request)
        if body.refresh:
            tokens.end_of(body.refresh)
        return Response({"signed_out": True})


class PasswordChange(ApiView):
    """Sets a new password. Every other sign-in ends; a bearer gets new tokens, a session goes on."""

    inputs = {"post": inputs.PasswordChange}

    def post(self, request: Request) -> Response:
        user: User = request.user
        require(user, "accounts.change_password", user)
        body = self.read(inputs.PasswordChange)
        passwords.change(request._request, user, old=body.old_password, new=body.new_password)
        if not isinstance(request.auth, TokenFamily):
            return Response({"changed": True})
        pair = tokens.issue(user)
        return Response({"changed": True, "access": pair.access, "refresh": pair.refresh})


class PasswordReset(PublicView):
    """Sends a link to this address if it belongs to an account. The answer is the same if it does not."""

    inputs = {"post": inputs.PasswordReset}

    def post(self, request: Request) -> Response:
        pay(request, "reset")
        body = self.read(inputs.PasswordReset)
        return Response({"message": passwords.ask_for_link(body.email)})


class PasswordResetConfirm(PublicView):
    """Sets a new password with the `uid` and `token` of a reset link. Ends every sign-in."""

    inputs = {"post": inputs.PasswordResetConfirm}

    def post(self, request: Request) -> Response:
        pay(request, "reset")
        body = self.read(inputs.PasswordResetConfirm)
        passwords.reset(body.uid, body.token, body.new_password)
        return Response({"changed": True})


class WsTicket(ApiView):
    """A ticket that opens one socket within 30 s: `/ws/…?ticket=…`; with `room`, only that room's."""

    inputs = {"post": inputs.TicketWish}

    def post(self, request: Request) -> Response:
        if not isinstance(request.user, User):
            raise Forbidden(_("Only people open sockets."))
        wish = self.read(inputs.TicketWish)
        return created({"ticket": tickets.issue(request.user, room=wish.room)})
