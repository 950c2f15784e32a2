"""Sounds of the library: what the file is, what it says of itself, and what was measured of it."""

from __future__ import annotations

from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, Owned, StoredFile, VisibleQuerySet, owner_of
from audio import usages
from audio.models.folder import SoundFolder
from config.api.errors import NotFound


class Tracks(VisibleQuerySet):
    def visible_to(self, who: Any) -> Self:
        """One's own, and those that rooms one leads use: who may read what is written about them."""
        return self._own_or(usages.readable, who)

    def hearable_by(self, who: Any) -> Self:
        """Those of which `who`, a User or a Viewer (a speaker too), may fetch the sound itself: what they may read, and
        what sounds now at a table of theirs.
        """
        return self._own_or([*usages.readable, *usages.hearable], who)

    def _own_or(self, lists: list[Any], who: Any) -> Self:
        user = owner_of(who)
        allowed = Q(owner=user) if getattr(user, "is_authenticated", False) else Q(pk__in=())
        for readable_by in lists:
            allowed |= Q(pk__in=readable_by(who))
        return self.filter(allowed)

    def heard(self, who: Any, id: UUID) -> Any:
        """The one of this id, if `who` may fetch its sound. Raises NotFound for absent and forbidden alike."""
        for found in self.hearable_by(who).with_files().filter(pk=id).order_by()[:1]:
            return found
        raise NotFound()

    def owned_by(self, user: Any) -> Self:
        return self.filter(owner=user)

    def with_files(self) -> Self:
        return self.select_related("file", "play", "cover")


class Track(Model):
    """One sound of one person. `file` is what was uploaded, byte for byte; `play` is an MP3 of it where some browser
    cannot play that, None otherwise or until it is made.

    `duration` is in seconds as really decoded, whatever the file's header says; `peaks` are 200 values from 0 to 100
    over it; `loudness` is integrated, in LUFS, and `true_peak` in dBTP (EBU R128, both None until measured, and for
    silence).
    """

    class Kind(models.TextChoices):
        LOOP = "loop", _("loop")
        ONE_SHOT = "one_shot", _("one-shot")
        MUSIC = "music", _("music")

    class Format(models.TextChoices):
        MP3 = "mp3", "MP3"
        OGG = "ogg", "Ogg Vorbis"
        OPUS = "opus", "Opus"
        FLAC = "flac", "FLAC"
        WAV = "wav", "WAV"
        M4A = "m4a", "M4A"

    class Measuring(models.TextChoices):
        WAITING = "waiting", _("being measured")
        DONE = "done", _("measured")
        FAILED = "failed", _("could not be measured")

    class Origin(models.TextChoices):
        UPLOAD = "upload", _("uploaded")
        PRESET = "preset", _("preset")
        RENDERED = "rendered", _("rendered")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("owner"), related_name="tracks")
    folder = models.ForeignKey(
        SoundFolder, models.RESTRICT, verbose_name=_("folder"), related_name="tracks", null=True, blank=True
    )
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.MUSIC)
    file = models.OneToOneField(StoredFile, models.RESTRICT, verbose_name=_("file"), related_name="+")
    play = models.OneToOneField(StoredFile, models.RESTRICT, null=True, related_name="+", editable=False)
    format = models.CharField(_("format"), max_length=4, choices=Format)
    title = models.CharField(_("title"), max_length=200, blank=True)
    artist = models.CharField(_("artist"), max_length=200, blank=True)
    album = models.CharField(_("album"), max_length=200, blank=True)
    genre = models.CharField(_("genre"), max_length=200, blank=True)
    cover = models.OneToOneField(StoredFile, models.RESTRICT, null=True, related_name="+", editable=False)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    duration = models.FloatField(_("seconds"))
    channels = models.PositiveSmallIntegerField(_("channels"))
    sample_rate = models.PositiveIntegerField(_("samples a second"))
    peaks = models.JSONField(default=list, editable=False)
    loudness = models.FloatField(_("loudness in LUFS"), null=True, editable=False)
    true_peak = models.FloatField(_("true peak in dBTP"), null=True, editable=False)
    measuring = models.CharField(max_length=7, choices=Measuring, default=Measuring.WAITING, editable=False)
    origin = models.CharField(_("made by"), max_length=8, choices=Origin, default=Origin.UPLOAD)
    made_by = models.JSONField(default=dict, blank=True, editable=False)
    content_sha256 = models.CharField(max_length=64, blank=True, db_index=True, editable=False)

    objects = Tracks.as_manager()

    class Meta:
        verbose_name = _("sound")
        verbose_name_plural = _("sounds")
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["owner", "folder", "name"], name="track_in_folder"),
            models.Index(fields=["owner", "name", "id"], name="track_by_name"),
            models.Index(fields=["owner", "created_at", "id"], name="track_by_age"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sound(self) -> StoredFile:
        """What browsers are given to play."""
        return self.play or self.file

    def remove(self) -> int:
        """Deletes the sound and its files. Returns in how many places it was used."""
        with transaction.atomic():
            return remove_tracks([self])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.remove()
        return 1, {self._meta.label: 1}


class Favourites(Owned):
    def visible_to(self, who: Any) -> Self:
        user = owner_of(who)
        return self.filter(user=user) if getattr(user, "is_authenticated", False) else self.none()


class Favourite(Model):
    """A sound that somebody wants at hand; nobody else is told."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    track = models.ForeignKey(Track, models.CASCADE, related_name="favourites")

    objects = Favourites.as_manager()

    class Meta:
        verbose_name = _("favourite")
        verbose_name_plural = _("favourites")
        constraints = [models.UniqueConstraint(fields=["user", "track"], name="favourite_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.track_id}"


def remove_tracks(found: list[Track]) -> int:
    """Deletes sounds with their files, after they fell silent at the tables. Returns in how many places they were used."""
    ids = [entry.pk for entry in found]
    used = sum(usages.count(ids).values())
    usages.before_delete(ids)
    Track.objects.filter(pk__in=ids).delete()
    for entry in found:
        for file in (entry.file, entry.play, entry.cover):
            if file is not None:
                file.delete()
    return used
