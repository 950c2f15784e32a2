"""Figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import StoredFile
from config.api.errors import Conflict
from scenes.models.bars import Bar, current
from scenes.models.character import Character
from scenes.models.fields import HEX_COLOUR, take_on
from scenes.models.scene import Scene
from scenes.models.sighted import ShapesSight
from scenes.models.things import ThingQuerySet

MOST_TOKENS = 2000
LONGEST_TRAIL = 200
STANCE = frozenset({"x", "y", "rotation"})
"""Where it sees, hears and shines from."""
SENSES = frozenset({
    "scene", "hidden", "owner_ids", "has_sight", "sight_range", "sight_angle", "darkvision",
    "light_bright", "light_dim", "light_angle", "light_colour",
})  # fmt: skip
"""By whose change it may begin or cease to see, to hear or to shine."""


class TokenManager(models.Manager.from_queryset(ThingQuerySet)):  # type: ignore[misc]
    """A token never comes without its character: what its bars and picture show may lie there."""

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("character")


class Token(ShapesSight):
    """A figure in a scene. `x`, `y` is its centre in scene pixels, `size` its width in cells; ranges of sight and light
    are in the scene's unit, `light_dim` from the token on. `bars` as in `bars.py`, `conditions` [{name, rounds}],
    `auras` [{radius, colour, show}], `show` being "none", "owners" or "all"; `trail` is the path walked this turn, or by
    the last move where nobody takes turns, [[x, y], ...].
    """

    NOT_UNDONE: ClassVar[frozenset[str]] = frozenset({"trail"})

    class Disposition(models.TextChoices):
        NEUTRAL = "neutral", _("neutral")
        ALLY = "ally", _("ally")
        ENEMY = "enemy", _("enemy")

    scene = models.ForeignKey(Scene, models.CASCADE, related_name="tokens", verbose_name=_("scene"))
    name = models.CharField(_("name"), max_length=50)
    gm_name = models.CharField(_("name for game masters"), max_length=50, blank=True)
    gm_notes = models.TextField(_("notes for game masters"), max_length=5000, blank=True)
    x = models.FloatField(_("x"), default=0.0)
    y = models.FloatField(_("y"), default=0.0)
    size = models.FloatField(_("size in cells"), default=1.0)
    rotation = models.FloatField(_("rotation"), default=0.0)
    z = models.IntegerField(_("layer"), default=0)
    hidden = models.BooleanField(_("hidden"), default=False)
    disposition = models.CharField(_("stands"), max_length=8, choices=Disposition, default=Disposition.NEUTRAL)
    show_name = models.BooleanField(_("players read the name"), default=True)
    picture = models.ForeignKey(
        StoredFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture"), editable=False
    )
    character = models.ForeignKey(
        Character, models.SET_NULL, null=True, blank=True, related_name="tokens", verbose_name=_("character")
    )
    elevation = models.FloatField(_("elevation"), default=0.0)
    group = models.CharField(_("group"), max_length=40, blank=True)
    locked = models.BooleanField(_("locked"), default=False)
    owner_notes = models.TextField(_("notes for owners"), max_length=5000, blank=True)
    bars = models.JSONField(_("bars"), default=list, blank=True, editable=False)
    conditions = models.JSONField(_("conditions"), default=list, blank=True, editable=False)
    auras = models.JSONField(_("auras"), default=list, blank=True, editable=False)
    has_sight = models.BooleanField(_("sees"), default=False)
    sight_range = models.FloatField(_("sees as far as"), null=True, blank=True)
    sight_angle = models.FloatField(_("angle of view"), default=360.0)
    darkvision = models.FloatField(_("darkvision"), default=0.0)
    light_bright = models.FloatField(_("bright light"), default=0.0)
    light_dim = models.FloatField(_("dim light"), default=0.0)
    light_angle = models.FloatField(_("angle of the light"), default=360.0)
    light_colour = models.CharField(_("colour of the light"), max_length=7, default="#f2b44b", validators=[HEX_COLOUR])
    trail = models.JSONField(default=list, blank=True, editable=False)
    owner_ids = models.JSONField(_("moved by"), default=list, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    field_versions = models.JSONField(default=dict, editable=False)

    objects = TokenManager()

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ["z", "created_at", "id"]

    def __str__(self) -> str:
        return self.gm_name or self.name

    def shapes_sight(self, changed: Iterable[str] | None) -> bool:
        """A step matters when it sees or hears for somebody or shines; its bars, conditions and words never do."""
        names = None if changed is None else frozenset(changed)
        if names is None or names & SENSES:
            return True
        senses = bool(self.owner_ids) and (self.has_sight or bool(self.scene.sound_key))
        return bool(names & STANCE) and (senses or self.light_dim > 0 or self.light_bright > 0)

    def move_to(self, way: Sequence[Sequence[float]], rotation: float | None = None, *, on: bool = False) -> None:
        """Along `way`, from where it stands. `on`: further in the same turn, so that its trail grows."""
        if len(way) > 1:
            walked = [[float(x), float(y)] for x, y in way]
            before = self.trail if on and self.trail and self.trail[-1] == walked[0] else walked[:1]
            self.trail = [] if self.hidden else [*before, *walked[1:]][-LONGEST_TRAIL:]
            self.x, self.y = walked[-1]
        self.rotation = self.rotation if rotation is None else rotation % 360
        self.save(update_fields=["x", "y", "rotation", "trail", "updated_at"])

    def end_trail(self) -> None:
        """Its turn is over."""
        self.trail = []
        self.save(update_fields=["trail", "updated_at"])

    def bars_now(self) -> list[Bar]:
        """The bars with the numbers they show."""
        return current(self.bars, self.character.attributes if self.character else {})

    def let_go_of_character(self) -> None:
        """It keeps the numbers that its bars show now."""
        self.bars, self.character = self.bars_now(), None
        self.save(update_fields=["bars", "character", "updated_at"])

    @property
    def shown_picture_id(self) -> Any:
        """Its own picture, else its character's portrait."""
        return self.picture_id or (self.character.portrait_id if self.character else None)

    def change(self, *, version: int | None, state: Any = None, **fields: Any) -> None:
        """Sets `fields` as read at `version`. Different fields of two editors both win; the same one is a Conflict
        with `state()` as what it is now.
        """
        late = [name for name in fields if version is not None and self.field_versions.get(name, 0) > version]
        if late:
            raise Conflict(fields={name: [_now("Changed by somebody else.")] for name in late}, state=state and state())
        self.version += 1
        self.field_versions = {**self.field_versions, **dict.fromkeys(fields, self.version)}
        take_on(self, fields)
        self.save(update_fields=[*fields, "version", "field_versions", "updated_at"])

    def belongs_to(self, user: Any) -> bool:
        return user is not None and str(user.pk) in self.owner_ids

    def give_to(self, users: Iterable[Any]) -> None:
        """Who may move it besides those who lead; user ids."""
        self.owner_ids = sorted({str(user) for user in users})
        self.save(update_fields=["owner_ids", "updated_at"])
