"""What sounds at a table now."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Model
from audio.models.belonging import Group, OfTable
from audio.models.track import Track
from config.api.errors import Conflict
from rooms.models import Room

MOST_SOUNDS = 16
LEAD = 0.4
"""So many seconds ahead a start is told: time for every page to hear of it and to fetch the first samples."""
NO_CLICK = 0.02
"""So many seconds take the edge off an end."""
GROUP_OF = {Track.Kind.LOOP: Group.AMBIENCE, Track.Kind.ONE_SHOT: Group.EFFECTS, Track.Kind.MUSIC: Group.MUSIC}


class Sound(Model):
    """A track that sounds at a table. All times are seconds since 1970 by the server's clock.

    The playhead stood at `offset` seconds of the track when the clock showed `started`, which may lie ahead, and goes on
    at `rate`; whoever comes late computes the same place. A paused one stands at `offset`. `fade` {from, to, at, seconds}
    leads from one volume to another, `volume` is where it leads; one that is `leaving` is gone at its end. `ends` is
    when it is over (None: not by itself), `due` when the server has to see to it: then, or, where `playlist` goes on,
    `overlap` seconds and a lead before. `playlist`, `entry` and `pad` are ids of what it was started from, which may be
    gone since.
    """

    class State(models.TextChoices):
        PLAYING = "playing", _("playing")
        PAUSED = "paused", _("paused")

    room = models.ForeignKey(Room, models.CASCADE, related_name="sounds", verbose_name=_("room"))
    track = models.ForeignKey(Track, models.CASCADE, related_name="sounds", verbose_name=_("sound"))
    group = models.CharField(_("group"), max_length=8, choices=Group)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.PLAYING)
    started = models.FloatField()
    offset = models.FloatField(default=0.0)
    rate = models.FloatField(default=1.0)
    volume = models.FloatField(_("volume"), default=1.0)
    loop = models.BooleanField(_("over and over"), default=False)
    fade = models.JSONField(null=True)
    leaving = models.BooleanField(default=False)
    ends = models.FloatField(null=True)
    due = models.FloatField(null=True, db_index=True)
    overlap = models.FloatField(default=0.0)
    playlist = models.UUIDField(null=True)
    entry = models.UUIDField(null=True)
    pad = models.UUIDField(null=True)

    objects = OfTable.as_manager()

    class Meta:
        verbose_name = _("playing sound")
        verbose_name_plural = _("playing sounds")
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.track.name

    @classmethod
    def require_place(cls, room: Any, more: int = 1) -> None:
        """Raises Conflict when so many more sounds do not fit in the room of this id."""
        if cls.objects.filter(room=room).count() + more > MOST_SOUNDS:
            raise Conflict(_now("At most 16 sounds play at once: stop one first."), code="full")

    @classmethod
    def begin(
        cls, room: Room, track: Track, *, at: float, offset: float = 0.0, volume: float = 1.0, fade: float = 0.0,
        group: str = "", loop: bool | None = None, **source: Any,
    ) -> Sound:  # fmt: skip
        """A new one from the moment `at`, coming up over `fade` seconds. Group and loop are the track's unless given."""
        group = group or GROUP_OF[Track.Kind(track.kind)]
        loop = track.kind == Track.Kind.LOOP if loop is None else loop
        sound = cls(room=room, track=track, group=group, loop=loop, volume=volume, **source)
        sound.fade = faded(0.0, volume, at, fade)
        sound.go(at, offset)
        sound.save(force_insert=True)
        return sound

    # Where it is -----------------------------------------------------------------------------------------------------

    @property
    def paused(self) -> bool:
        return self.state == Sound.State.PAUSED

    def playhead(self, at: float) -> float:
        """Seconds into the track at the moment `at`."""
        if self.paused:
            return self.offset
        where, whole = self.offset + max(0.0, at - self.started) * self.rate, self.track.duration
        return where % whole if self.loop and whole > 0 else min(where, whole)

    def loudness(self, at: float) -> float:
        """The volume at the moment `at`, fades considered."""
        if self.fade is None:
            return self.volume
        gone = (at - self.fade["at"]) / self.fade["seconds"]
        value: float = self.fade["from"] + (self.fade["to"] - self.fade["from"]) * max(0.0, min(1.0, gone))
        return value

    # What is done to it; `keep` stores it ----------------------------------------------------------------------------

    def go(self, at: float, offset: float) -> None:
        """Plays on from `offset` at the moment `at`."""
        self.state, self.started, self.offset = Sound.State.PLAYING, at, self._within(offset)
        self.reckon()

    def hold(self, at: float, fade: float = 0.0) -> None:
        """Pauses where it will be when it has faded out."""
        end = at + fade
        self.offset = self.playhead(end)
        self.fade = faded(self.loudness(at), 0.0, at, fade)
        self.state, self.started = Sound.State.PAUSED, end
        self.reckon()

    def resume(self, at: float, fade: float = 0.0) -> None:
        self.leaving, self.fade = False, faded(0.0, self.volume, at, fade)
        self.go(at, self.offset)

    def seek(self, at: float, offset: float) -> None:
        self.offset, self.started = self._within(offset), at
        self.reckon()

    def turn(self, volume: float, at: float, seconds: float = 0.0) -> None:
        """To `volume` within `seconds`; one that was leaving stays."""
        self.fade, self.volume, self.leaving = faded(self.loudness(at), volume, at, seconds), volume, False
        self.reckon()

    def repeat(self, loop: bool, at: float) -> None:
        """Over and over, or no more after this time round."""
        if not self.paused and at > self.started:
            self.offset, self.started = self.playhead(at), at
        self.loop = loop
        self.reckon()

    def leave(self, at: float, fade: float = 0.0) -> None:
        """Fades out from the moment `at` on and is gone then; its playlist does not go on."""
        self.fade = {"from": self.loudness(at), "to": 0.0, "at": at, "seconds": max(fade, NO_CLICK)}
        self.leaving, self.playlist, self.entry, self.overlap = True, None, None, 0.0
        self.reckon()

    def reckon(self) -> None:
        """When it ends and when the server sees to it, by all the rest."""
        ends = [] if self.paused or self.loop else [self.started + (self.track.duration - self.offset) / self.rate]
        if self.leaving and self.fade is not None:
            ends.append(self.fade["at"] + self.fade["seconds"])
        self.ends = min(ends, default=None)
        self.due = None if self.ends is None else self.ends - (self.overlap + LEAD if self.playlist else 0.0)

    def keep(self) -> None:
        self.save()

    def _within(self, offset: float) -> float:
        whole = self.track.duration
        return offset % whole if self.loop and whole > 0 else max(0.0, min(offset, whole))


def faded(start: float, end: float, at: float, seconds: float) -> dict[str, float] | None:
    """A fade as it is stored; None when it would take no time or lead nowhere."""
    return {"from": start, "to": end, "at": at, "seconds": seconds} if seconds > 0 and start != end else None
