"""How commands name a person."""

from __future__ import annotations

from django.core.management.base import CommandError

from accounts.models import User


def person(login: str) -> User:
    """The account with this name or e-mail address. Raises CommandError with what to do."""
    user: User | None = User.objects.named(login)
    if user is None:
        raise CommandError(f"There is no account named {login!r}. A name or an e-mail address is needed.")
    return user
