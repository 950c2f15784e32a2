"""What is told about a person: to others, and to themselves."""

from __future__ import annotations

from typing import Any

from accounts.models import Notification, User


def public_user(user: User) -> dict[str, Any]:
    return {"id": str(user.pk), "name": user.display_name, "colour": user.colour, "avatar": user.avatar_url}


def profile(user: User) -> dict[str, Any]:
    """What any signed-in person may read: no e-mail address, no name to sign in with."""
    return {
        "id": str(user.pk),
        "display_name": user.display_name,
        "bio": user.bio,
        "avatar": user.avatar_url,
        "colour": user.colour,
        "guest": user.is_guest,
    }


def settings_of(user: User) -> dict[str, Any]:
    return {
        "theme": user.theme,
        "locale": user.locale,
        "colour": user.colour,
        "notifications": user.live_notifications,
    }


def me(user: User) -> dict[str, Any]:
    return {
        **profile(user),
        "username": user.username,
        "email": user.email,
        "roles": roles(user),
        "settings": settings_of(user),
        "storage": {"used": user.storage_used, "quota": user.storage_quota},
        "created_at": user.created_at,
    }


def roles(user: User) -> list[str]:
    named = {"guest": user.is_guest, "game_master": user.is_game_master, "staff": user.is_staff}
    return [name for name, has in named.items() if has] or ["player"]


def notification(note: Notification) -> dict[str, Any]:
    return {
        "id": str(note.pk),
        "kind": note.kind,
        "text": note.text(),
        "params": note.params,
        "link": note.link,
        "read": note.read_at is not None,
        "created_at": note.created_at,
    }
