"""Tokens, placed maps, notes, areas, drawings: what lies in a scene to be seen."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import action, display

from accounts.pictures import colour, heading
from accounts.sites import gm_site
from rooms.back_office import ByRoom, command
from scenes.admin.base import Sharing, ThingAdmin, hidden, shown, token_bars, token_heading
from scenes.models import Area, Drawing, Encounter, MapNote, PlacedMap, Scene, Token
from scenes.projections.tokens import picture_url

LIGHT = ("light_bright", "light_dim", "light_angle", "light_colour")
SIGHT = ("has_sight", "sight_range", "sight_angle", "darkvision")


@admin.register(Token, site=gm_site)
class TokenAdmin(ThingAdmin):
    icon, rank = "person_pin_circle", 3
    thing = "token"
    apart = {"token.hide": ("hidden",), "token.move": ("x", "y")}
    list_display = ("title", "where", "side", "hidden", "hit_points", "size", "locked")
    list_display_links = ("title",)
    list_filter = (ByRoom, "scene", "disposition", "hidden", "has_sight")
    search_fields = ("name", "gm_name", "group")
    list_select_related = ("scene__room", "character")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "look",
                    "scene",
                    ("name", "show_name"),
                    "gm_name",
                    "character",
                    "disposition",
                    "hidden",
                    "locked",
                )
            },
        ),  # fmt: skip
        (_("Place"), {"fields": (("x", "y"), ("size", "rotation"), ("z", "elevation"), "group"), "classes": ("tab",)}),
        (_("Notes"), {"fields": ("gm_notes", "owner_notes"), "classes": ("tab",)}),
        (_("Sight and light"), {"fields": (*SIGHT, *LIGHT), "classes": ("tab",)}),
    )
    readonly_fields = ("look",)
    several = ("disposition", "hidden", "locked", "show_name", "size", "group", "has_sight", "darkvision")
    actions = ("reveal", "hide", "into_the_fight")

    def get_queryset(self, request: HttpRequest) -> Any:
        # Its manager selects a relation already, so the list would not select these.
        return super().get_queryset(request).select_related(*self.list_select_related)

    @display(description=_("token"), ordering="name")
    def title(self, token: Token) -> SafeString:
        return token_heading(token)

    @display(description=_("stands"), ordering="disposition", label={"ally": "success", "enemy": "danger", "neutral": "info"})  # fmt: skip
    def side(self, token: Token) -> tuple[str, str]:
        return token.disposition, token.get_disposition_display()

    @display(description=_("bars"))
    def hit_points(self, token: Token) -> Any:
        return token_bars(token)

    @display(description=_("picture and bars"))
    def look(self, token: Token) -> Any:
        if token._state.adding:
            return "–"
        picture = picture_url(token)
        image = format_html('<img class="gm-portrait" src="{}" alt="">', picture) if picture else ""
        return format_html('<span class="gm-look">{}<span>{}</span></span>', image, token_bars(token))

    def offers(self, action: str, obj: Token) -> bool:
        return {"reveal": obj.hidden, "hide": not obj.hidden}.get(action, True)

    @action(description=_("Reveal to the players"), icon="visibility")
    def reveal(self, request: HttpRequest, queryset: Any) -> None:
        self._hide(request, queryset, hide=False)

    @action(description=_("Hide from the players"), icon="visibility_off")
    def hide(self, request: HttpRequest, queryset: Any) -> None:
        self._hide(request, queryset, hide=True)

    def _hide(self, request: HttpRequest, queryset: Any, *, hide: bool) -> None:
        rows = queryset.select_related("scene__room")
        self.each(
            request, rows, lambda one: self.do(request, one, "token.hide", hidden=hide), hidden if hide else shown
        )

    @action(description=_("Into the fight"), icon="swords")
    def into_the_fight(self, request: HttpRequest, queryset: Any) -> None:
        """They join the fight of their scene; where there is none, it begins with them."""
        by_scene: dict[Any, list[str]] = defaultdict(list)
        for pk, scene in queryset.order_by("z", "created_at").values_list("pk", "scene"):
            by_scene[scene].append(str(pk))

        def fight(scene: Scene) -> None:
            running = Encounter.objects.filter(scene=scene, active=True).first()
            tokens = by_scene[scene.pk]
            if running is None:
                command(request, scene.room, "encounter.start", {"scene": str(scene.pk), "tokens": tokens})
            else:
                wanted = {"encounter": str(running.pk), "combatants": [{"token": token} for token in tokens]}
                command(request, scene.room, "encounter.add", wanted)

        def done(number: int) -> str:
            return ngettext("They fight in %(number)d scene.", "They fight in %(number)d scenes.", number) % {"number": number}  # fmt: skip

        self.each(request, Scene.objects.filter(pk__in=by_scene).select_related("room"), fight, done)


@admin.register(PlacedMap, site=gm_site)
class PlacedMapAdmin(ThingAdmin):
    icon, rank = "map", 4
    thing, key, made_by, taken_by = "map", "placed_map", "place", "take"
    list_display = ("title", "where", "z", "hidden", "locked", "opacity")
    list_display_links = ("title",)
    list_filter = (ByRoom, "scene", "hidden", "locked")
    search_fields = ("map__name",)
    list_select_related = ("scene__room", "map")
    fields = ("scene", "map", ("x", "y"), ("scale", "rotation"), ("z", "opacity"), "hidden", "locked")
    several = ("hidden", "locked", "opacity")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fixed = super().get_readonly_fields(request, obj)
        return (*fixed, "map") if obj else fixed

    @display(description=_("map"), ordering="map__name")
    def title(self, placed: PlacedMap) -> SafeString:
        return heading(placed.map.name, picture=reverse("map-thumbnail", args=[placed.map_id]))


@admin.register(MapNote, site=gm_site)
class MapNoteAdmin(Sharing, ThingAdmin):
    icon, rank = "sticky_note_2", 5
    thing, SHARED = "note", "note.share"
    apart = {"note.share": ("shared",)}
    list_display = ("title", "where", "shared", "icon_name", "updated_at")
    list_filter = (ByRoom, "scene", "shared")
    search_fields = ("title", "text", "gm_notes")
    fieldsets = (
        (None, {"fields": ("scene", "title", "text", "shared", ("x", "y"))}),
        (_("For game masters"), {"fields": ("gm_notes",), "classes": ("tab",)}),
    )
    several = ("shared",)
    actions = ("reveal", "hide")

    @display(description=_("sign"), ordering="icon")
    def icon_name(self, note: MapNote) -> str:
        return note.icon

    @action(description=_("Reveal to the players"), icon="visibility")
    def reveal(self, request: HttpRequest, queryset: Any) -> None:
        self.share(request, queryset.select_related("scene__room"), "all", shown)

    @action(description=_("Hide from the players"), icon="visibility_off")
    def hide(self, request: HttpRequest, queryset: Any) -> None:
        self.share(request, queryset.select_related("scene__room"), "none", hidden)


@admin.register(Area, site=gm_site)
class AreaAdmin(ThingAdmin):
    icon, rank = "motion_blur", 6
    thing = "area"
    apart = {"area.reveal": ("revealed",), "area.move": ("x", "y")}
    list_display = ("__str__", "where", "shape", "size", "patch", "revealed")
    list_filter = (ByRoom, "scene", "shape", "revealed")
    search_fields = ("label",)
    fields = ("scene", "label", "shape", ("x", "y"), ("size", "width"), ("angle", "rotation"), ("colour", "opacity"), "revealed")  # fmt: skip
    several = ("revealed", "colour", "opacity")
    actions = ("reveal", "hide")

    @display(description=_("colour"), ordering="colour")
    def patch(self, area: Area) -> SafeString:
        return colour(area.colour)

    def offers(self, action: str, obj: Area) -> bool:
        return {"reveal": not obj.revealed, "hide": obj.revealed}.get(action, True)

    @action(description=_("Reveal to the players"), icon="visibility")
    def reveal(self, request: HttpRequest, queryset: Any) -> None:
        rows = queryset.select_related("scene__room")
        self.each(request, rows, lambda one: self.do(request, one, "area.reveal", revealed=True), shown)

    @action(description=_("Hide from the players"), icon="visibility_off")
    def hide(self, request: HttpRequest, queryset: Any) -> None:
        rows = queryset.select_related("scene__room")
        self.each(request, rows, lambda one: self.do(request, one, "area.reveal", revealed=False), hidden)


@admin.register(Drawing, site=gm_site)
class DrawingAdmin(ThingAdmin):
    """Drawn at the table; here what they look like, and the end of them."""

    icon, rank = "draw", 7
    thing = "drawing"
    list_display = ("__str__", "where", "kind", "patch", "layer", "hidden", "locked")
    list_filter = (ByRoom, "scene", "kind", "hidden", "locked")
    search_fields = ("text",)
    fields = ("scene", "kind", "text", ("stroke", "fill"), ("width", "size"), "layer", "hidden", "locked")
    readonly_fields = ("kind",)
    several = ("hidden", "locked", "stroke", "layer")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @display(description=_("colour"), ordering="stroke")
    def patch(self, drawing: Drawing) -> SafeString:
        return colour(drawing.stroke)
