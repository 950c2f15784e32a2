"""Downloading what the server keeps about oneself. Other apps join through `hooks.own_data`."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from accounts import hooks, projections, second_factor
from accounts.models import Notification, User


def of(user: User) -> dict[str, Any]:
    """Everything about `user`, JSON-able: the account, and each app's part under its own name."""
    notes = Notification.objects.filter(user=user)
    return {
        "exported_at": timezone.now(),
        "account": {**projections.me(user), "last_login": user.last_login, "second_factor": second_factor.has(user)},
        "notifications": [projections.notification(note) for note in notes],
        **{name: part(user) for name, part in hooks.own_data.items()},
    }
