"""What staff do with accounts. Whether they may is said by the rule `accounts.look_after`, which each of these asks."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import passwords, second_factor
from accounts.models import User
from accounts.rules import require
from accounts.staff.audit import By, changes, note
from config.api.errors import Forbidden, Invalid

ROLES = ("is_game_master", "is_staff")
CHANGEABLE = ("username", "display_name", "email", "bio", "colour", "storage_quota", "is_active", *ROLES)


@transaction.atomic
def change(by: By, user: User, **wanted: Any) -> None:
    """Sets any of `CHANGEABLE`, checked before. Locking ends every sign-in. Raises Invalid for a role of somebody who can
    have none, Forbidden for what would lock oneself out.
    """
    _may(by, user)
    changed = changes(user, wanted)
    if not changed:
        return
    if by.user is not None and by.user.pk == user.pk and (wanted.get("is_active") is False or _resigns(wanted)):
        raise Forbidden(_("You would lock yourself out: let somebody else do it."))
    if (user.is_guest or user.is_demo) and any(wanted.get(role) for role in ROLES):
        raise Invalid(fields={"roles": [_("Guests and the demo account have no roles.")]})
    for field in changed:
        setattr(user, field, wanted[field])
    user.save(update_fields=[*changed, "updated_at"])
    if "is_active" in changed:
        if not user.is_active:
            user.bar()
        note(by, "person.unlocked" if user.is_active else "person.locked", user)
        del changed["is_active"]
    if changed:
        # Addresses are the person's own business: that theirs was changed is noted, not from what to what.
        note(by, "person.changed", user, {**changed, **({"email": ["…", "…"]} if "email" in changed else {})})


def _resigns(wanted: dict[str, Any]) -> bool:
    return wanted.get("is_staff") is False


@transaction.atomic
def added(by: By, user: User) -> str:
    """Notes that staff made the account of `user`. Returns the link with which they set a password."""
    note(by, "person.added", user)
    return passwords.link_for(user)


@transaction.atomic
def sign_out(by: By, user: User) -> None:
    _may(by, user)
    user.sign_out_everywhere()
    note(by, "person.signed_out", user)


@transaction.atomic
def reset_link(by: By, user: User) -> str:
    """A link with which `user` sets a new password, once, for three days. Raises Forbidden for who has no password."""
    _may(by, user)
    if user.is_guest or user.is_demo or not user.is_active:
        raise Forbidden(_("%(name)s gets no link.") % {"name": user.username})
    note(by, "person.reset_link", user)
    return passwords.link_for(user)


@transaction.atomic
def remove_second_factor(by: By, user: User) -> bool:
    """For who has lost it; every sign-in ends. False when there was none."""
    _may(by, user)
    if not second_factor.remove(user):
        return False
    user.sign_out_everywhere()
    note(by, "person.second_factor_removed", user)
    return True


@transaction.atomic
def delete(by: By, user: User) -> None:
    """For good, as if they had done it themselves. Raises Forbidden for oneself, who has a page for that."""
    _may(by, user)
    if by.user is not None and by.user.pk == user.pk:
        raise Forbidden(_("Delete your own account on your account page."))
    note(by, "person.deleted", user)
    user.farewell()


def _may(by: By, user: User) -> None:
    if by.user is not None:
        require(by.user, "accounts.look_after", user)
