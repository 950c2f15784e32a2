"""What belongs to a universe is known to whoever knows the universe."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from accounts.models import VisibleQuerySet


class OfUniverse(VisibleQuerySet):
    """Rows that hang on a universe; `WAY` leads to it."""

    WAY: ClassVar[str] = "universe"

    def visible_to(self, who: Any) -> Self:
        from universes.models.universe import Universe

        room = getattr(who, "room", None)
        if room is not None:
            return self.filter(**{f"{self.WAY}__room": room})
        return self.filter(**{f"{self.WAY}__in": Universe.objects.visible_to(who).order_by().values("pk")})

    def led_by(self, user: Any) -> Self:
        from universes.models.universe import Universe

        return self.filter(**{f"{self.WAY}__in": Universe.objects.led_by(user).order_by().values("pk")})


class OfWorld(OfUniverse):
    WAY: ClassVar[str] = "world__universe"
