"""The library of maps in the game masters' back office. Pictures are seen through the library's own views."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action, display

from accounts import sidebar
from accounts.library.back_office import FolderAdmin, TaggedAdmin
from accounts.pictures import heading, size
from accounts.sites import gm_site
from config.api.errors import Invalid
from config.files.streams import streamed
from maps import exports, library, usages
from maps.models import Map, MapFolder
from maps.preview import drawn


@admin.register(Map, site=gm_site)
class MapAdmin(TaggedAdmin):
    section, icon, rank = sidebar.MAPS, "map", 1
    rule_to_change = rule_to_delete = "maps.edit"
    usages = usages
    list_display = ("title", "folder", "measures", "grid_type", "shown_tags", "source", "kept", "used", "updated_at")
    list_display_links = ("title",)
    list_filter = ("folder", "grid_type", "media", "source", "tiling")
    search_fields = ("name",)
    list_select_related = ("folder", "picture")
    readonly_fields = ("preview", "measures", "source", "kept", "take_home")
    fieldsets = (
        (None, {"fields": ("preview", "name", "folder", "tags", "measures", "source", "kept", "take_home")}),
        (
            _("Grid"),
            {"fields": ("grid_type", ("cell_width", "cell_height"), ("offset_x", "offset_y")), "classes": ("tab",)},
        ),  # fmt: skip
        (_("When it is placed"), {"fields": (("x", "y"), ("scale", "rotation"), "hidden"), "classes": ("tab",)}),
    )
    several = ("folder", "tags", "grid_type", "cell_width", "cell_height", "hidden")
    actions = ("take_uvtt",)

    @display(description=_("map"), ordering="name")
    def title(self, entry: Map) -> SafeString:
        return heading(entry.name, picture=reverse("map-thumbnail", args=[entry.pk]))

    @display(description=_("measures"), ordering="width")
    def measures(self, entry: Map) -> str:
        return f"{entry.width} × {entry.height} px"

    @display(description=_("file"), ordering="picture__size")
    def kept(self, entry: Map) -> str:
        return size(entry.picture.size)

    @display(description=_("picture"))
    def preview(self, entry: Map) -> SafeString:
        return render_to_string("admin/map_preview.html", {"map": entry, **drawn(entry)})

    @display(description=_("take it home"))
    def take_home(self, entry: Map) -> SafeString:
        return format_html(
            '<a class="gm-link" href="{}" download>{}</a> · <a class="gm-link" href="{}">{}</a>',
            reverse("map-picture", args=[entry.pk]),
            _now("picture"),
            reverse("gm:maps_map_uvtt", args=[entry.pk]),
            _now("Universal VTT"),
        )

    def get_urls(self) -> list[Any]:
        export = self.admin_site.admin_view(self.export)
        return [path("<uuid:pk>/uvtt/", export, name="maps_map_uvtt"), *super().get_urls()]

    def export(self, request: HttpRequest, pk: Any) -> HttpResponseBase:
        """The map as Universal VTT."""
        entry = self.get_queryset(request).select_related("picture").filter(pk=pk).first()
        if entry is None:
            raise Http404
        name = exports.filename(entry)
        return streamed(request, exports.universal(entry), filename=name, content_type="application/json")

    @action(description=_("Export as Universal VTT"), icon="download")
    def take_uvtt(self, request: HttpRequest, queryset: Any) -> HttpResponseBase:
        chosen = list(queryset[:2])
        if len(chosen) != 1:
            raise Invalid(_now("Choose one map: each is a file of its own."))
        return redirect("gm:maps_map_uvtt", chosen[0].pk)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Map, form: Any, change: bool) -> None:
        """As the library does it: the tables on which the map lies are told."""
        library.change(Map.objects.get(pk=obj.pk), **{name: getattr(obj, name) for name in form.changed_data})

    def delete_model(self, request: HttpRequest, obj: Map) -> None:
        obj.remove()


@admin.register(MapFolder, site=gm_site)
class MapFolderAdmin(FolderAdmin):
    section = sidebar.MAPS
    rule_to_change = rule_to_delete = "maps.edit"
