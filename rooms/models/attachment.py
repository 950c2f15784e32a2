"""Files that were sent with a message: pictures, PDF, sound, voice."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, StoredFile, VisibleQuerySet
from rooms.models.message import Message
from rooms.models.room import Room, user_of


class AttachmentQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        return self.filter(room__in=Room.objects.led_by(user)).visible_to(user)

    def visible_to(self, who: Any) -> Self:
        """Whose message one may read; before it is sent, the sender's alone."""
        user = user_of(who)
        if user is None:
            return self.none()
        room = getattr(who, "room", None)
        here = self.filter(room=room) if room is not None else self
        sent = Q(message__in=Message.objects.visible_to(who).filter(deleted_by=""))
        return here.filter(sent | Q(message=None, user=user))


class Attachment(Model):
    class Kind(models.TextChoices):
        PICTURE = "picture", _("picture")
        PDF = "pdf", _("PDF")
        SOUND = "sound", _("sound")
        VOICE = "voice", _("voice message")

    room = models.ForeignKey(Room, models.CASCADE, related_name="attachments", verbose_name=_("room"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("person")
    )
    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="files", verbose_name=_("message"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=120)
    file = models.OneToOneField(StoredFile, models.CASCADE, related_name="+", verbose_name=_("file"))
    preview = models.OneToOneField(StoredFile, models.SET_NULL, null=True, related_name="+", verbose_name=_("preview"))
    width = models.PositiveIntegerField(_("width"), null=True)
    height = models.PositiveIntegerField(_("height"), null=True)
    duration = models.FloatField(_("seconds"), null=True)
    peaks = models.JSONField(null=True, editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["created_at"], condition=Q(message=None), name="attachment_unsent")]

    def __str__(self) -> str:
        return self.name
