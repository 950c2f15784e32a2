"""What stands behind tokens: families of refresh tokens that end together, and single-use tickets for sockets."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.base import Model


class TokenFamily(Model):
    """One sign-in of an API client: every token that came from it, by rotation, ends when it ends."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="token_families")
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("sign-in of an API client")
        verbose_name_plural = _("sign-ins of API clients")
        indexes = [models.Index(fields=["user", "ended_at"])]

    def end(self) -> None:
        TokenFamily.objects.filter(pk=self.pk, ended_at=None).update(ended_at=timezone.now())


class RefreshToken(Model):
    """One link of a family's chain; its `id` is the token's `jti`. Only the newest one is not yet rotated."""

    family = models.ForeignKey(TokenFamily, models.CASCADE, related_name="refresh_tokens")
    expires_at = models.DateTimeField(db_index=True)
    rotated_at = models.DateTimeField(null=True, blank=True)

    def rotate(self) -> bool:
        """Spends this token. False when it was spent before: two askers can never both succeed."""
        return bool(RefreshToken.objects.filter(pk=self.pk, rotated_at=None).update(rotated_at=timezone.now()))


class WsTicket(Model):
    """Opens one socket within seconds. Only a hash is kept, so that the database holds nothing usable."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="ws_tickets")
    digest = models.CharField(max_length=64, unique=True)
    room = models.UUIDField(null=True)
    expires_at = models.DateTimeField(db_index=True)

    def fits(self, room: Any, now: datetime) -> bool:
        return self.expires_at > now and (self.room is None or str(self.room) == str(room))
