"""What lies on the table: scenes with their grid, maps placed in them, tokens; and displays that show the active one."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Max, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, VisibleQuerySet
from config.api.errors import Conflict, Invalid
from maps.models import Map
from rooms.models import Member, Room, user_of

MOST_SCENES, MOST_MAPS, MOST_TOKENS = 500, 50, 2000
FARTHEST = 1_000_000.0
HEX_COLOUR = RegexValidator(r"\A#[0-9a-f]{6}\Z", _("A colour such as #f2b44b."))


def at_the_table(who: Any, *, prefix: str = "") -> Q:
    """Where a scene (at `prefix`) may be known: game masters know all of their rooms', others the active one."""
    room = getattr(who, "room", None)
    if room is not None:
        place = Q(**{f"{prefix}room": room})
        return place if who.leads else place & Q(**{f"{prefix}active": True})
    user = user_of(who)
    if user is None:
        return Q(pk__in=[])
    led = Q(**{f"{prefix}room__in": Room.objects.led_by(user)})
    joined = Q(**{f"{prefix}room__in": Member.objects.filter(user=user).values("room"), f"{prefix}active": True})
    return led | joined


class SceneQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        return self.filter(room__in=Room.objects.led_by(user))

    def visible_to(self, who: Any) -> Self:
        return self.filter(at_the_table(who))


class Scene(Model):
    room = models.ForeignKey(Room, models.CASCADE, related_name="scenes", verbose_name=_("room"))
    name = models.CharField(_("name"), max_length=80)
    folder = models.CharField(_("folder"), max_length=200, blank=True)
    order = models.IntegerField(_("order"), default=0)
    active = models.BooleanField(_("on the table"), default=False, editable=False)
    background = models.CharField(_("background"), max_length=7, default="#14121a", validators=[HEX_COLOUR])
    grid_type = models.CharField(_("grid"), max_length=20, choices=Map.Grid, default=Map.Grid.SQUARE)
    grid_size = models.FloatField(_("cell width in pixels"), default=100.0, validators=[MinValueValidator(4.0)])
    grid_size_y = models.FloatField(_("cell height in pixels"), default=100.0, validators=[MinValueValidator(4.0)])
    grid_offset_x = models.FloatField(_("grid offset x"), default=0.0)
    grid_offset_y = models.FloatField(_("grid offset y"), default=0.0)
    grid_show = models.BooleanField(_("show the grid"), default=True)
    grid_colour = models.CharField(_("grid colour"), max_length=7, default="#ece6da", validators=[HEX_COLOUR])
    grid_opacity = models.FloatField(
        _("grid opacity"), default=0.15, validators=[MinValueValidator(0.0), MaxValueValidator(1.0)]
    )
    grid_distance = models.FloatField(_("a cell measures"), default=5.0, validators=[MinValueValidator(0.001)])
    grid_unit = models.CharField(_("unit"), max_length=10, default="ft")

    objects = SceneQuerySet.as_manager()

    class Meta:
        verbose_name = _("scene")
        verbose_name_plural = _("scenes")
        ordering = ["folder", "order", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["room"], condition=Q(active=True), name="scene_one_active_a_room")
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def prepare(cls, room: Room, *, name: str, folder: str = "") -> Scene:
        """A new scene at the end of the list; the first of a room is the active one."""
        cls.require_place(room.pk)
        scenes = cls.objects.filter(room=room)
        last = scenes.aggregate(last=Max("order"))["last"]
        order = 0 if last is None else last + 1
        return cls.objects.create(room=room, name=name, folder=folder, order=order, active=last is None)

    @classmethod
    def require_place(cls, room: Any) -> None:
        """Raises Invalid when the room of this id has as many scenes as it may."""
        if cls.objects.filter(room=room).count() >= MOST_SCENES:
            raise Invalid(_now("A room holds at most 500 scenes."))

    def grid(self) -> dict[str, Any]:
        return {name.removeprefix("grid_"): getattr(self, name) for name in GRID_FIELDS}

    def change(self, *, grid: dict[str, Any], **fields: Any) -> None:
        for name, value in {**fields, **{f"grid_{name}": value for name, value in grid.items()}}.items():
            setattr(self, name, value)
        self.save()

    def show(self, instead_of: Scene | None) -> None:
        """Puts this scene on the table in place of `instead_of`."""
        if instead_of is not None and instead_of.pk != self.pk:
            instead_of.active = False
            instead_of.save(update_fields=["active", "updated_at"])
        self.active = True
        self.save(update_fields=["active", "updated_at"])

    def things(self) -> list[Model]:
        """The maps and tokens in it, each knowing this very scene."""
        found: list[Any] = [*self.placed_maps.select_related("map"), *self.tokens.all()]
        for thing in found:
            thing.scene = self
        return found

    def place(self, map: Map, *, place: dict[str, Any]) -> PlacedMap:
        """Lays a map of the library into the scene; the first one brings its grid."""
        PlacedMap.require_place(self.pk)
        top = self.placed_maps.aggregate(top=Max("z"))["top"]
        return PlacedMap.objects.create(
            scene=self, map=map, **{"z": 0 if top is None else top + 1, **map.placement(), **place}
        )

    def adopt_grid(self, map: Map, scale: float) -> None:
        grid = map.grid()
        sizes = ("size", "size_y", "offset_x", "offset_y")
        self.change(grid={"type": grid["type"], **{name: grid[name] * scale for name in sizes}})


GRID_FIELDS = (
    "grid_type",
    "grid_size",
    "grid_size_y",
    "grid_offset_x",
    "grid_offset_y",
    "grid_show",
    "grid_colour",
    "grid_opacity",
    "grid_distance",
    "grid_unit",
)


class ThingQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        return self.filter(scene__room__in=Room.objects.led_by(user))

    def visible_to(self, who: Any) -> Self:
        """Things in scenes one may know; hidden ones are for those who lead the room."""
        shown = self.filter(at_the_table(who, prefix="scene__"))
        if getattr(who, "room", None) is not None:
            return shown if who.leads else shown.filter(hidden=False)
        user = user_of(who)
        led = Room.objects.led_by(user) if user else Room.objects.none()
        return shown.filter(Q(hidden=False) | Q(scene__room__in=led))


class PlacedMap(Model):
    """A map lying in a scene. `x`, `y` is its top left before rotation, in scene pixels; it turns about its centre."""

    scene = models.ForeignKey(Scene, models.CASCADE, related_name="placed_maps", verbose_name=_("scene"))
    map = models.ForeignKey(Map, models.CASCADE, related_name="placements", verbose_name=_("map"))
    x = models.FloatField(_("x"), default=0.0)
    y = models.FloatField(_("y"), default=0.0)
    scale = models.FloatField(_("scale"), default=1.0)
    rotation = models.FloatField(_("rotation"), default=0.0)
    z = models.IntegerField(_("layer"), default=0)
    opacity = models.FloatField(_("opacity"), default=1.0)
    hidden = models.BooleanField(_("hidden"), default=True)
    locked = models.BooleanField(_("locked"), default=False)

    objects = ThingQuerySet.as_manager()

    class Meta:
        verbose_name = _("placed map")
        verbose_name_plural = _("placed maps")
        ordering = ["z", "id"]

    def __str__(self) -> str:
        return f"{self.map} · {self.scene}"

    @classmethod
    def require_place(cls, scene: Any) -> None:
        """Raises Invalid when the scene of this id holds as many maps as it may."""
        if cls.objects.filter(scene=scene).count() >= MOST_MAPS:
            raise Invalid(_now("A scene holds at most 50 maps."))

    def change(self, **fields: Any) -> None:
        _set(self, fields)


class Token(Model):
    """A figure in a scene. `x`, `y` is its centre in scene pixels, `size` its width in cells."""

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
    owner_ids = models.JSONField(_("moved by"), default=list, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    field_versions = models.JSONField(default=dict, editable=False)

    objects = ThingQuerySet.as_manager()

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ["z", "created_at", "id"]

    def __str__(self) -> str:
        return self.gm_name or self.name

    def move_to(self, x: float, y: float, rotation: float | None = None) -> None:
        self.x, self.y = x, y
        self.rotation = self.rotation if rotation is None else rotation % 360
        self.save(update_fields=["x", "y", "rotation", "updated_at"])

    def change(self, *, version: int | None, state: Any = None, **fields: Any) -> None:
        """Sets `fields` as read at `version`. Different fields of two editors both win; the same one is a Conflict
        with `state()` as what it is now.
        """
        late = [name for name in fields if version is not None and self.field_versions.get(name, 0) > version]
        if late:
            raise Conflict(fields={name: [_now("Changed by somebody else.")] for name in late}, state=state and state())
        self.version += 1
        self.field_versions = {**self.field_versions, **dict.fromkeys(fields, self.version)}
        _set(self, fields)

    def belongs_to(self, user: Any) -> bool:
        return user is not None and str(user.pk) in self.owner_ids

    def give_to(self, users: Iterable[Any]) -> None:
        """Who may move it besides those who lead; user ids."""
        self.owner_ids = sorted({str(user) for user in users})
        self.save(update_fields=["owner_ids", "updated_at"])


class DisplayQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        return self.filter(room__in=Room.objects.led_by(user))

    def visible_to(self, who: Any) -> Self:
        user, room = user_of(who), getattr(who, "room", None)
        led = Room.objects.led_by(user) if user else Room.objects.none()
        return self.filter(room__in=led.filter(pk=room.pk) if room else led)

    def by_code(self, code: str) -> Display | None:
        return self.select_related("room").filter(code_hash=Display.hash(code)).first()


class Display(Model):
    """A screen that shows the active scene as players see it: no login, an unguessable code, revoked by deleting."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="displays", verbose_name=_("room"))
    name = models.CharField(_("name"), max_length=50)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)

    objects = DisplayQuerySet.as_manager()

    class Meta:
        verbose_name = _("display")
        verbose_name_plural = _("displays")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def hash(code: str) -> str:
        return hashlib.sha256(f"display:{code}".encode()).hexdigest()

    @classmethod
    def set_up(cls, room: Room, *, name: str) -> tuple[Display, str]:
        """A new display and its code, which is told once."""
        code = secrets.token_urlsafe(16)
        return cls.objects.create(room=room, name=name, code_hash=cls.hash(code)), code


def _set(row: models.Model, fields: dict[str, Any]) -> None:
    if "rotation" in fields:
        fields["rotation"] %= 360
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
