"""Folders of the sound library, and files that are on their way into it."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Folder, Incoming


class SoundFolder(Folder):
    """A folder of somebody's sounds."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("owner"), related_name="sound_folders"
    )

    class Meta(Folder.Meta):
        verbose_name = _("sound folder")
        verbose_name_plural = _("sound folders")

    def _empty(self, folders: list[UUID]) -> int:
        from audio.models.track import Track, remove_tracks

        return remove_tracks(list(Track.objects.filter(folder__in=folders).with_files()))


class TrackUpload(Incoming):
    """A sound's file on its way in pieces. `kind` is what it is to become."""

    limit = "sound"
    folder = models.ForeignKey(SoundFolder, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=8, blank=True)
