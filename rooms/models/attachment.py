"""Files that were sent with a message: pictures, PDF, sound, voice."""

from __future__ import annotations

from functools import partial
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, StoredFile, VisibleQuerySet
from rooms.models.message import Message
from rooms.models.room import Member, Room, user_of

FILE_KIND, PREVIEW_KIND = "attachment", "attachment-preview"


class AttachmentQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        return self.filter(room__in=Room.objects.led_by(user)).visible_to(user)

    def visible_to(self, who: Any) -> Self:
        """Whose message one may read; before it is sent, the sender's alone, as long as they belong to the room."""
        user = user_of(who)
        if user is None:
            return self.none()
        room = getattr(who, "room", None)
        mine = Member.objects.filter(user=user).values("room")
        here = self.filter(room=room) if room is not None else self.filter(room__in=mine)
        sent = Q(message__in=Message.objects.visible_to(who).filter(deleted_by=""))
        return here.filter(sent | Q(message=None, user=user))

    def with_files(self) -> Self:
        return self.select_related("file", "preview")


class Attachment(Model):
    """A file of a room, sent with `message`, or waiting to be (None).

    `place` is its order among those of its message. Its bytes (`size`, with those of the preview) count against its owner's quota and against the room's.
    """

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
    place = models.PositiveSmallIntegerField(default=0, editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=120)
    file = models.OneToOneField(StoredFile, models.CASCADE, related_name="+", verbose_name=_("file"))
    preview = models.OneToOneField(StoredFile, models.SET_NULL, null=True, related_name="+", verbose_name=_("preview"))
    size = models.BigIntegerField(_("bytes"))
    width = models.PositiveIntegerField(_("width"), null=True)
    height = models.PositiveIntegerField(_("height"), null=True)
    duration = models.FloatField(_("seconds"), null=True)
    peaks = models.JSONField(null=True, editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["place", "created_at", "id"]
        indexes = [models.Index(fields=["created_at"], condition=Q(message=None), name="attachment_unsent")]

    def __str__(self) -> str:
        return self.name


def charge(room: Room, size: int) -> bool:
    """Counts `size` bytes against the room's quota: one UPDATE, so no race can pass it. False, and nothing counted, when
    it would be passed.
    """
    fits = Room.objects.filter(pk=room.pk, file_used__lte=F("file_quota") - size)
    return bool(fits.update(file_used=F("file_used") + size))


# A signal, because rows also go by cascades (a room, an account), which call no delete() of ours.
@receiver(post_delete, sender=Attachment, dispatch_uid="rooms.attachment_gone")
def _gone(sender: type[Attachment], instance: Attachment, **_kwargs: Any) -> None:
    Room.objects.filter(pk=instance.room_id).update(file_used=F("file_used") - instance.size)
    # Afterwards: it may be the stored file's own cascade that brought us here, and its row must go once only.
    transaction.on_commit(partial(discard, [instance.file_id, instance.preview_id]), robust=True)


def discard(files: list[Any]) -> None:
    """Deletes stored files with their objects; what is gone already is no fault."""
    for file in StoredFile.objects.filter(pk__in=[pk for pk in files if pk]):
        file.delete()
