"""Who may do what with accounts. Guests have a name only; the demo account belongs to everybody."""

from __future__ import annotations

from typing import Any

from accounts.models import SiteSettings, User
from accounts.rules import rule


@rule("accounts.edit_profile")
def edit_profile(who: Any, user: User) -> bool:
    return bool(who.pk == user.pk)


@rule("accounts.change_password")
def change_password(who: Any, user: User) -> bool:
    return bool(who.pk == user.pk) and not user.is_guest and not user.is_demo


@rule("accounts.delete_account")
def delete_account(who: Any, user: User) -> bool:
    return bool(who.pk == user.pk) and not user.is_demo


@rule("accounts.claim")
def claim(who: Any, user: User) -> bool:
    """A guest sets a password and becomes an account, unless the server is closed to new ones."""
    return bool(who.pk == user.pk) and user.is_guest and SiteSettings.current().registration_now != "closed"


@rule("accounts.look_after")
def look_after(who: Any, user: User | None = None) -> bool:
    """Staff see to accounts: roles, quotas, barring, reset links; a superuser's only a superuser does."""
    return bool(who.is_staff) and (user is None or not user.is_superuser or bool(who.is_superuser))


@rule("accounts.upload")
def upload(who: Any, _target: Any = None) -> bool:
    """Files of any kind, own avatar included."""
    user = getattr(who, "user", None) or who
    return bool(user.is_authenticated) and not user.is_guest
