"""Tracks that everybody in a room may listen to for themselves."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Model
from audio.models.belonging import OfTable
from audio.models.track import Track
from config.api.errors import Conflict, Invalid
from rooms.models import Room

MOST_SHARED = 200


class SharedTrack(Model):
    """Those at the table may fetch the track's sound as long as this row is there, whether it plays or not. It does not
    sound by that: each listens when they like.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="shared_tracks", verbose_name=_("room"))
    track = models.ForeignKey(Track, models.CASCADE, related_name="shared", verbose_name=_("sound"))

    objects = OfTable.as_manager()

    class Meta:
        verbose_name = _("shared sound")
        verbose_name_plural = _("shared sounds")
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["room", "track"], name="track_shared_once")]

    def __str__(self) -> str:
        return f"{self.room} · {self.track}"

    @classmethod
    def require_place(cls, room: Any, track: Any) -> None:
        """Raises Conflict when the track of this id is shared with the room of this id already, Invalid when it shares as
        many as it may.
        """
        here = cls.objects.filter(room=room)
        if here.filter(track=track).exists():
            raise Conflict(_now("This sound is shared already."), code="shared")
        if here.count() >= MOST_SHARED:
            raise Invalid(_now("A room shares at most 200 sounds."))
