"""Changing a password one knows, and replacing one that was forgotten. Both end every other sign-in."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext as _

from accounts import inbox, registration, sign_in
from accounts.models import User
from config.api.errors import Invalid

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike


def new_password() -> str:
    """Four groups of four, to be read from a screen: about 79 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def change(request: HttpRequest, user: User, *, old: str, new: str) -> None:
    """Raises Invalid with the field `old_password` or `new_password`, SlowDown after too many wrong ones."""
    sign_in.check_password(request, user, old, field="old_password")
    faults = registration.password_faults(new, user, field="new_password")
    if faults:
        raise Invalid(_("Please check what you entered."), fields=faults)
    user.change_password(new, kept=request.session.session_key)
    sign_in.keep_session(request, user)
    inbox.notify(user, "accounts.password_changed", link="/account/")


def sends_mail() -> bool:
    """A link in a mail needs the server's own address: the Host header of whoever asks is not to be trusted."""
    return bool(settings.EMAIL_URL and settings.PUBLIC_URL)


def ask_for_link(address: str) -> str:
    """Has a link sent if `address` is somebody's. Returns what to tell: the same words in the same time either way."""
    from accounts.tasks import mail_reset_link

    if not sends_mail():
        return _(
            "This server sends no mail. Ask the person who runs it for a new link; "
            "they type: manage.py reset_link YOUR_NAME"
        )
    mail_reset_link.enqueue(address=address[:254])
    return _("If this address belongs to an account, a link is on its way. It works for three days.")


def link_for(user: User) -> str:
    """The address of the page where `user` sets a new password; it works once."""
    base = settings.PUBLIC_URL.rstrip("/") or f"http://localhost:{settings.PORT}"
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return base + reverse("reset", args=[uid, default_token_generator.make_token(user)])


def holder(uid: str, token: str) -> User:
    """Whose reset link this is. Raises Invalid for one that is spent, expired or forged."""
    try:
        user = User.objects.filter(pk=UUID(urlsafe_base64_decode(uid).decode()), is_active=True, is_guest=False).first()
    except ValueError:
        user = None
    if user is None or user.is_demo or not default_token_generator.check_token(user, token):
        raise Invalid(_("This link no longer works. Ask for a new one."), code="spent_link")
    return user


def reset(uid: str, token: str, password: str) -> User:
    """Sets a new password by link. Raises Invalid."""
    user = holder(uid, token)
    faults = registration.password_faults(password, user, field="new_password")
    if faults:
        raise Invalid(_("Please check what you entered."), fields=faults)
    user.change_password(password)
    return user
