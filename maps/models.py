"""The library: maps in nested folders, with their grid and what was read from the file."""

from __future__ import annotations

from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Folder, Incoming, Model, StoredFile, VisibleQuerySet, owner_of
from maps import usages


class MapFolder(Folder):
    """A folder of somebody's maps."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("owner"), related_name="map_folders"
    )

    class Meta(Folder.Meta):
        verbose_name = _("map folder")
        verbose_name_plural = _("map folders")

    def _empty(self, folders: list[UUID]) -> int:
        return remove_maps(list(Map.objects.filter(folder__in=folders).with_files()))


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


class MapUpload(Incoming):
    """A map's file on its way in pieces."""

    limit = "map"
    folder = models.ForeignKey(MapFolder, models.SET_NULL, null=True, related_name="+")


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
