"""People. A guest is a person with only a display name, bound to one room and browser until a password is set."""

from __future__ import annotations

import uuid
from pathlib import PurePosixPath
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts import hooks, rules
from accounts.models.base import Model, VisibleQuerySet
from accounts.models.site import SiteSettings

COLOURS = ("#f2b44b", "#5ec2b0", "#9b7ede", "#e7a08f", "#8fb6e7", "#b8d07a", "#d99ac5", "#b8c4d4")
USERNAME = RegexValidator(r"\A[A-Za-z0-9_-]{3,20}\Z", _("3 to 20 letters, digits, hyphens or underscores."))
COLOUR = RegexValidator(r"\A#[0-9a-f]{6}\Z", _("A colour such as #f2b44b."))
DEMO = "demo"


def default_quota() -> int:
    return settings.STORAGE_QUOTA


def is_reserved(username: str) -> bool:
    """Names that the server gives itself: the demo account's and guests'."""
    return username.lower() == DEMO or username.lower().startswith("guest-")


class UserQuerySet(VisibleQuerySet):
    def visible_to(self, who: Any) -> Self:
        """Whoever is signed in may see the public profile of everyone active; nobody else may see any."""
        user = getattr(who, "user", None) or who
        return self.filter(is_active=True) if getattr(user, "is_authenticated", False) else self.none()

    def acquainted_with(self, user: User) -> Self:
        """Whom `user` may choose from a list: themselves and those with whom they share a room."""
        known = Q(pk=user.pk)
        for ids in hooks.acquaintances:
            known |= Q(pk__in=ids(user))
        return self.filter(known, is_active=True)

    def named(self, login: str) -> User | None:
        """The person whose name or e-mail address this is, in any case."""
        login = login.strip()
        field = "email__iexact" if "@" in login else "username__iexact"
        return self.filter(**{field: login}).first() if login.isascii() else None


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        site = SiteSettings.current()
        # Who comes reads on in the language of the page that they came by.
        given = {"storage_quota": site.storage_quota, "locale": get_language() or settings.LANGUAGE_CODE, **fields}
        user: User = self.model(username=username, **given)
        user.email = self.normalize_email(user.email) if user.email else None
        user.display_name = user.display_name or username
        user.colour = fields.get("colour") or COLOURS[sum(username.encode()) % len(COLOURS)]
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(username, password, is_staff=True, is_superuser=True, is_game_master=True, **fields)

    def create_guest(self, display_name: str) -> User:
        """A person with only a name; the caller binds them to a room by making them its member."""
        return self.create_user(f"guest-{uuid.uuid4().hex[:14]}", None, display_name=display_name, is_guest=True)

    def create_demo(self, display_name: str, **fields: Any) -> User:
        """The account that anybody may look around with: it has no password, and production refuses to open it."""
        return self.create_user(DEMO, None, display_name=display_name, **fields)


class User(Model, AbstractBaseUser, PermissionsMixin):
    username = models.CharField(_("name"), max_length=20, unique=True, validators=[USERNAME])
    email = models.EmailField(_("e-mail"), blank=True, null=True, default=None)
    display_name = models.CharField(_("display name"), max_length=50)
    colour = models.CharField(_("colour"), max_length=7, validators=[COLOUR], default=COLOURS[0])
    bio = models.CharField(_("about"), max_length=500, blank=True)
    avatar = models.CharField(_("avatar"), max_length=200, blank=True, editable=False)
    locale = models.CharField(_("language"), max_length=10, default="en")
    theme = models.CharField(
        _("theme"),
        max_length=10,
        choices=[("auto", _("as the device")), ("dark", _("night")), ("light", _("parchment"))],
        default="dark",
    )
    is_guest = models.BooleanField(_("guest"), default=False)
    is_game_master = models.BooleanField(_("game master"), default=False)
    is_staff = models.BooleanField(_("staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    live_notifications = models.BooleanField(_("show notifications at once"), default=True)
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

    @property
    def avatar_url(self) -> str | None:
        """Changes with the picture, so that browsers may keep it: storage keys are named by content."""
        version = PurePosixPath(self.avatar).stem[:12]
        return f"{reverse('avatar', args=[self.pk])}?v={version}" if self.avatar else None

    @property
    def is_demo(self) -> bool:
        return self.username.lower() == DEMO and not self.has_usable_password()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new password, from wherever it comes, ends every sign-in made with the old one."""
        renewed = self._password is not None and not self._state.adding
        if not renewed:
            super().save(*args, **kwargs)
            return
        self.token_version += 1
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "token_version"}
        with transaction.atomic():
            super().save(*args, **kwargs)
            self._end_sign_ins(kept=None)

    def change_password(self, password: str, *, kept: str | None = None) -> None:
        """Ends every sign-in; the sockets of the session whose key is `kept` may connect again."""
        self.set_password(password)
        self._password = None
        self.save(update_fields=["password", "updated_at"])
        self.sign_out_everywhere(kept=kept)

    def sign_out_everywhere(self, *, kept: str | None = None) -> None:
        """Ends all sessions, tokens, tickets and sockets of this person, at once and for good."""
        with transaction.atomic():
            self.token_version += 1
            self.save(update_fields=["token_version", "updated_at"])
            self._end_sign_ins(kept=kept)

    def claim(self, *, username: str, password: str, email: str | None, kept: str | None = None) -> None:
        """A guest becomes an account and stays the same person: same id, rooms and messages."""
        self.username, self.email, self.is_guest = username, email or None, False
        self.save(update_fields=["username", "email", "is_guest", "updated_at"])
        self.change_password(password, kept=kept)

    def grant(self, **roles: bool) -> None:
        """Gives or takes `is_game_master` and `is_staff`."""
        for role, has in roles.items():
            setattr(self, role, has)
        self.save(update_fields=[*roles, "updated_at"])

    def bar(self) -> None:
        """Ends every sign-in and allows no new one."""
        self.is_active = False
        self.save(update_fields=["is_active", "updated_at"])
        self.sign_out_everywhere()

    def farewell(self) -> None:
        """Deletes this person, after the other apps have handed over or anonymised what was theirs."""
        with transaction.atomic():
            self._end_sign_ins(kept=None)
            for say_goodbye in hooks.farewell:
                say_goodbye(self)
            self.delete()

    def _end_sign_ins(self, *, kept: str | None) -> None:
        now, ended = timezone.now(), hooks.Ended(user=self.pk, kept=kept)
        self.token_families.filter(ended_at=None).update(ended_at=now, updated_at=now)
        self.ws_tickets.all().delete()
        transaction.on_commit(lambda: hooks.revoked(ended), robust=True)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's, with `token_version`: so that "sign out everywhere" ends sessions without a new password."""
        salt = "accounts.models.User.get_session_auth_hash"
        return salted_hmac(salt, f"{self.password}:{self.token_version}", secret=secret, algorithm="sha256").hexdigest()

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """With an object the rules answer, without a superuser's shortcut; without one, Django's own permissions."""
        return rules.allowed(self, perm, obj) if obj is not None else super().has_perm(perm)
