"""Walls, lights and sources of sound: what a scene is made of. Walls are built at the table, where one sees where."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action, display

from accounts.pictures import colour, player
from accounts.refusals import changed
from accounts.sites import gm_site
from rooms.back_office import ByRoom, command
from scenes.admin.base import ThingAdmin
from scenes.models import Emitter, Light, Wall

ENDS = ("x1", "y1", "x2", "y2")
STOPS = ("move", "sight", "light", "sound")


@admin.register(Wall, site=gm_site)
class WallAdmin(ThingAdmin):
    icon, rank = "border_style", 8
    thing = "wall"
    list_display = ("__str__", "where", "kind", "state", *STOPS, "direction")
    list_filter = (ByRoom, "scene", "kind", "state")
    fields = ("scene", "kind", "state", "direction", (*STOPS[:2],), (*STOPS[2:],), (*ENDS[:2],), (*ENDS[2:],))
    several = ("kind", "state", *STOPS, "direction")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def alter(self, request: HttpRequest, obj: Wall, changed: dict[str, Any]) -> None:
        nature = {name: value for name, value in changed.items() if name not in ENDS}
        if nature:
            command(request, self.room_of(obj), "wall.update", {"walls": [str(obj.pk)], **nature})
        if len(nature) < len(changed):
            ends = {"wall": str(obj.pk), **{name: getattr(obj, name) for name in ENDS}}
            command(request, self.room_of(obj), "wall.move", {"walls": [ends]})

    def delete_model(self, request: HttpRequest, obj: Wall) -> None:
        command(request, self.room_of(obj), "wall.delete", {"walls": [str(obj.pk)]})


class Switched(ThingAdmin):
    """What can be switched on and off."""

    actions = ("switch_on", "switch_off")

    def offers(self, action: str, obj: Any) -> bool:
        return {"switch_on": not obj.on, "switch_off": obj.on}.get(action, True)

    @action(description=_("Switch on"), icon="toggle_on")
    def switch_on(self, request: HttpRequest, queryset: Any) -> None:
        self._switch(request, queryset, on=True)

    @action(description=_("Switch off"), icon="toggle_off")
    def switch_off(self, request: HttpRequest, queryset: Any) -> None:
        self._switch(request, queryset, on=False)

    def _switch(self, request: HttpRequest, queryset: Any, *, on: bool) -> None:
        rows = queryset.select_related("scene__room")
        self.each(request, rows, lambda one: self.do(request, one, f"{self.thing}.update", on=on), changed)


@admin.register(Light, site=gm_site)
class LightAdmin(Switched):
    icon, rank = "lightbulb", 9
    thing = "light"
    apart = {"light.move": ("x", "y")}
    list_display = ("__str__", "where", "patch", "bright", "dim", "on", "walls")
    list_filter = (ByRoom, "scene", "on")
    fields = ("scene", ("x", "y"), ("bright", "dim"), ("angle", "rotation"), ("colour", "alpha"), "on", "walls")
    several = ("on", "walls", "colour", "bright", "dim", "alpha")

    @display(description=_("colour"), ordering="colour")
    def patch(self, light: Light) -> SafeString:
        return colour(light.colour)


@admin.register(Emitter, site=gm_site)
class EmitterAdmin(Switched):
    icon, rank = "spatial_audio", 10
    thing = "emitter"
    apart = {"emitter.move": ("x", "y")}
    list_display = ("track", "where", "listen", "radius", "volume", "on", "walls")
    list_filter = (ByRoom, "scene", "on")
    search_fields = ("track__name",)
    list_select_related = ("scene__room", "track")
    fields = ("scene", "track", ("x", "y"), ("radius", "volume"), "walls", "on")
    several = ("on", "walls", "radius", "volume")

    @display(description=_("listen"))
    def listen(self, emitter: Emitter) -> SafeString:
        track = emitter.track
        return player(reverse("track-stream", args=[track.pk]), track.name, track.peaks)
