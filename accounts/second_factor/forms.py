"""The forms of the second factor: the code at the sign-in, and what one does with one's own device."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import second_factor, sign_in
from accounts.forms import ActingForm, secret
from accounts.models import User
from accounts.rules import require


def code_field(label: Any, *, help_text: Any = "", digits: bool = False) -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
    if digits:
        attributes |= {"inputmode": "numeric"}
    return forms.CharField(label=label, max_length=20, help_text=help_text, widget=forms.TextInput(attrs=attributes))


class CodeForm(ActingForm):
    """The second step of a sign-in."""

    code = code_field(_("Code"), help_text=_("Six digits from the app on your phone, or one of your recovery codes."))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["autofocus"] = True
        self.user = user

    def act(self, request: HttpRequest) -> None:
        second_factor.check(self.user, self.cleaned_data["code"])
        sign_in.start_session(request, self.user)


class OwnForm(ActingForm):
    """Somebody with a password of their own, about their own device; `codes` are recovery codes to show once."""

    codes: list[str]

    def act(self, request: HttpRequest) -> None:
        user: Any = request.user
        require(user, "accounts.change_password", user)
        self.do(request, user)

    def do(self, request: HttpRequest, user: User) -> None:
        raise NotImplementedError


class SetUpForm(OwnForm):
    code = code_field(_("Code"), digits=True, help_text=_("The six digits that the app shows now."))
    password = secret(_("Your password"))

    def do(self, request: HttpRequest, user: User) -> None:
        sign_in.check_password(request, user, self.cleaned_data["password"])
        self.codes = second_factor.confirm(user, self.cleaned_data["code"], kept=request.session.session_key)
        sign_in.keep_session(request, user)


class NewCodesForm(OwnForm):
    code = code_field(_("Code"), help_text=_("Six digits from the app, or a recovery code."))

    def do(self, request: HttpRequest, user: User) -> None:
        second_factor.check(user, self.cleaned_data["code"])
        self.codes = second_factor.new_codes(user)


class TurnOffForm(OwnForm):
    done = _("The second factor is off. Your password alone signs you in.")
    code = code_field(_("Code"), help_text=_("Six digits from the app, or a recovery code."))
    password = secret(_("Your password"))

    def do(self, request: HttpRequest, user: User) -> None:
        sign_in.check_password(request, user, self.cleaned_data["password"])
        second_factor.check(user, self.cleaned_data["code"])
        second_factor.remove(user)
