"""Walls, windows, doors and terrain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from config.api.errors import Invalid
from scenes.models.fields import set_fields
from scenes.models.scene import Scene
from scenes.models.sighted import ShapesSight
from scenes.models.things import LeadsQuerySet

MOST_WALLS = 5000


class Wall(ShapesSight):
    """A straight line from `x1`, `y1` to `x2`, `y2` in scene pixels that stops what it is set to stop.

    "limited" (terrain) is passed once: the second such line stops. `direction`: "left" stops only who stands left of the
    line as one looks from its first end to its second, "right" the others. A door that is open stops nothing; a secret
    one is a wall to players.
    """

    OUTDATES = ("walls_key", "sight_key")

    class Kind(models.TextChoices):
        WALL = "wall", _("wall")
        WINDOW = "window", _("window")
        TERRAIN = "terrain", _("terrain")
        DOOR = "door", _("door")
        SECRET = "secret", _("secret door")

    class Stops(models.TextChoices):
        NONE = "none", _("lets through")
        NORMAL = "normal", _("stops")
        LIMITED = "limited", _("stops the second time")

    class Direction(models.TextChoices):
        BOTH = "both", _("from both sides")
        LEFT = "left", _("from the left")
        RIGHT = "right", _("from the right")

    class State(models.TextChoices):
        CLOSED = "closed", _("closed")
        OPEN = "open", _("open")
        LOCKED = "locked", _("locked")

    scene = models.ForeignKey(Scene, models.CASCADE, related_name="walls", verbose_name=_("scene"))
    x1 = models.FloatField()
    y1 = models.FloatField()
    x2 = models.FloatField()
    y2 = models.FloatField()
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.WALL)
    move = models.CharField(_("movement"), max_length=8, choices=Stops, default=Stops.NORMAL)
    sight = models.CharField(_("sight"), max_length=8, choices=Stops, default=Stops.NORMAL)
    light = models.CharField(_("light"), max_length=8, choices=Stops, default=Stops.NORMAL)
    sound = models.CharField(_("sound"), max_length=8, choices=Stops, default=Stops.NORMAL)
    direction = models.CharField(_("stops"), max_length=5, choices=Direction, default=Direction.BOTH)
    state = models.CharField(_("door"), max_length=6, choices=State, default=State.CLOSED)

    objects = LeadsQuerySet.as_manager()

    class Meta:
        verbose_name = _("wall")
        verbose_name_plural = _("walls")
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.x1:g}, {self.y1:g}) – ({self.x2:g}, {self.y2:g})"

    @property
    def is_door(self) -> bool:
        return self.kind in (Wall.Kind.DOOR, Wall.Kind.SECRET)

    @classmethod
    def build(cls, scene: Scene, walls: Iterable[dict[str, Any]]) -> list[Wall]:
        """New walls with these fields, in one go. What their kind says of what they stop holds where nothing else is
        said. Raises Invalid when they are too many.
        """
        rows = [Wall(scene=scene, **{**USUAL.get(str(fields.get("kind")), {}), **fields}) for fields in walls]
        cls.require_place(scene.pk, len(rows))
        Wall.objects.bulk_create(rows)
        scene.renew(*cls.OUTDATES)
        return rows

    @classmethod
    def require_place(cls, scene: Any, more: int = 1) -> None:
        """Raises Invalid when the scene of this id cannot hold that many more walls."""
        if cls.objects.filter(scene=scene).count() + more > MOST_WALLS:
            raise Invalid(_now("A scene holds at most 5,000 walls."))

    @classmethod
    def write(cls, scene: Scene, rows: list[Wall], *names: str) -> None:
        """Stores these fields of many walls in one go."""
        Wall.objects.bulk_update(rows, [*names, "updated_at"], batch_size=200)
        scene.renew(*cls.OUTDATES)

    def become(self, fields: dict[str, Any]) -> None:
        """Takes on `fields` without storing them; another kind stops what is usual for it."""
        for name, value in {**USUAL.get(str(fields.get("kind")), {}), **fields}.items():
            setattr(self, name, value)

    def move_to(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self.x1, self.y1, self.x2, self.y2 = x1, y1, x2, y2

    def split(self, x: float, y: float) -> Wall:
        """Cuts it at the point of it that is nearest to `x`, `y`; returns the second piece. Raises Invalid for an end."""
        dx, dy = self.x2 - self.x1, self.y2 - self.y1
        length = dx * dx + dy * dy
        at = ((x - self.x1) * dx + (y - self.y1) * dy) / length if length else 0.0
        if not 0.0 < at < 1.0:
            raise Invalid(fields={"x": [_now("A wall is split between its ends.")]})
        Wall.require_place(self.scene_id)
        x, y = self.x1 + at * dx, self.y1 + at * dy
        kept = {name: getattr(self, name) for name in ("kind", "move", "sight", "light", "sound", "direction", "state")}
        rest = Wall.objects.create(scene=self.scene, x1=x, y1=y, x2=self.x2, y2=self.y2, **kept)
        self.x2, self.y2 = x, y
        self.save(update_fields=["x2", "y2", "updated_at"])
        return rest

    def put(self, state: str) -> None:
        """Opens, closes or locks a door."""
        set_fields(self, {"state": state})

    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in scene pixels, with some of what lies before it: what ends a view is not in it."""
        edge = self.scene.grid_size / 8
        left, right = sorted((self.x1, self.x2))
        top, bottom = sorted((self.y1, self.y2))
        return left - edge, top - edge, right + edge, bottom + edge


_STOPS, _LETS = Wall.Stops.NORMAL, Wall.Stops.NONE
USUAL: dict[str, dict[str, str]] = {
    Wall.Kind.WALL: dict.fromkeys(("move", "sight", "light", "sound"), _STOPS),
    Wall.Kind.DOOR: dict.fromkeys(("move", "sight", "light", "sound"), _STOPS),
    Wall.Kind.SECRET: dict.fromkeys(("move", "sight", "light", "sound"), _STOPS),
    Wall.Kind.WINDOW: {"move": _STOPS, "sight": _LETS, "light": _LETS, "sound": _STOPS},
    Wall.Kind.TERRAIN: {"move": _LETS, "sight": Wall.Stops.LIMITED, "light": Wall.Stops.LIMITED, "sound": _LETS},
}
"""What each kind stops when nothing else is said: a thicket is walked through, a window looked through."""
