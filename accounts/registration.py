"""How accounts come to be: registering, and a guest who sets a password. Pages and API both come here."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import inbox, names
from accounts.models import SiteSettings, User
from accounts.models.user import USERNAME, is_reserved
from config.api.errors import Forbidden, Invalid

Fields = dict[str, list[str]]


def register(*, username: str, password: str, email: str | None = None, display_name: str = "") -> User:
    """A new account. Raises Forbidden while registration is not open, Invalid with fields for what does not fit."""
    if SiteSettings.current().registration_now != "open":
        raise Forbidden(_("This server does not take registrations. Ask its operator for an account or an invitation."))
    user = admit(username=username, password=password, email=email, display_name=display_name)
    inbox.notify(user, "accounts.welcome", name=user.display_name, link="/rooms/")
    return user


def admit(
    *, username: str, password: str, email: str | None = None, display_name: str = "", game_master: bool = False
) -> User:
    """A new account, whether registration is open or not. Raises Invalid with fields for what does not fit."""
    shown = names.display_name(display_name) if display_name.strip() else username
    fields = _faults(username, email, exclude=None)
    _raise(fields | password_faults(password, User(username=username, email=email, display_name=shown)))
    try:
        with transaction.atomic():
            user: User = User.objects.create_user(
                username, password, email=email, display_name=shown, is_game_master=game_master
            )
    except IntegrityError:
        raise _taken() from None
    return user


def claim(guest: User, *, username: str, password: str, email: str | None = None, kept: str | None = None) -> User:
    """Makes `guest` an account that stays the same person. Raises Invalid with fields."""
    fields = _faults(username, email, exclude=guest)
    _raise(fields | password_faults(password, User(username=username, email=email, display_name=guest.display_name)))
    try:
        with transaction.atomic():
            guest.claim(username=username, password=password, email=email, kept=kept)
    except IntegrityError:
        raise _taken() from None
    return guest


def change_email(user: User, email: str | None) -> None:
    """Raises Invalid with fields."""
    _raise(_email_faults(email, exclude=user))
    user.email = User.objects.normalize_email(email) if email else None
    user.save(update_fields=["email", "updated_at"])


def password_faults(password: str, user: User, *, field: str = "password") -> Fields:
    if len(password) > 200:
        return {field: [_("At most 200 characters.")]}
    try:
        validate_password(password, user)
    except ValidationError as error:
        return {field: list(error.messages)}
    return {}


def _faults(username: str, email: str | None, *, exclude: User | None) -> Fields:
    fields = _email_faults(email, exclude=exclude)
    try:
        USERNAME(username)
    except ValidationError as error:
        return fields | {"username": list(error.messages)}
    if is_reserved(username) or User.objects.filter(username__iexact=username).exclude(pk=_key(exclude)).exists():
        return fields | {"username": [_("This name is taken.")]}
    return fields


def _email_faults(email: str | None, *, exclude: User | None) -> Fields:
    if not email:
        return {}
    try:
        validate_email(email)
    except ValidationError as error:
        return {"email": list(error.messages)}
    if not email.isascii() or len(email) > 254:
        return {"email": [_("Please enter an address of plain letters, at most 254 characters.")]}
    if User.objects.filter(email__iexact=email).exclude(pk=_key(exclude)).exists():
        return {"email": [_("This address belongs to another account.")]}
    return {}


def _key(user: User | None) -> object:
    return user.pk if user is not None else None


def _raise(fields: Fields) -> None:
    if fields:
        raise Invalid(_("Please check what you entered."), fields=fields)


def _taken() -> Invalid:
    """Two asked for the same name at the same moment, and the other one was first."""
    return Invalid(_("Please check what you entered."), fields={"username": [_("This name is taken.")]})
