"""Rows from which it follows what is seen: whatever writes one outdates what was worked out from it, an undo too, which
knows no verbs of the model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from accounts.models import Model


class ShapesSight(Model):
    """Renews the keys `OUTDATES` of its scene whenever it is written or deleted, on the very scene it knows. Who writes
    many rows at once, behind `save`, renews them themselves.
    """

    OUTDATES: ClassVar[tuple[str, ...]] = ("sight_key",)

    class Meta:
        abstract = True

    def shapes_sight(self, changed: Iterable[str] | None) -> bool:
        """Whether writing these fields (None: any) matters to anybody's sight."""
        return True

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        super().save_base(*args, **kwargs)
        if self.shapes_sight(kwargs.get("update_fields")):
            self.outdate()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        if self.shapes_sight(None):
            self.outdate()
        return deleted

    def outdate(self) -> None:
        self.scene.renew(*self.OUTDATES)  # type: ignore[attr-defined]
