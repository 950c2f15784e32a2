"""What staff set for the whole site, in one row. What is left empty is as the environment says."""

from __future__ import annotations

from typing import Any, Literal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.base import Model

UploadKind = Literal["map", "sound"]
ONLY = 1
MEGABYTE = 1024 * 1024
MAP_MB, SOUND_MB, QUOTA_MB, ROOMS = 500, 200, 10_000_000, 10_000


def _number(words: Any, most: int, help_text: Any) -> Any:
    """A number from 1 to `most`, or empty."""
    bounds = [MinValueValidator(1), MaxValueValidator(most)]
    return models.PositiveIntegerField(words, null=True, blank=True, validators=bounds, help_text=help_text)


class SiteSettings(Model):
    class Registration(models.TextChoices):
        OPEN = "open", _("open: everybody may open an account")
        INVITE = "invite", _("by invitation: guests of a table may keep their name")
        CLOSED = "closed", _("closed: staff open accounts")

    class Level(models.TextChoices):
        NOTE = "note", _("note")
        WARNING = "warning", _("warning")

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)  # type: ignore[assignment]
    registration = models.CharField(
        _("registration"),
        max_length=6,
        choices=Registration,
        blank=True,
        help_text=_("Empty: as the environment says."),
    )
    storage_quota_mb = _number(_("storage of a new account"), QUOTA_MB, _("Megabytes. Empty: as the environment says."))
    room_quota_mb = _number(_("storage of a new room"), QUOTA_MB, _("Megabytes. Empty: as the environment says."))
    map_upload_mb = _number(_("largest map"), MAP_MB, _("Megabytes, 500 at most. Empty: 500."))
    sound_upload_mb = _number(_("largest sound"), SOUND_MB, _("Megabytes, 200 at most. Empty: 200."))
    rooms_per_person = _number(_("rooms a person may own"), ROOMS, _("Empty: as many as they like."))
    locale = models.CharField(
        _("default language"),
        max_length=10,
        blank=True,
        help_text=_("For browsers that ask for no language we speak. Empty: as the environment says."),
    )
    announcement = models.CharField(
        _("announcement"), max_length=300, blank=True, help_text=_("Shown to everybody on top of every page.")
    )
    announcement_level = models.CharField(_("its weight"), max_length=7, choices=Level, default=Level.NOTE)
    announcement_until = models.DateTimeField(
        _("shown until"), null=True, blank=True, help_text=_("Empty: until it is taken away.")
    )

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        constraints = [models.CheckConstraint(condition=Q(pk=ONLY), name="site_settings_only_one")]

    def __str__(self) -> str:
        return str(_("Settings of this site"))

    @classmethod
    def current(cls) -> SiteSettings:
        """The row as it is now; all empty while staff have set nothing. One query by the primary key, never cached: a
        change counts at once in every process.
        """
        return cls.objects.filter(pk=ONLY).first() or cls()

    @property
    def registration_now(self) -> str:
        return self.registration or settings.REGISTRATION

    @property
    def storage_quota(self) -> int:
        """Bytes that a new account may store."""
        return self.storage_quota_mb * MEGABYTE if self.storage_quota_mb else settings.STORAGE_QUOTA

    @property
    def room_quota(self) -> int:
        """Bytes that the files of a new room may have."""
        return self.room_quota_mb * MEGABYTE if self.room_quota_mb else settings.ROOM_QUOTA

    def upload_limit(self, kind: UploadKind, most: int) -> int:
        """Bytes of the largest of its kind that may come; `most` is the limit that nobody can raise."""
        chosen = {"map": self.map_upload_mb, "sound": self.sound_upload_mb}[kind]
        return min(chosen * MEGABYTE, most) if chosen else most

    @property
    def announced(self) -> dict[str, Any] | None:
        """`{words, level, until}` while there is something to announce."""
        over = self.announcement_until is not None and self.announcement_until <= timezone.now()
        if not self.announcement or over:
            return None
        return {"words": self.announcement, "level": self.announcement_level, "until": self.announcement_until}
