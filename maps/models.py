"""The library: maps in nested folders, with their grid and what was read from the file."""

from __future__ import annotations

from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, StoredFile, VisibleQuerySet
from config.api.errors import Conflict, Invalid
from maps import usages

MAX_DEPTH = 10


def owner_of(who: Any) -> Any:
    """The user behind a Viewer or a User."""
    return getattr(who, "user", None) or who


class Folders(VisibleQuerySet):
    def visible_to(self, who: Any) -> Self:
        user = owner_of(who)
        return self.filter(owner=user) if getattr(user, "is_authenticated", False) else self.none()


class MapFolder(Model):
    """A folder of one person's library. Names are unique beside each other, ten folders deep at most."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("owner"), related_name="map_folders"
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, verbose_name=_("in folder"), related_name="children", null=True, blank=True
    )
    name = models.CharField(_("name"), max_length=80)

    objects = Folders.as_manager()

    class Meta:
        verbose_name = _("map folder")
        verbose_name_plural = _("map folders")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "parent", "name"], name="mapfolder_name_in_folder"),
            # NULL is distinct from NULL in a unique constraint: the top level needs its own.
            models.UniqueConstraint(
                fields=["owner", "name"], condition=Q(parent__isnull=True), name="mapfolder_name_on_top"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def rename(self, name: str) -> None:
        """Raises Conflict for a name that is taken beside it."""
        self.name = name
        self._save_in_place()

    def move_to(self, parent: MapFolder | None) -> None:
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
        pairs = list(MapFolder.objects.filter(owner=self.owner_id).values_list("pk", "parent_id"))
        inside = [self.pk]
        for found in inside:
            inside += [pk for pk, parent in pairs if parent == found]
        return inside

    def remove(self) -> int:
        """Deletes this folder with everything in it. Returns in how many scenes its maps lay."""
        with transaction.atomic():
            found = list(Map.objects.filter(folder__in=self.tree()).with_files())
            used = remove_maps(found)
            super().delete()
        return used

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
        beside = MapFolder.objects.filter(owner=self.owner_id, parent=self.parent, name=self.name)
        if beside.exclude(pk=self.pk).exists():
            raise Conflict(gettext("There is a folder of this name already."))

    def _height(self) -> int:
        height, level = 0, [self.pk]
        while level:
            height += 1
            level = list(MapFolder.objects.filter(parent__in=level).values_list("pk", flat=True))
        return height


class Maps(VisibleQuerySet):
    def visible_to(self, who: Any) -> Self:
        """One's own, and those that lie in scenes of rooms one leads."""
        user = owner_of(who)
        if not getattr(user, "is_authenticated", False):
            return self.none()
        allowed = Q(owner=user)
        for readable_by in usages.readable:
            allowed |= Q(pk__in=readable_by(user))
        return self.filter(allowed)

    def owned_by(self, user: Any) -> Self:
        return self.filter(owner=user)

    def with_files(self) -> Self:
        return self.select_related("picture", "thumbnail", "tiles")


class Map(Model):
    """A picture with its grid, the defaults for placing it, and the structure that came with it."""

    class Source(models.TextChoices):
        PICTURE = "picture", _("picture")
        UVTT = "uvtt", _("Universal VTT")

    class Media(models.TextChoices):
        PICTURE = "picture", _("picture")
        ANIMATED = "animated", _("moving picture")
        VIDEO = "video", _("video")

    class Tiling(models.TextChoices):
        NONE = "none", _("not cut into tiles")
        WAITING = "waiting", _("being cut into tiles")
        DONE = "done", _("cut into tiles")
        FAILED = "failed", _("could not be cut into tiles")

    class Grid(models.TextChoices):
        SQUARE = "square", _("squares")
        HEX_POINTY_ODD = "hex_pointy_odd", _("hexagons, pointy, odd rows shifted")
        HEX_POINTY_EVEN = "hex_pointy_even", _("hexagons, pointy, even rows shifted")
        HEX_FLAT_ODD = "hex_flat_odd", _("hexagons, flat, odd columns shifted")
        HEX_FLAT_EVEN = "hex_flat_even", _("hexagons, flat, even columns shifted")
        NONE = "none", _("no grid")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("owner"), related_name="maps")
    folder = models.ForeignKey(
        MapFolder, models.RESTRICT, verbose_name=_("folder"), related_name="maps", null=True, blank=True
    )
    name = models.CharField(_("name"), max_length=120)
    picture = models.OneToOneField(StoredFile, models.RESTRICT, verbose_name=_("picture"), related_name="+")
    thumbnail = models.OneToOneField(StoredFile, models.RESTRICT, verbose_name=_("thumbnail"), related_name="+")
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    animated = models.BooleanField(_("moves"), default=False)
    source = models.CharField(_("made from"), max_length=10, choices=Source, default=Source.PICTURE)
    media = models.CharField(_("kind"), max_length=8, choices=Media, default=Media.PICTURE)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    tiles = models.OneToOneField(StoredFile, models.RESTRICT, null=True, related_name="+", editable=False)
    levels = models.PositiveSmallIntegerField(default=0, editable=False)
    alpha = models.BooleanField(default=False, editable=False)
    tiling = models.CharField(max_length=7, choices=Tiling, default=Tiling.NONE, editable=False)

    grid_type = models.CharField(_("grid"), max_length=20, choices=Grid, default=Grid.SQUARE)
    cell_width = models.FloatField(_("cell width in pixels"), default=100.0)
    cell_height = models.FloatField(_("cell height in pixels"), default=100.0)
    offset_x = models.FloatField(_("grid offset x"), default=0.0)
    offset_y = models.FloatField(_("grid offset y"), default=0.0)

    x = models.FloatField(_("place x"), default=0.0)
    y = models.FloatField(_("place y"), default=0.0)
    scale = models.FloatField(_("scale"), default=1.0)
    rotation = models.FloatField(_("rotation"), default=0.0)
    hidden = models.BooleanField(_("hidden when placed"), default=True)

    structure = models.JSONField(_("walls, doors and lights"), default=dict, blank=True)
    report = models.JSONField(_("left out at the import"), default=dict, blank=True)

    objects = Maps.as_manager()

    class Meta:
        verbose_name = _("map")
        verbose_name_plural = _("maps")
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["owner", "folder", "name"], name="map_in_folder")]

    def __str__(self) -> str:
        return self.name

    def remove(self) -> int:
        """Deletes the map and its files. Returns in how many scenes it lay."""
        with transaction.atomic():
            return remove_maps([self])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.remove()
        return 1, {self._meta.label: 1}

    def grid(self) -> dict[str, Any]:
        return {
            "type": self.grid_type,
            "size": self.cell_width,
            "size_y": self.cell_height,
            "offset_x": self.offset_x,
            "offset_y": self.offset_y,
        }

    def placement(self) -> dict[str, Any]:
        """How it lies in a scene unless the game master says otherwise: hidden, as it is."""
        return {"x": self.x, "y": self.y, "scale": self.scale, "rotation": self.rotation, "hidden": self.hidden}


class MapUpload(Model):
    """A file on its way in pieces: `received` of `size` bytes are there (`maps/pieces.py` has them)."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    folder = models.ForeignKey(MapFolder, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=250)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    objects = Folders.as_manager()

    def __str__(self) -> str:
        return self.name


def remove_maps(found: list[Map]) -> int:
    """Deletes maps with their files, after taking them off the tables. Returns in how many scenes they lay."""
    ids = [entry.pk for entry in found]
    used = sum(usages.count(ids).values())
    usages.before_delete(ids)
    Map.objects.filter(pk__in=ids).delete()
    for entry in found:
        for file in (entry.picture, entry.thumbnail, entry.tiles):
            if file is not None:
                file.delete()
    return used
