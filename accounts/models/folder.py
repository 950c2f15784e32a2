"""What libraries share: things of one person, in nested folders, that may come in pieces. `maps` and `audio` have them."""

from __future__ import annotations

from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models.base import Model, VisibleQuerySet
from accounts.models.site import UploadKind
from config.api.errors import Conflict, Invalid

MAX_DEPTH = 10


def owner_of(who: Any) -> Any:
    """The user behind a Viewer or a User."""
    return getattr(who, "user", None) or who


class Owned(VisibleQuerySet):
    """Things that only their `owner` sees."""

    def visible_to(self, who: Any) -> Self:
        user = owner_of(who)
        return self.filter(owner=user) if getattr(user, "is_authenticated", False) else self.none()


class Folder(Model):
    """A folder of one person's library. Names are unique beside each other, ten folders deep at most.

    A model of this kind has `owner`, and says in `_empty` what goes with it.
    """

    parent = models.ForeignKey(
        "self", models.CASCADE, verbose_name=_("in folder"), related_name="children", null=True, blank=True
    )
    name = models.CharField(_("name"), max_length=80)

    objects = Owned.as_manager()

    class Meta:
        abstract = True
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "parent", "name"], name="%(class)s_name_in_folder"),
            # NULL is distinct from NULL in a unique constraint: the top level needs its own.
            models.UniqueConstraint(
                fields=["owner", "name"], condition=Q(parent__isnull=True), name="%(class)s_name_on_top"
            ),
        ]

    owner_id: UUID
    parent_id: UUID | None

    def __str__(self) -> str:
        return self.name

    def rename(self, name: str) -> None:
        """Raises Conflict for a name that is taken beside it."""
        self.name = name
        self._save_in_place()

    def move_to(self, parent: Self | None) -> None:
        """Into `parent`, None being the top level. Raises Invalid for a place inside itself or too deep, Conflict for
        a name that is taken there.
        """
        self.parent = parent
        self._save_in_place()

    def _save_in_place(self) -> None:
        self.check_place()
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError:
            raise Conflict(gettext("There is a folder of this name already.")) from None

    def tree(self) -> list[UUID]:
        """The ids of this folder and all inside it, in one query for the owner's folders."""
        pairs = list(self._beside().values_list("pk", "parent_id"))
        inside = [self.pk]
        for found in inside:
            inside += [pk for pk, parent in pairs if parent == found]
        return inside

    def remove(self) -> int:
        """Deletes this folder with everything in it. Returns in how many places that was used."""
        with transaction.atomic():
            used = self._empty(self.tree())
            super().delete()
        return used

    def _empty(self, folders: list[UUID]) -> int:
        """Deletes what lies in these folders. Returns in how many places it was used."""
        raise NotImplementedError

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.remove()
        return 1, {self._meta.label: 1}

    def check_place(self) -> None:
        """Raises Invalid for a parent inside this folder or too deep, Conflict for a name that is taken there."""
        above, place = 0, self.parent
        while place is not None:
            above += 1
            if place.pk == self.pk:
                raise Invalid(fields={"parent": [gettext("A folder cannot lie inside itself.")]})
            place = place.parent
        if above + self._height() > MAX_DEPTH:
            raise Invalid(fields={"parent": [gettext("Folders can be ten deep at most.")]})
        if self._beside().filter(parent=self.parent, name=self.name).exclude(pk=self.pk).exists():
            raise Conflict(gettext("There is a folder of this name already."))

    def _height(self) -> int:
        height, level = 0, [self.pk]
        while level:
            height += 1
            level = list(type(self)._default_manager.filter(parent__in=level).values_list("pk", flat=True))
        return height

    def _beside(self) -> models.QuerySet[Any]:
        """All folders of the same kind and person."""
        folders: Any = type(self)._default_manager
        return folders.filter(owner=self.owner_id)  # type: ignore[no-any-return]


class Incoming(Model):
    """A file on its way in pieces: `received` of `size` bytes are there (`accounts/pieces.py` has them).

    A model of this kind adds the `folder` it is for, and says by which limit of the site it is bound.
    """

    limit: ClassVar[UploadKind]

    owner = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    name = models.CharField(max_length=250)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    objects = Owned.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name
