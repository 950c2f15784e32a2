"""What a person is told outside a table: an invitation, a finished upload, a mention.

A row keeps the kind and its details; the words are made when it is read, in the reader's language. Apps say the
words of their kinds in `ready()`: `WORDS["rooms.invited"] = _("%(by)s invites you to %(room)s.")`.
"""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.base import Model, VisibleQuerySet

WORDS: dict[str, Any] = {
    "accounts.password_changed": _("Your password was changed. You were signed out everywhere else."),
    "accounts.second_factor_on": _("Signing in asks for a code now. You were signed out everywhere else."),
    "accounts.second_factor_off": _("Signing in asks for no code any more: your second factor was removed."),
    "accounts.welcome": _("Welcome, %(name)s. Open a room, or join one with a link."),
}


class NotificationQuerySet(VisibleQuerySet):
    def visible_to(self, who: Any) -> Self:
        """One's own only."""
        return self.filter(user_id=getattr(who, "pk", None))

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def mark_read(self) -> int:
        """Returns how many were unread until now."""
        return self.unread().update(read_at=timezone.now(), updated_at=timezone.now())


class Notification(Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(_("kind"), max_length=40)
    params = models.JSONField(_("details"), default=dict, blank=True)
    link = models.CharField(_("link"), max_length=200, blank=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-created_at", "id"]
        indexes = [models.Index(fields=["user", "-created_at"]), models.Index(fields=["user", "read_at"])]

    def __str__(self) -> str:
        return self.text()

    def text(self) -> str:
        """Raises KeyError when a detail that the words need is missing: `notify` asks, so no such row is kept."""
        words = WORDS.get(self.kind)
        return self.kind if words is None else str(words) % self.params
