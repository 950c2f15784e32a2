"""People. A guest is a person with only a display name, bound to one room and browser until a password is set."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts import rules
from accounts.models.base import Model

COLOURS = ("#f2b44b", "#5ec2b0", "#9b7ede", "#e7a08f", "#8fb6e7", "#b8d07a", "#d99ac5", "#b8c4d4")
USERNAME = RegexValidator(r"\A[A-Za-z0-9_-]{3,20}\Z", _("3 to 20 letters, digits, hyphens or underscores."))
COLOUR = RegexValidator(r"\A#[0-9a-f]{6}\Z", _("A colour such as #f2b44b."))


def default_quota() -> int:
    return settings.STORAGE_QUOTA


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(username=username, **fields)
        if user.email:
            user.email = self.normalize_email(user.email)
        user.display_name = user.display_name or username
        user.colour = fields.get("colour") or COLOURS[sum(username.encode()) % len(COLOURS)]
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(
            username, password, is_staff=True, is_superuser=True, is_game_master=True, **fields
        )

    def create_guest(self, display_name: str) -> User:
        """A person with only a name; the caller binds them to a room by making them its member."""
        return self.create_user(f"guest-{uuid.uuid4().hex[:14]}", None, display_name=display_name, is_guest=True)


class User(Model, AbstractBaseUser, PermissionsMixin):
    username = models.CharField(_("name"), max_length=20, validators=[USERNAME])
    email = models.EmailField(_("e-mail"), blank=True, null=True, default=None)
    display_name = models.CharField(_("display name"), max_length=50)
    colour = models.CharField(_("colour"), max_length=7, validators=[COLOUR], default=COLOURS[0])
    bio = models.CharField(_("about"), max_length=500, blank=True)
    avatar = models.CharField(_("avatar"), max_length=200, blank=True, editable=False)
    locale = models.CharField(_("language"), max_length=10, default="en")
    theme = models.CharField(
        _("theme"), max_length=10, choices=[("auto", _("as the device")), ("dark", _("night")), ("light", _("parchment"))],
        default="dark",
    )
    is_guest = models.BooleanField(_("guest"), default=False)
    is_game_master = models.BooleanField(_("game master"), default=False)
    is_staff = models.BooleanField(_("staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    token_version = models.PositiveIntegerField(default=0, editable=False)
    storage_used = models.BigIntegerField(_("storage used"), default=0, editable=False)
    storage_quota = models.BigIntegerField(_("storage quota"), default=default_quota)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]
    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["username"]
        constraints = [
            models.UniqueConstraint(Lower("username"), name="user_username_unique_anycase"),
            models.UniqueConstraint(Lower("email"), name="user_email_unique_anycase"),
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """With an object the rules answer, without a superuser's shortcut; without one, Django's own permissions."""
        return rules.allowed(self, perm, obj) if obj is not None else super().has_perm(perm)
