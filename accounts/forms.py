"""The forms of sign-in and account pages. A form's `act` calls what the API calls; its refusals become field errors."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import avatars, passwords, profile, registration, second_factor, sign_in
from accounts.models import User
from accounts.rules import require
from config.api.errors import Problem


class ActingForm(forms.Form):
    """`attempt(request)` validates, acts and says whether it worked; `done` is what the page then says, and `then` where
    it goes, if not where it would.
    """

    done: Any = ""
    then: str = ""

    def attempt(self, request: HttpRequest) -> bool:
        if not self.is_valid():
            return False
        try:
            self.act(request)
        except Problem as problem:
            self.refuse(problem)
            return False
        return True

    def act(self, request: HttpRequest) -> None:
        """Does it. Raises Problem."""
        raise NotImplementedError

    def refuse(self, problem: Problem) -> None:
        known = {name: words for name, words in problem.fields.items() if name in self.fields}
        for name, words in known.items():
            self.add_error(name, [str(word) for word in words])
        if not known:
            self.add_error(None, str(problem.message))


def secret(label: Any, *, new: bool = False, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password" if new else "current-password"})
    return forms.CharField(label=label, widget=widget, strip=False, max_length=200, help_text=help_text)


def text(label: Any, *, autocomplete: str, most: int, help_text: Any = "", **more: Any) -> forms.CharField:
    attributes = {"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"}
    if autocomplete == "nickname":
        attributes = {"autocomplete": autocomplete}
    return forms.CharField(
        label=label, max_length=most, help_text=help_text, widget=forms.TextInput(attrs=attributes), **more
    )


def email(**more: Any) -> forms.EmailField:
    return forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}), **more)


class SignInForm(ActingForm):
    username = text(_("Name or e-mail"), autocomplete="username", most=254)
    password = secret(_("Password"))

    def act(self, request: HttpRequest) -> None:
        user = sign_in.with_password(request, self.cleaned_data["username"], self.cleaned_data["password"])
        if second_factor.has(user):
            sign_in.hold(request, user)
            self.then = reverse("sign-in-code")
        else:
            sign_in.start_session(request, user)


class AccountForm(ActingForm):
    """What a new account needs; also what a guest adds to become one."""

    username = text(
        _("Name"), autocomplete="username", most=20, help_text=_("3 to 20 letters, digits, hyphens or underscores.")
    )
    password = secret(_("Password"), new=True, help_text=_("At least 8 characters, and not a common one."))
    email = email(required=False, help_text=_("Only used to send you a new password. Nobody else sees it."))


class RegisterForm(AccountForm):
    display_name = text(
        _("Display name"),
        autocomplete="nickname",
        most=50,
        required=False,
        help_text=_("What others at the table see. Your name, if you leave it empty."),
    )
    field_order = ["username", "display_name", "password", "email"]

    def act(self, request: HttpRequest) -> None:
        sign_in.start_session(request, registration.register(**self.cleaned_data))


class ClaimForm(AccountForm):
    done = _("This is your account now. You can sign in with your name and password from anywhere.")

    def act(self, request: HttpRequest) -> None:
        require(request.user, "accounts.claim", request.user)
        registration.claim(request.user, **self.cleaned_data, kept=request.session.session_key)
        sign_in.keep_session(request, request.user)  # type: ignore[arg-type]


class ForgotForm(ActingForm):
    email = text(_("Name or e-mail"), autocomplete="username", most=254)

    def act(self, request: HttpRequest) -> None:
        self.done = passwords.ask_for_link(self.cleaned_data["email"])


class ResetForm(ActingForm):
    done = _("Your new password is set. Sign in with it.")
    new_password = secret(_("New password"), new=True, help_text=_("At least 8 characters, and not a common one."))

    def __init__(self, *args: Any, uid: str, token: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.uid, self.token = uid, token

    def act(self, request: HttpRequest) -> None:
        passwords.reset(self.uid, self.token, self.cleaned_data["new_password"])


class ProfileForm(ActingForm):
    done = _("Your profile is saved.")
    display_name = text(_("Display name"), autocomplete="nickname", most=50)
    bio = forms.CharField(
        label=_("About you"), required=False, max_length=profile.BIO, widget=forms.Textarea(attrs={"rows": 3})
    )
    colour = forms.CharField(
        label=_("Colour"),
        max_length=7,
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=_("Of your name in the chat and of the ring around your tokens."),
    )

    def act(self, request: HttpRequest) -> None:
        profile.change(request.user, **self.cleaned_data)  # type: ignore[arg-type]


class SettingsForm(ActingForm):
    done = _("Your settings are saved.")
    theme = forms.ChoiceField(label=_("Theme"), choices=User._meta.get_field("theme").choices or ())
    locale = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    notifications = forms.BooleanField(label=_("Show notifications at once"), required=False)

    def act(self, request: HttpRequest) -> None:
        profile.change(request.user, **self.cleaned_data)  # type: ignore[arg-type]


class AvatarForm(ActingForm):
    done = _("Your picture is saved.")
    file = forms.FileField(
        label=_("Picture"),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/avif,image/gif"}),
        help_text=_("PNG, JPEG, WebP, AVIF or GIF, at most 5 MB."),
    )

    def act(self, request: HttpRequest) -> None:
        avatars.replace(request.user, self.cleaned_data["file"])  # type: ignore[arg-type]


class AvatarRemovalForm(ActingForm):
    done = _("Your picture is removed.")

    def act(self, request: HttpRequest) -> None:
        avatars.remove(request.user)  # type: ignore[arg-type]


class EmailForm(ActingForm):
    done = _("Your e-mail address is saved.")
    email = email(required=False, help_text=_("Only used to send you a new password."))
    password = secret(_("Your password"))

    def act(self, request: HttpRequest) -> None:
        require(request.user, "accounts.change_password", request.user)
        sign_in.check_password(request, request.user, self.cleaned_data["password"])  # type: ignore[arg-type]
        registration.change_email(request.user, self.cleaned_data["email"])  # type: ignore[arg-type]


class PasswordForm(ActingForm):
    done = _("Your password is changed. You are signed out everywhere else.")
    old_password = secret(_("Your password"))
    new_password = secret(_("New password"), new=True, help_text=_("At least 8 characters, and not a common one."))

    def act(self, request: HttpRequest) -> None:
        require(request.user, "accounts.change_password", request.user)
        passwords.change(
            request,
            request.user,
            old=self.cleaned_data["old_password"],
            new=self.cleaned_data["new_password"],  # type: ignore[arg-type]
        )


class SignOutEverywhereForm(ActingForm):
    done = _("You are signed out everywhere else.")

    def act(self, request: HttpRequest) -> None:
        request.user.sign_out_everywhere(kept=request.session.session_key)  # type: ignore[union-attr]
        sign_in.keep_session(request, request.user)  # type: ignore[arg-type]


class ReadAllForm(ActingForm):
    def act(self, request: HttpRequest) -> None:
        request.user.notifications.all().mark_read()  # type: ignore[union-attr]


class DeleteForm(ActingForm):
    done = _("Your account is deleted.")
    password = secret(_("Your password"))

    def act(self, request: HttpRequest) -> None:
        user: Any = request.user
        require(user, "accounts.delete_account", user)
        if not user.is_guest:
            sign_in.check_password(request, user, self.cleaned_data["password"])
        user.farewell()
        request.session.flush()


class GuestDeleteForm(DeleteForm):
    """Guests have no password to ask for."""

    password = None  # type: ignore[assignment]
