"""The first person of a new server, and the table they find."""

from __future__ import annotations

from accounts.models import User
from accounts.passwords import new_password

NAME = "owner"


def create() -> tuple[User, str]:
    """The owner and the password, which is stored nowhere.

    Staff and game master, but no superuser: rules decide what the owner may see of other people's tables.
    """
    password = new_password()
    owner = User.objects.create_user(NAME, password, display_name="Owner", is_staff=True, is_game_master=True)
    return owner, password
