"""What is drawn and written on a scene."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Model
from config.api.errors import Invalid
from rooms.models import Room, user_of
from scenes.models.fields import HEX_COLOUR, Shared, set_fields
from scenes.models.scene import Scene
from scenes.models.things import InSceneQuerySet, ThingQuerySet

MOST_DRAWINGS, MOST_DRAWN_POINTS, MOST_MAP_NOTES = 2000, 1000, 500


class Drawing(Model):
    """A stroke, shape or text. `points` [[x, y], ...] in scene pixels; two corners for rect and ellipse; `fill` "" is
    none; `size` is the height of text in scene pixels.
    """

    class Kind(models.TextChoices):
        FREEHAND = "freehand", _("freehand")
        LINE = "line", _("line")
        RECT = "rect", _("rectangle")
        ELLIPSE = "ellipse", _("ellipse")
        POLYGON = "polygon", _("polygon")
        TEXT = "text", _("text")

    scene = models.ForeignKey(Scene, models.CASCADE, related_name="drawings", verbose_name=_("scene"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    points = models.JSONField(default=list, editable=False)
    text = models.CharField(_("text"), max_length=500, blank=True)
    stroke = models.CharField(_("colour"), max_length=7, default="#ece6da", validators=[HEX_COLOUR])
    fill = models.CharField(_("filled with"), max_length=7, blank=True, validators=[HEX_COLOUR])
    width = models.FloatField(_("width"), default=4.0)
    size = models.FloatField(_("size of the text"), default=32.0)
    layer = models.IntegerField(_("layer"), default=0)
    hidden = models.BooleanField(_("hidden"), default=False)
    locked = models.BooleanField(_("locked"), default=False)

    objects = ThingQuerySet.as_manager()

    class Meta:
        verbose_name = _("drawing")
        verbose_name_plural = _("drawings")
        ordering = ["layer", "created_at", "id"]

    def __str__(self) -> str:
        return self.text or self.get_kind_display()

    @classmethod
    def require_place(cls, scene: Any) -> None:
        """Raises Invalid when the scene of this id holds as many drawings as it may."""
        if cls.objects.filter(scene=scene).count() >= MOST_DRAWINGS:
            raise Invalid(_now("A scene holds at most 2,000 drawings."))

    def change(self, **fields: Any) -> None:
        set_fields(self, fields)

    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in scene pixels; of a text what it takes at most."""
        across, down = [x for x, _ in self.points], [y for _, y in self.points]
        if self.kind == self.Kind.TEXT:
            lines = self.text.split("\n")
            return (
                across[0],
                down[0],
                across[0] + max(map(len, lines)) * self.size * 0.7,
                down[0] + len(lines) * self.size * 1.3,
            )
        edge = self.width / 2
        return min(across) - edge, min(down) - edge, max(across) + edge, max(down) + edge


class MapNoteQuerySet(InSceneQuerySet):
    def visible_to(self, who: Any) -> Self:
        """Those in scenes one may know that are shared with everybody; all of them for those who lead the room."""
        shown = super().visible_to(who)
        if getattr(who, "room", None) is not None:
            return shown if who.leads else shown.filter(shared=Shared.ALL)
        user = user_of(who)
        led = Room.objects.led_by(user) if user else Room.objects.none()
        return shown.filter(Q(shared=Shared.ALL) | Q(scene__room__in=led))

    def read_by(self, who: Any) -> Self:
        """The same, and those shared with `who` by name. An id is in no other word, and SQLite cannot look into JSON
        lists.
        """
        user = user_of(who)
        if user is None or who.leads:
            return self.visible_to(who)
        named = Q(shared=Shared.NAMED, names__contains=str(user.pk))
        rows = self.alias(names=Cast("readers", models.TextField())).filter(Q(shared=Shared.ALL) | named)
        return super(MapNoteQuerySet, rows).visible_to(who)


class MapNote(Model):
    """A pin with a text; `readers` are the user ids it is shared with when it is shared with some."""

    scene = models.ForeignKey(Scene, models.CASCADE, related_name="map_notes", verbose_name=_("scene"))
    x = models.FloatField()
    y = models.FloatField()
    icon = models.CharField(_("icon"), max_length=30, default="map-pin")
    title = models.CharField(_("title"), max_length=80)
    text = models.TextField(_("text"), max_length=5000, blank=True)
    gm_notes = models.TextField(_("notes for game masters"), max_length=5000, blank=True)
    shared = models.CharField(_("shared with"), max_length=5, choices=Shared, default=Shared.NONE)
    readers = models.JSONField(default=list, blank=True, editable=False)

    objects = MapNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("map note")
        verbose_name_plural = _("map notes")
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def require_place(cls, scene: Any) -> None:
        """Raises Invalid when the scene of this id holds as many notes as it may."""
        if cls.objects.filter(scene=scene).count() >= MOST_MAP_NOTES:
            raise Invalid(_now("A scene holds at most 500 notes."))

    def change(self, **fields: Any) -> None:
        set_fields(self, fields)

    def share(self, shared: str, readers: Iterable[Any] = ()) -> None:
        """With nobody, with everybody, or with the readers of these user ids."""
        self.shared = shared
        self.readers = sorted({str(user) for user in readers}) if shared == Shared.NAMED else []
        self.save(update_fields=["shared", "readers", "updated_at"])
