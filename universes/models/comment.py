"""What people say about a universe."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Model
from config.api.errors import Invalid
from universes.models.belonging import OfUniverse
from universes.models.universe import Universe

MOST_COMMENTS = 2000


class Comment(Model):
    """`name` is what its author was called; it stays when they go, as nobody's. An answer goes with what it answers."""

    universe = models.ForeignKey(Universe, models.CASCADE, related_name="comments", verbose_name=_("universe"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=50)
    text = models.CharField(_("text"), max_length=2000)
    reply_to = models.ForeignKey("self", models.CASCADE, null=True, related_name="answers")
    resolved = models.BooleanField(_("settled"), default=False)
    edited_at = models.DateTimeField(null=True, editable=False)

    objects = OfUniverse.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["universe", "created_at"], name="comment_in_order")]

    def __str__(self) -> str:
        return self.text[:40]

    @classmethod
    def require_place(cls, universe: Any) -> None:
        """Raises Invalid when the universe of this id has as many as it may."""
        if cls.objects.filter(universe=universe).count() >= MOST_COMMENTS:
            raise Invalid(_now("A universe has at most 2,000 comments."), code="too_many")

    def change(self, **fields: Any) -> None:
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=[*fields, "updated_at"])
