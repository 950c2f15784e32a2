"""The pages of signing in and of one's account."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts import avatars, forms, passwords, second_factor, sign_in
from accounts.models import Notification, User
from accounts.rules import allowed
from accounts.throttles import pay
from config.api.errors import Problem

SHOWN_NOTIFICATIONS = 30


def wanted(request: HttpRequest) -> str:
    """Where to go afterwards: `next`, if it leads to a page of this server."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return url if safe else settings.LOGIN_REDIRECT_URL


def gate(
    request: HttpRequest, template: str, form: forms.ActingForm, *, scope: str, then: str, **more: Any
) -> HttpResponse:
    """One form on its own page: tries it on POST and goes `then`, else shows it with what is wrong."""
    status = 200
    if request.method == "POST":
        try:
            pay(request, scope)
        except Problem as problem:
            form.is_valid()
            form.add_error(None, str(problem.message))
            status = problem.status
        else:
            if form.attempt(request):
                if form.done:
                    messages.success(request, form.done)
                return redirect(f"{form.then}?{urlencode({'next': wanted(request)})}" if form.then else then)
    return render(request, template, {"form": form, "next": wanted(request), **more}, status=status)


@never_cache
@sensitive_post_parameters("password")
def sign_in_page(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if user.is_authenticated and not user.is_guest and request.method != "POST":
        return redirect(wanted(request))
    form = forms.SignInForm(request.POST or None)
    return gate(request, "accounts/sign_in.html", form, scope="login", then=wanted(request), demo=has_demo())


def has_demo() -> bool:
    try:
        return bool(sign_in.demo())
    except Problem:
        return False


@require_POST
def demo(request: HttpRequest) -> HttpResponse:
    try:
        pay(request, "login")
        sign_in.start_session(request, sign_in.demo())
    except Problem as problem:
        messages.error(request, str(problem.message))
        return redirect("sign-in")
    return redirect(wanted(request))


@never_cache
@sensitive_post_parameters("password")
def register(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if user.is_authenticated and request.method != "POST":
        return redirect("account" if user.is_guest else settings.LOGIN_REDIRECT_URL)
    form = forms.RegisterForm(request.POST or None)
    return gate(request, "accounts/register.html", form, scope="register", then=wanted(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    sign_in.end_session(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@never_cache
def forgot(request: HttpRequest) -> HttpResponse:
    form = forms.ForgotForm(request.POST or None)
    mail = passwords.sends_mail()
    return gate(request, "accounts/forgot.html", form, scope="reset", then=reverse("sign-in"), sends_mail=mail)


@never_cache
@sensitive_post_parameters("new_password")
def reset(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    form = forms.ResetForm(request.POST or None, uid=uid, token=token)
    try:
        passwords.holder(uid, token)
    except Problem:
        return render(request, "accounts/reset.html", {"form": None}, status=404)
    return gate(request, "accounts/reset.html", form, scope="reset", then=reverse("sign-in"))


ACTIONS: dict[str, type[forms.ActingForm]] = {
    "profile": forms.ProfileForm,
    "avatar": forms.AvatarForm,
    "avatar-removal": forms.AvatarRemovalForm,
    "settings": forms.SettingsForm,
    "claim": forms.ClaimForm,
    "email": forms.EmailForm,
    "password": forms.PasswordForm,
    "sign-out-everywhere": forms.SignOutEverywhereForm,
    "notifications": forms.ReadAllForm,
    "delete": forms.DeleteForm,
}


@never_cache
@login_required
@sensitive_post_parameters("password", "old_password", "new_password")
def account(request: HttpRequest) -> HttpResponse:
    """All of one's account on one page; `do` says which of its forms was sent."""
    user: Any = request.user
    shown = {name: form(prefix=name, initial=_current(user)) for name, form in _forms(user).items()}
    do = request.POST.get("do", "")
    if request.method == "POST" and do in shown:
        form = shown[do] = _forms(user)[do](request.POST, request.FILES, prefix=do, initial=_current(user))
        if form.attempt(request):
            if form.done:
                messages.success(request, form.done)
            return redirect("sign-in" if do == "delete" else f"{reverse('account')}#{do}")
        user.refresh_from_db()
    context = {
        "forms": {name.replace("-", "_"): form for name, form in shown.items()},
        "notifications": Notification.objects.filter(user=user)[:SHOWN_NOTIFICATIONS],
        "unread": Notification.objects.filter(user=user, read_at=None).count(),
        "open": do,
        "second_factor": second_factor.has(user),
    }
    return render(request, "accounts/account.html", context)


def _forms(user: User) -> dict[str, type[forms.ActingForm]]:
    """Those that this person may use."""
    if user.is_guest:
        names = ("claim", "profile", "settings") if allowed(user, "accounts.claim", user) else ("profile", "settings")
        return {name: ACTIONS[name] for name in names} | {"delete": forms.GuestDeleteForm}
    if user.is_demo:
        return {name: ACTIONS[name] for name in ("profile", "settings", "notifications")}
    return {name: form for name, form in ACTIONS.items() if name != "claim"}


def _current(user: User) -> dict[str, Any]:
    names = ("display_name", "bio", "colour", "theme", "locale", "email")
    return {name: getattr(user, name) for name in names} | {"notifications": user.live_notifications}


@require_safe
@login_required
def avatar(request: HttpRequest, pk: UUID) -> HttpResponse:
    return avatars.serve(request, User.objects.all().seen(request.user, pk=pk))
