"""Tracks one after the other."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Max
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Model
from audio.models.belonging import Group, OfLeads
from audio.models.track import Track
from config.api.errors import Invalid
from rooms.models import Room

MOST_PLAYLISTS, MOST_ENTRIES = 100, 500


def new_seed() -> str:
    return secrets.token_hex(8)


class Playlist(Model):
    """What a room plays one after the other, each `crossfade` seconds into the next. A shuffled one goes by the hashes of
    its `seed` and the entries, so that next and previous agree; it gets another seed whenever it begins anew.
    """

    class Order(models.TextChoices):
        LISTED = "listed", _("as listed")
        SHUFFLED = "shuffled", _("shuffled")

    room = models.ForeignKey(Room, models.CASCADE, related_name="playlists", verbose_name=_("room"))
    name = models.CharField(_("name"), max_length=60)
    order = models.CharField(_("order"), max_length=8, choices=Order, default=Order.LISTED)
    repeat = models.BooleanField(_("begins again"), default=True)
    crossfade = models.FloatField(_("seconds of crossfade"), default=2.0)
    group = models.CharField(_("group"), max_length=8, choices=Group, default=Group.MUSIC)
    volume = models.FloatField(_("volume"), default=1.0)
    seed = models.CharField(max_length=16, default=new_seed, editable=False)

    objects = OfLeads.as_manager()

    class Meta:
        verbose_name = _("playlist")
        verbose_name_plural = _("playlists")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def require_place(cls, room: Any) -> None:
        """Raises Invalid when the room of this id has as many as it may."""
        if cls.objects.filter(room=room).count() >= MOST_PLAYLISTS:
            raise Invalid(_now("A room has at most 100 playlists."))

    def add(
        self, tracks: Sequence[Track], here: Sequence[PlaylistEntry] = (), place: int | None = None
    ) -> list[PlaylistEntry]:
        """New entries among those that are `here`, from `place` on (None: at the end); those behind it move on. Returns
        the new ones. Raises Invalid when they do not fit in.
        """
        PlaylistEntry.require_place(self.pk, len(tracks))
        at = max((entry.place for entry in here), default=-1) + 1 if place is None else place
        for entry in here:
            if entry.place >= at:
                entry.place += len(tracks)
                entry.save(update_fields=["place", "updated_at"])
        made = [PlaylistEntry(playlist=self, track=track, place=at + n) for n, track in enumerate(tracks)]
        return PlaylistEntry.objects.bulk_create(made)

    def in_order(self) -> list[PlaylistEntry]:
        """The entries with their tracks, as they are played."""
        entries = list(self.entries.select_related("track"))
        if self.order == Playlist.Order.SHUFFLED:
            entries.sort(key=lambda entry: hashlib.sha256(f"{self.seed}:{entry.pk}".encode()).digest())
        for entry in entries:
            entry.playlist = self
        return entries

    def beside(self, entry: UUID | None, step: int) -> PlaylistEntry | None:
        """The entry `step` (1 or -1) further than that of this id; None beyond the end of a list that does not begin
        again. Where that entry is gone, the first.
        """
        line = self.in_order()
        at = next((n for n, one in enumerate(line) if one.pk == entry), None)
        if not line or at is None:
            return line[0] if line else None
        at += step
        if self.repeat:
            return line[at % len(line)]
        return line[max(at, 0)] if at < len(line) else None

    @property
    def endless(self) -> bool:
        """One track that begins again is a loop, and needs no hand to start it anew."""
        return self.repeat and self.entries.count() == 1


class OfPlaylist(OfLeads):
    ROOM: ClassVar[str] = "playlist__room"


class PlaylistEntry(Model):
    playlist = models.ForeignKey(Playlist, models.CASCADE, related_name="entries", verbose_name=_("playlist"))
    track = models.ForeignKey(Track, models.CASCADE, related_name="entries", verbose_name=_("sound"))
    place = models.PositiveIntegerField(_("place"))
    volume = models.FloatField(_("volume"), default=1.0)

    objects = OfPlaylist.as_manager()

    class Meta:
        verbose_name = _("playlist entry")
        verbose_name_plural = _("playlist entries")
        ordering = ["place", "created_at", "id"]

    def __str__(self) -> str:
        return f"{self.playlist} · {self.track}"

    @classmethod
    def require_place(cls, playlist: Any, more: int = 1) -> None:
        """Raises Invalid when so many more do not fit into the playlist of this id."""
        if cls.objects.filter(playlist=playlist).count() + more > MOST_ENTRIES:
            raise Invalid(_now("A playlist has at most 500 entries."))


def last_place(rows: models.QuerySet[Any]) -> int:
    """The highest `place` among rows; -1 of none."""
    last: int | None = rows.aggregate(last=Max("place"))["last"]
    return -1 if last is None else last
