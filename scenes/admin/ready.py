"""What lies ready in a room beside its scenes: characters, handouts, displays."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action, display

from accounts import sidebar
from accounts.back_office import Glance
from accounts.pictures import bars, heading
from accounts.refusals import changed
from accounts.sites import gm_site
from rooms.back_office import CommandAdmin
from rooms.devices import revoke
from rooms.models import Member
from scenes.admin.base import Sharing, hidden, shown
from scenes.models import Character, Display, Handout, Token
from scenes.models.bars import current
from scenes.models.character import HIT_POINTS
from scenes.projections.characters import portrait_url


class CharactersTokens(Glance):
    model = Token
    fields = ("name", "scene", "disposition", "hidden")
    verbose_name_plural = _("tokens")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("scene")


@admin.register(Character, site=gm_site)
class CharacterAdmin(CommandAdmin):
    """Sheets; attributes are what dice read: {"hp": 31, "attack": "1d20 + 5"}."""

    section, icon, rank = sidebar.TABLES, "person", 9
    thing = "character"
    list_display = ("title", "room", "owner", "hit_points", "updated_at")
    list_display_links = ("title",)
    list_filter = ("room",)
    search_fields = ("name",)
    list_select_related = ("room", "owner")
    fieldsets = (
        (None, {"fields": ("look", "room", "name", "owner", "attributes")}),
        (_("Notes"), {"fields": ("notes", "gm_notes"), "classes": ("tab",)}),
    )
    readonly_fields = ("look",)
    inlines = (CharactersTokens,)

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.inlines if obj else ()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Played by who belongs to a room that one leads; to which, the command asks."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "owner":
            members = Member.objects.led_by(request.user).order_by().values("user")
            field.queryset = field.queryset.filter(pk__in=members)
        return field

    @display(description=_("character"), ordering="name")
    def title(self, character: Character) -> SafeString:
        return heading(character.name, picture=portrait_url(character), round=True)

    @display(description=_("hit points"))
    def hit_points(self, character: Character) -> Any:
        return bars(current([HIT_POINTS], character.attributes)) if "hp" in character.attributes else "–"

    @display(description=_("portrait"))
    def look(self, character: Character) -> Any:
        portrait = None if character._state.adding else portrait_url(character)
        image = format_html('<img class="gm-portrait" src="{}" alt="">', portrait) if portrait else ""
        return format_html('<span class="gm-look">{}<span>{}</span></span>', image, self.hit_points(character))

    def alter(self, request: HttpRequest, obj: Character, changed: dict[str, Any]) -> None:
        rest = dict(changed)
        if "owner" in rest:
            self.do(request, obj, "character.give", user=rest.pop("owner"))
        if "attributes" in rest:
            # The command changes those that it names; what is not there any more is taken away.
            before = Character.objects.get(pk=obj.pk).attributes
            rest["attributes"] = {**dict.fromkeys(before), **(rest["attributes"] or {})}
        if rest:
            self.update(request, obj, rest)


@admin.register(Handout, site=gm_site)
class HandoutAdmin(Sharing, CommandAdmin):
    """Pictures to be shown; they are uploaded at the table."""

    section, icon, rank = sidebar.TABLES, "menu_book", 10
    thing, SHARED = "handout", "handout.share"
    apart = {"handout.share": ("shared",)}
    list_display = ("title", "room", "scene", "shared", "order", "updated_at")
    list_display_links = ("title",)
    list_filter = ("room", "shared", "scene")
    search_fields = ("name",)
    list_select_related = ("room", "scene")
    fields = ("look", "room", "name", "scene", "order", "shared")
    readonly_fields = ("look",)
    several = ("shared", "scene")
    actions = ("reveal", "hide")

    @display(description=_("handout"), ordering="name")
    def title(self, handout: Handout) -> SafeString:
        return heading(handout.name, picture=_picture(handout))

    @display(description=_("picture"))
    def look(self, handout: Handout) -> SafeString:
        return format_html('<img class="gm-picture" src="{}" alt="">', _picture(handout))

    @action(description=_("Show on the table now"), icon="cast")
    def reveal(self, request: HttpRequest, queryset: Any) -> None:
        self.share(request, queryset.select_related("room"), "all", shown)

    @action(description=_("Take back from the players"), icon="visibility_off")
    def hide(self, request: HttpRequest, queryset: Any) -> None:
        self.share(request, queryset.select_related("room"), "none", hidden)


@admin.register(Display, site=gm_site)
class DisplayAdmin(CommandAdmin):
    """Screens without a login. They are set up at the table, which shows their address once; deleting ends one."""

    section, icon, rank = sidebar.TABLES, "tv", 11
    thing = "display"
    list_display = ("name", "room", "kind", "blank", "created_at")
    list_filter = ("kind", "room")
    search_fields = ("name",)
    list_select_related = ("room",)
    fields = ("room", "name", "kind", "blank", "follow", "show_invite")
    several = ("blank", "kind")
    actions = ("darken", "light_up")

    def delete_model(self, request: HttpRequest, obj: Display) -> None:
        revoke(obj)

    def offers(self, action: str, obj: Display) -> bool:
        return {"darken": not obj.blank, "light_up": obj.blank}.get(action, True)

    @action(description=_("Make dark"), icon="tv_off")
    def darken(self, request: HttpRequest, queryset: Any) -> None:
        self._blank(request, queryset, blank=True)

    @action(description=_("Light up"), icon="tv")
    def light_up(self, request: HttpRequest, queryset: Any) -> None:
        self._blank(request, queryset, blank=False)

    def _blank(self, request: HttpRequest, queryset: Any, *, blank: bool) -> None:
        rows = queryset.select_related("room")
        self.each(request, rows, lambda one: self.do(request, one, "display.update", blank=blank), changed)


def _picture(handout: Handout) -> str:
    return f"/api/v1/rooms/{handout.room_id}/handouts/{handout.pk}/picture?preview=1"
