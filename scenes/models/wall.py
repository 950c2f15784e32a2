"""Walls, windows, doors and terrain."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Model
from scenes.models.scene import Scene
from scenes.models.things import LeadsQuerySet

MOST_WALLS = 5000


class Wall(Model):
    """A straight line from `x1`, `y1` to `x2`, `y2` in scene pixels that stops what it is set to stop.

    "limited" (terrain) is passed once: the second such line stops. `direction`: "left" stops only who stands left of the
    line as one looks from its first end to its second, "right" the others. A door that is open stops nothing; a secret
    one is a wall to players.
    """

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
