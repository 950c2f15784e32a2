"""Scenes, what lies in them, and displays, in the game masters' back office. Every change goes to the live table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.sites import gm_site
from rooms.admin.game_masters import Unmade
from rooms.back_office import LiveAdmin
from rooms.devices import revoke
from rooms.models import Room
from scenes.models import Display, PlacedMap, Scene, Token


@admin.register(Scene, site=gm_site)
class SceneAdmin(LiveAdmin):
    list_display = ("name", "room", "folder", "order", "active")
    list_filter = ("active", "room")
    search_fields = ("name", "folder")
    fieldsets = (
        (None, {"fields": ("room", "name", "folder", "order", "background")}),
        (_("Grid"), {"fields": tuple(field.name for field in Scene._meta.fields if field.name.startswith("grid_"))}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A scene stays in the room it was made for: what lies in it was shown to that room's players."""
        return ("room",) if obj else ()

    def live_rows(self, obj: Scene) -> Iterable[Any]:
        scene = Scene.objects.filter(pk=obj.pk).first()
        return [scene, *scene.things()] if scene else []


class ThingAdmin(LiveAdmin):
    """Something in a scene."""

    list_filter = ("scene",)

    def room_of(self, obj: Any) -> Room:
        return obj.scene.room

    def live_rows(self, obj: Any) -> Iterable[Any]:
        return self.model._default_manager.filter(pk=obj.pk).select_related("scene", *self.list_select_related)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("scene",) if obj else ()


@admin.register(PlacedMap, site=gm_site)
class PlacedMapAdmin(ThingAdmin):
    list_display = ("map", "scene", "z", "hidden", "locked")
    list_select_related = ("map",)
    fields = ("scene", "map", "x", "y", "scale", "rotation", "z", "opacity", "hidden", "locked")


@admin.register(Token, site=gm_site)
class TokenAdmin(ThingAdmin):
    list_display = ("__str__", "scene", "disposition", "hidden", "size")
    list_select_related = ()
    search_fields = ("name", "gm_name")
    fields = (
        "scene",
        "name",
        "gm_name",
        "gm_notes",
        "x",
        "y",
        "size",
        "rotation",
        "z",
        "disposition",
        "hidden",
    )


@admin.register(Display, site=gm_site)
class DisplayAdmin(Unmade):
    list_display = ("name", "room", "created_at")
    list_filter = ("room",)
    fields = readonly_fields = ("name", "room")

    def delete_model(self, request: HttpRequest, obj: Display) -> None:
        revoke(obj)
