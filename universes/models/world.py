"""A world: physics, and the bodies and constraints that obey it. SI units throughout."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Max
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Model
from config.api.errors import Invalid
from universes import usages
from universes.models.belonging import OfUniverse, OfWorld
from universes.models.universe import Universe

MOST_BODIES = MOST_CONSTRAINTS = 1000


class World(Model):
    """`physics` holds the parameters (`universes.physics.parameters.Physics`) as JSON."""

    universe = models.OneToOneField(
        Universe, models.CASCADE, null=True, related_name="world", verbose_name=_("universe")
    )
    physics = models.JSONField(_("physics"), default=dict)

    objects = OfUniverse.as_manager()

    class Meta:
        verbose_name = _("world")
        verbose_name_plural = _("worlds")

    def __str__(self) -> str:
        return str(self.universe or self.pk)

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        if self.universe_id:
            usages.changed(self.universe_id)

    def change(self, physics: dict[str, Any]) -> None:
        self.physics = physics
        self.save(update_fields=["physics", "updated_at"])


class Part(Model):
    """Base of what a world is made of. `data` holds all the fields of its Struct but id and name, as JSON; `place` is its
    order, on which the course of a simulation depends.
    """

    MOST: ClassVar[int]
    name = models.CharField(_("name"), max_length=200, blank=True)
    place = models.PositiveIntegerField(_("place"), default=0)
    data = models.JSONField(default=dict)

    world_id: Any

    class Meta:
        abstract = True
        ordering = ["place", "id"]

    def __str__(self) -> str:
        return self.name or str(self.pk)

    @classmethod
    def of(cls, world: Any) -> models.QuerySet[Any]:
        parts: Any = cls._default_manager
        return parts.filter(world=world)  # type: ignore[no-any-return]

    @classmethod
    def add(cls, world: World, data: dict[str, Any], name: str = "", **fields: Any) -> Self:
        """One more, behind the others."""
        last = cls.of(world).aggregate(last=Max("place"))["last"]
        parts: Any = cls._default_manager
        made: Self = parts.create(world=world, name=name, data=data, place=0 if last is None else last + 1, **fields)
        return made

    @classmethod
    def require_place(cls, world: Any, more: int = 1) -> None:
        """Raises Invalid when so many more do not fit into the world of this id."""
        if cls.of(world).count() + more > cls.MOST:
            raise Invalid(_now("A world has at most 1,000 bodies and 1,000 constraints."), code="too_many")

    def change(self, **fields: Any) -> None:
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=[*fields, "updated_at"])


class Body(Part):
    """`data` is a `universes.physics.bodies.Body`."""

    MOST = MOST_BODIES
    world = models.ForeignKey(World, models.CASCADE, related_name="bodies", verbose_name=_("world"))

    objects = OfWorld.as_manager()

    class Meta(Part.Meta):
        verbose_name = _("body")
        verbose_name_plural = _("bodies")


class Constraint(Part):
    """`data` is a `universes.physics.bodies.Constraint`, but for the bodies it holds; without a second one it holds the
    first to the world.
    """

    MOST = MOST_CONSTRAINTS
    world = models.ForeignKey(World, models.CASCADE, related_name="constraints", verbose_name=_("world"))
    body_a = models.ForeignKey(Body, models.CASCADE, related_name="+", verbose_name=_("body"))
    body_b = models.ForeignKey(Body, models.CASCADE, null=True, related_name="+", verbose_name=_("other body"))

    objects = OfWorld.as_manager()

    class Meta(Part.Meta):
        verbose_name = _("constraint")
        verbose_name_plural = _("constraints")
