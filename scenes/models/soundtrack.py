"""The music of a table: what the universe of the scene on it plays, as those who lead have set it."""

from __future__ import annotations

from collections.abc import Iterable
from time import time
from typing import Any

import msgspec
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Model
from audio.models import LEAD
from audio.models.belonging import OfTable
from rooms.models import LEADING, Member, Room
from scenes.models.scene import Scene, new_key
from universes.composer.mapping import mapped
from universes.composer.parameters import Music
from universes.models import Universe
from universes.models.universe import next_bar
from universes.music import bar_seconds, revision_of, with_preset
from universes.parameters import read, stored

DIALS = frozenset({"playing", "preset", "intensity", "tension"})


class Soundtrack(Model):
    """One a room, made when a scene in a universe is on its table for the first time.

    `preset`, `intensity` and `tension` go before what the universe and its scene say; empty leaves it to them. What is heard
    is kept as it is, so that it changes for all at one bar line, and whatever the universe becomes: `music` are the
    parameters that the composer is given with `seed` from bar `bar` on, which begins at `bar_at` by the server's clock;
    None is silence. Another `piece` begins where the universe or its mood is another: there one fades into the other.
    """

    NOT_UNDONE = frozenset({"universe_id", "seed", "music", "piece", "bar", "bar_at"})

    room = models.OneToOneField(Room, models.CASCADE, related_name="soundtrack", verbose_name=_("room"))
    playing = models.BooleanField(_("plays"), default=True)
    preset = models.CharField(_("preset"), max_length=12, blank=True)
    intensity = models.FloatField(_("intensity"), null=True, blank=True)
    tension = models.FloatField(_("tension"), null=True, blank=True)
    volume = models.FloatField(_("volume"), default=1.0)
    universe = models.ForeignKey(Universe, models.SET_NULL, null=True, related_name="+", editable=False)
    seed = models.BigIntegerField(default=0, editable=False)
    music = models.JSONField(null=True, editable=False)
    piece = models.CharField(max_length=16, default=new_key, editable=False)
    bar = models.PositiveBigIntegerField(default=0, editable=False)
    bar_at = models.FloatField(default=0.0, editable=False)

    objects = OfTable.as_manager()

    class Meta:
        verbose_name = _("soundtrack")
        verbose_name_plural = _("soundtracks")

    def __str__(self) -> str:
        return f"{self.room} · {self.preset or self.universe or '-'}"

    @property
    def heard(self) -> Music | None:
        return None if self.music is None else read(Music, self.music)

    @property
    def revision(self) -> str | None:
        """Names the notes; None in silence."""
        music = self.heard
        return None if music is None else revision_of(self.seed, music)

    def dial(self, now: float, **fields: Any) -> None:
        """Sets `fields`; heard from the next bar on."""
        for name, value in fields.items():
            setattr(self, name, value)
        self.follow(now)
        super().save(update_fields=[*fields, *FOLLOWS, "updated_at"])

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Other dials, other music: by an undo of it too."""
        if update_fields is None or DIALS & set(update_fields):
            self.follow(time())
            update_fields = update_fields and {*update_fields, *FOLLOWS}
        super().save(*args, update_fields=update_fields, **kwargs)

    def follow(self, now: float) -> bool:
        """Sets what is to be heard from the next bar on. Returns whether that is something else. Not saved yet."""
        universe, music = self._wanted()
        seed = universe.seed if universe is not None else 0
        before = self.heard
        if (universe and universe.pk) == self.universe_id and music == before and seed == self.seed:
            return False
        if music is None or before is None:
            # It begins at its beginning, as soon as it can be heard everywhere.
            self.bar, self.bar_at = 0, now + LEAD
        else:
            self.bar, self.bar_at = next_bar(self.bar, self.bar_at, now + LEAD, bar_seconds(before))
        if (universe and universe.pk, music and music.mood) != (self.universe_id, before and before.mood):
            self.piece = new_key()
        self.universe, self.seed, self.music = universe, seed, stored(music) if music else None
        return True

    def _wanted(self) -> tuple[Universe | None, Music | None]:
        """The universe that is to be heard now, and what of it."""
        shown = Scene.objects.filter(room=self.room_id, active=True)
        scene = shown.select_related("universe__world", "own_universe__world").first()
        worlds = (scene.own_universe, scene.universe) if scene is not None and self.playing else ()
        universe = next((one for one in worlds if one is not None and lends(one, self.room_id)), None)
        if scene is None or universe is None:
            return None, None
        music = read(Music, {**universe.music, **parameters(scene.music_overrides)})
        if self.preset:
            music = with_preset(music, self.preset)  # type: ignore[arg-type]  # one of the choices
        dials = {name: getattr(self, name) for name in ("intensity", "tension") if getattr(self, name) is not None}
        music = msgspec.structs.replace(music, **dials)
        return universe, mapped({**universe.world.physics, **parameters(scene.physics_overrides)}, music)


FOLLOWS = ("universe", "seed", "music", "piece", "bar", "bar_at")


def parameters(overrides: dict[str, Any]) -> dict[str, Any]:
    """What a scene sets in place of its universe's parameters."""
    found: dict[str, Any] = overrides["parameters"] if overrides["enabled"] else {}
    return found


def lends(universe: Universe, room: Any) -> bool:
    """Whether the room of this id may use it: a private one only where somebody who leads belongs to it."""
    if universe.visibility != Universe.Visibility.PRIVATE:
        return True
    leading = Member.objects.filter(room=room, role__in=LEADING).values("user")
    return Member.objects.filter(room=universe.room_id, user__in=leading).exists()
