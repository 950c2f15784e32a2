"""The library in the game masters' back office. Pictures are uploaded in the library and seen through its own views."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from accounts.back_office import ScopedAdmin
from accounts.sites import gm_site
from maps.models import Map, MapFolder


class OwnedAdmin(ScopedAdmin):
    """One's own only: what one may merely use at a shared table is not listed here."""

    rule_to_change = rule_to_delete = "maps.edit"

    def scope(self, queryset: models.QuerySet[Any], request: HttpRequest) -> models.QuerySet[Any]:
        return queryset.filter(owner=request.user)


@admin.register(Map, site=gm_site)
class MapAdmin(OwnedAdmin):
    list_display = ("name", "folder", "width", "height", "grid_type", "source", "updated_at")
    list_filter = ("folder", "grid_type", "source")
    search_fields = ("name",)
    list_select_related = ("folder",)
    readonly_fields = ("width", "height", "source")
    fieldsets = (
        (None, {"fields": ("name", "folder", "width", "height", "source")}),
        ("Grid", {"fields": ("grid_type", "cell_width", "cell_height", "offset_x", "offset_y")}),
        ("Placing", {"fields": ("scale", "rotation", "hidden")}),
    )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: Map) -> None:
        obj.remove()


@admin.register(MapFolder, site=gm_site)
class MapFolderAdmin(OwnedAdmin):
    list_display = ("name", "parent", "updated_at")
    search_fields = ("name",)
    fields = ("name", "parent")

    def save_model(self, request: HttpRequest, obj: MapFolder, form: Any, change: bool) -> None:
        if not change:
            obj.owner = request.user  # type: ignore[assignment]
        obj.move_to(obj.parent)

    def delete_model(self, request: HttpRequest, obj: MapFolder) -> None:
        obj.remove()
