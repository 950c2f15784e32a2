"""The abstract base of every model: a UUID key and two timestamps, and querysets that know who is looking."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.api.errors import NotFound


class VisibleQuerySet(models.QuerySet[Any]):
    """`visible_to(who)` is the query twin of the rule and of the projection; `who` is a Viewer or a User."""

    def visible_to(self, who: Any) -> Self:
        raise NotImplementedError(f"{type(self).__name__} must say what {who!r} may see")

    def seen(self, who: Any, **lookup: Any) -> Any:
        """The one object of `lookup` that `who` may see. Raises NotFound for absent and forbidden alike."""
        for found in self.visible_to(who).filter(**lookup).order_by()[:1]:  # one at most: an order only costs
            return found
        raise NotFound()


class Model(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        abstract = True
