"""The first person of a new server, and the table they find."""

from __future__ import annotations

import secrets

from accounts.models import User

NAME = "owner"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike


def new_password() -> str:
    """Four groups of four, to be read from a screen: about 79 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def create() -> tuple[User, str]:
    """The owner and the password, which is stored nowhere.

    Staff and game master, but no superuser: rules decide what the owner may see of other people's tables.
    """
    password = new_password()
    owner = User.objects.create_user(NAME, password, display_name="Owner", is_staff=True, is_game_master=True)
    return owner, password
