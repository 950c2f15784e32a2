"""The pages of the second factor: the code at the sign-in, and one's own device."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import second_factor, sign_in
from accounts.models import User
from accounts.rules import require
from accounts.second_factor import forms
from accounts.throttles import pay
from accounts.views import gate, wanted
from config.api.errors import Problem

FORMS: dict[str, type[forms.OwnForm]] = {"codes": forms.NewCodesForm, "off": forms.TurnOffForm}


@never_cache
@sensitive_post_parameters("code")
def code(request: HttpRequest) -> HttpResponse:
    """The second step of a sign-in: whoever said the right password less than five minutes ago."""
    user = sign_in.held(request)
    if user is None:
        messages.error(request, _("Please begin again with your name and password."))
        return redirect("sign-in")
    form = forms.CodeForm(request.POST or None, user=user)
    return gate(request, "accounts/code.html", form, scope="code", then=wanted(request))


@never_cache
@login_required
@sensitive_post_parameters("code", "password")
def device(request: HttpRequest) -> HttpResponse:
    """One's own: set up, new recovery codes, turned off. Codes are shown in the answer to the form and never again."""
    user: Any = request.user
    require(user, "accounts.change_password", user)
    if not second_factor.has(user):
        return _set_up(request, user)
    shown = {name: kind(prefix=name) for name, kind in FORMS.items()}
    do = request.POST.get("do", "")
    if do in FORMS:
        form = shown[do] = FORMS[do](request.POST, prefix=do)
        if _tried(request, form):
            if do == "codes":
                return _codes(request, form.codes)
            messages.success(request, str(form.done))
            return redirect("account")
    context = {"forms": shown, "left": second_factor.codes_left(user), "open": do}
    return render(request, "accounts/second_factor.html", context)


def _set_up(request: HttpRequest, user: User) -> HttpResponse:
    form = forms.SetUpForm(request.POST or None)
    if request.method == "POST" and _tried(request, form):
        return _codes(request, form.codes)
    waiting = second_factor.begin(user)
    context = {
        "form": form, "secret": second_factor.secret(waiting), "picture": second_factor.picture(waiting),
        "must": second_factor.lacking(user), "next": wanted(request),
    }  # fmt: skip
    return render(request, "accounts/second_factor_set_up.html", context)


def _codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    return render(request, "accounts/recovery_codes.html", {"codes": codes, "next": wanted(request)})


def _tried(request: HttpRequest, form: forms.OwnForm) -> bool:
    try:
        pay(request, "code")
    except Problem as problem:
        form.is_valid()
        form.add_error(None, str(problem.message))
        return False
    return form.attempt(request)
