"""Scenes and their folders."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import action, display

from accounts import sidebar
from accounts.back_office import Glance
from accounts.bulk import NOTHING
from accounts.pictures import heading
from accounts.sites import gm_site
from rooms.back_office import CommandAdmin, command
from rooms.models import Room
from scenes.admin.base import token_bars
from scenes.models import Handout, PlacedMap, Scene, SceneFolder, Token

GRID = tuple(field.name for field in Scene._meta.fields if field.name.startswith("grid_"))
FORMATS = (("zip", _("archive with its pictures")), ("uvtt", _("Universal VTT")), ("json", _("document")))


def thumbnail(scene: Scene) -> str:
    return f"/api/v1/scenes/{scene.pk}/thumbnail"


class MapsGlance(Glance):
    model = PlacedMap
    fields = ("map", "z", "hidden", "locked", "opacity")
    verbose_name_plural = _("maps")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("map", "scene")


class TokensGlance(Glance):
    model = Token
    fields = ("name", "gm_name", "disposition", "hidden", "bars")
    verbose_name_plural = _("tokens")

    @display(description=_("bars"))
    def bars(self, token: Token) -> Any:
        return token_bars(token)


class HandoutsGlance(Glance):
    model = Handout
    fields = ("name", "shared", "order")
    verbose_name_plural = _("handouts")


@admin.register(Scene, site=gm_site)
class SceneAdmin(CommandAdmin):
    """Prepared here, shown on the table, copied and taken home."""

    section, icon, rank = sidebar.SCENES, "landscape", 1
    thing = "scene"
    list_display = ("title", "room", "folder", "on_the_table", "vision", "fog", "order", "updated_at")
    list_display_links = ("title",)
    list_filter = ("active", "room", "vision", "fog")
    search_fields = ("name", "folder")
    list_select_related = ("room",)
    fieldsets = (
        (None, {"fields": ("look", "room", "name", "folder", "order", "background", "take_home")}),
        (_("Grid"), {"fields": GRID, "classes": ("tab",)}),
        (_("Sight"), {"fields": ("vision", "fog", "darkness", "night"), "classes": ("tab",)}),
        (_("Rules"), {"fields": ("distance_mode", "coverage", "snap", "trails", "staged"), "classes": ("tab",)}),
    )
    add_fieldsets = (
        (None, {"fields": ("room", "name", "folder", "background")}),
        (_("Grid"), {"fields": GRID, "classes": ("tab",)}),
    )
    readonly_fields = ("look", "take_home")
    inlines = (MapsGlance, TokensGlance, HandoutsGlance)
    several = ("folder", "background", "vision", "fog", "darkness", "grid_type", "grid_distance", "grid_unit", "snap")
    actions = ("show_now", "begin_fight", "duplicate", "take_archive", "take_uvtt")

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.inlines if obj else ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return super().get_readonly_fields(request, obj) if obj else ()

    @display(description=_("scene"), ordering="name")
    def title(self, scene: Scene) -> SafeString:
        return heading(scene.name, picture=thumbnail(scene))

    @display(description=_("on the table"), ordering="active", label={"yes": "success"})
    def on_the_table(self, scene: Scene) -> Any:
        return ("yes", _now("on the table")) if scene.active else ""

    @display(description=_("picture"))
    def look(self, scene: Scene) -> SafeString:
        return format_html('<img class="gm-picture" src="{}" alt="">', thumbnail(scene))

    @display(description=_("take it home"))
    def take_home(self, scene: Scene) -> SafeString:
        links = ((scene.pk, name, words) for name, words in FORMATS)
        return format_html_join(" · ", '<a class="gm-link" href="/api/v1/scenes/{}/export?format={}">{}</a>', links)

    def options_for(self, request: HttpRequest, field: Any) -> Any:
        if field.name != "folder":
            return super().options_for(request, field)
        own = self.get_queryset(request)
        paths = {*SceneFolder.objects.led_by(request.user).values_list("path", flat=True)}
        paths |= {*own.exclude(folder="").order_by().values_list("folder", flat=True)}
        return [(NOTHING, _now("the top level")), *((path, path) for path in sorted(paths))]

    def update(self, request: HttpRequest, obj: Scene, changed: dict[str, Any]) -> None:
        grid = {name.removeprefix("grid_"): value for name, value in changed.items() if name in GRID}
        rest = {name: value for name, value in changed.items() if name not in GRID}
        self.do(request, obj, "scene.update", **rest, **({"grid": grid} if grid else {}))

    def offers(self, action: str, obj: Scene) -> bool:
        return not (action == "show_now" and obj.active)

    @action(description=_("Show on the table now"), icon="cast")
    def show_now(self, request: HttpRequest, queryset: Any) -> None:
        """One a room: of several, the last one stays."""

        def done(number: int) -> str:
            return ngettext("%(number)d scene was put on the table.", "%(number)d scenes were put on their tables.", number) % {"number": number}  # fmt: skip

        self.each(request, queryset.select_related("room"), lambda one: self.do(request, one, "scene.activate"), done)

    @action(description=_("Begin a fight with its tokens"), icon="swords")
    def begin_fight(self, request: HttpRequest, queryset: Any) -> None:
        def begin(scene: Scene) -> None:
            tokens = Token.objects.filter(scene=scene).order_by("z", "created_at").values_list("pk", flat=True)
            self.do(request, scene, "encounter.start", tokens=[str(pk) for pk in tokens])

        def done(number: int) -> str:
            return ngettext("%(number)d fight has begun.", "%(number)d fights have begun.", number) % {"number": number}

        self.each(request, queryset.select_related("room"), begin, done)

    @action(description=_("Duplicate"), icon="content_copy")
    def duplicate(self, request: HttpRequest, queryset: Any) -> None:
        def done(number: int) -> str:
            return ngettext("%(number)d scene was copied.", "%(number)d scenes were copied.", number) % {
                "number": number
            }

        self.each(request, queryset.select_related("room"), lambda one: self.do(request, one, "scene.duplicate"), done)

    @action(description=_("Export as an archive"), icon="download")
    def take_archive(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self._export(request, queryset, "zip")

    @action(description=_("Export as Universal VTT"), icon="download")
    def take_uvtt(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self._export(request, queryset, "uvtt")

    def _export(self, request: HttpRequest, queryset: Any, format: str) -> HttpResponse | None:
        chosen = list(queryset[:2])
        if len(chosen) != 1:
            messages.error(request, _now("Choose one scene: each is a file of its own."))
            return None
        return redirect(f"/api/v1/scenes/{chosen[0].pk}/export?format={format}")


@admin.register(SceneFolder, site=gm_site)
class SceneFolderAdmin(CommandAdmin):
    """Folders of a room's scenes by their path. Renaming one takes along what lies in it, deleting it too."""

    section, icon, rank = sidebar.SCENES, "folder", 2
    list_display = ("path", "room", "updated_at")
    list_filter = ("room",)
    search_fields = ("path",)
    list_select_related = ("room",)
    fields = ("room", "path")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def make(self, request: HttpRequest, obj: SceneFolder, given: dict[str, Any]) -> Any:
        return command(request, obj.room, "scene.folder_create", {"path": obj.path}).made[-1]

    def alter(self, request: HttpRequest, obj: SceneFolder, changed: dict[str, Any]) -> None:
        before = SceneFolder.objects.get(pk=obj.pk).path
        command(request, obj.room, "scene.folder_rename", {"path": before, "to": obj.path})

    def delete_model(self, request: HttpRequest, obj: SceneFolder) -> None:
        room: Room = obj.room
        # With the folder above it this one may have gone already.
        if SceneFolder.objects.filter(pk=obj.pk).exists():
            command(request, room, "scene.folder_delete", {"path": obj.path})
