"""Universes in the game masters' back office: what they are called and for whom, their parameters, world and story.

Everything goes by the commands of a universe's own page, so that it is heard and seen there, and can be taken back.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import action, display

from accounts import sidebar
from accounts.back_office import Glance
from accounts.pictures import heading
from accounts.rules import require
from accounts.sites import gm_site
from rooms.back_office import CommandAdmin, command, entering, how_many
from rooms.closing import close_room
from rooms.live.perform import Outcome
from rooms.models import Entry, Room
from universes.composer.parameters import PRESETS
from universes.models import Body, Comment, Constraint, StoryPoint, Universe, Visualization, World
from universes.parameters import stored
from universes.physics.parameters import Physics

LATEST = 20
"""So many of its newest changes the page of a universe names."""


def differing(old: dict[str, Any], new: Any) -> dict[str, Any]:
    """What is other in `new`, a JSON object that somebody typed."""
    return {name: value for name, value in (new or {}).items() if name not in old or old[name] != value}


class StoryGlance(Glance):
    model = StoryPoint
    fields = ("title", "at", "text")
    verbose_name_plural = _("story")


class PicturesGlance(Glance):
    model = Visualization
    fields = ("name", "kind")
    verbose_name_plural = _("visualisations")


@admin.register(Universe, site=gm_site)
class UniverseAdmin(CommandAdmin):
    section, icon, rank = sidebar.UNIVERSES, "public", 1
    thing, place = "universe", ""
    apart = {"universe.share": ("visibility",)}
    list_display = ("title", "genre", "theme", "shown_to", "points", "updated_at")
    list_display_links = ("title",)
    list_filter = ("visibility", "hide_seed")
    search_fields = ("name", "description", "genre", "theme")
    list_select_related = ("room", "picture")
    fieldsets = (
        (None, {"fields": ("look", "name", "description", ("genre", "theme"), "visibility", "take_home")}),
        (_("Music"), {"fields": ("seed", "hide_seed", "music"), "classes": ("tab",)}),
        (_("Latest changes"), {"fields": ("latest",), "classes": ("tab",)}),
    )
    add_fieldsets = ((None, {"fields": ("name", "description", ("genre", "theme"), "visibility")}),)
    readonly_fields = ("look", "take_home", "latest")
    inlines = (StoryGlance, PicturesGlance)
    several = ("genre", "theme", "visibility", "hide_seed")

    def room_of(self, obj: Universe) -> Room:
        return obj.room

    def do(self, request: HttpRequest, obj: Universe, type: str, **data: Any) -> Outcome:
        return command(request, obj.room, type, data)

    def get_queryset(self, request: HttpRequest) -> Any:
        return (
            super()
            .get_queryset(request)
            .select_related("room")
            .annotate(points_now=how_many(StoryPoint.objects, by="universe"))
        )

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.inlines if obj else ()

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.room.owner_id == request.user.pk)

    @display(description=_("universe"), ordering="name")
    def title(self, universe: Universe) -> SafeString:
        return heading(universe.name, universe.description[:80], _picture(universe))

    @display(description=_("visible"), ordering="visibility", label={"public": "success", "shared": "info"})
    def shown_to(self, universe: Universe) -> tuple[str, str]:
        return universe.visibility, universe.get_visibility_display()

    @display(description=_("story points"), ordering="points_now")
    def points(self, universe: Any) -> int:
        return int(universe.points_now)

    @display(description=_("page"))
    def look(self, universe: Universe) -> SafeString:
        picture = _picture(universe)
        image = format_html('<img class="gm-picture" src="{}" alt="">', picture) if picture else ""
        address = reverse("universe-page", args=[universe.pk])
        return format_html('{} <a class="gm-link" href="{}">{}</a>', image, address, _now("Go to its page"))

    @display(description=_("take it home"))
    def take_home(self, universe: Universe) -> SafeString:
        address = reverse("universe-export", args=[universe.pk])
        return format_html('<a class="gm-link" href="{}">{}</a>', address, _now("document"))

    @display(description=_("latest changes"))
    def latest(self, universe: Universe) -> Any:
        """Who leads it may know of all of them; any of them is looked at, and gone back to, on its own page."""
        newest = Entry.objects.filter(room=universe.room).order_by("-seq").values_list("seq", "type", "by_name", "at")
        rows = [(seq, type, by or "–", localize(localtime(at))) for seq, type, by, at in newest[:LATEST]]
        row = "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>"
        return format_html('<table class="gm-table">{}</table>', format_html_join("", row, rows)) if rows else "–"

    def save_model(self, request: HttpRequest, obj: Universe, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        require(request.user, "universes.open", None)
        words: dict[str, Any] = {
            name: form.cleaned_data[name] for name in ("name", "description", "genre", "theme", "visibility")
        }
        parameters: dict[str, Any] = {"music": stored(PRESETS["default"]), "physics": stored(Physics())}
        made = Universe.open_by(request.user, **words, **parameters)
        obj.pk, obj.room, obj._state.adding = made.pk, made.room, False

    def update(self, request: HttpRequest, obj: Universe, changed: dict[str, Any]) -> None:
        music: dict[str, Any] = {"seed": changed.pop("seed")} if "seed" in changed else {}
        if "music" in changed:
            music |= differing(Universe.objects.get(pk=obj.pk).music, changed.pop("music"))
        if music:
            self.do(request, obj, "music.set", **music)
        if changed:
            self.do(request, obj, "universe.update", **changed)

    def delete_model(self, request: HttpRequest, obj: Universe) -> None:
        close_room(entering(request, obj.room))


def _picture(universe: Universe) -> str | None:
    return reverse("universe-picture", args=[universe.pk]) if universe.picture_id else None


class PartAdmin(CommandAdmin):
    """What belongs to a universe and stays with it."""

    section: Any = sidebar.UNIVERSES
    place = "universe"
    list_select_related: Any = ("universe__room",)
    list_filter: Any = ("universe",)

    def room_of(self, obj: Any) -> Room:
        return obj.universe.room


@admin.register(StoryPoint, site=gm_site)
class StoryPointAdmin(PartAdmin):
    """Points of a story; `changes` {"physics": {...}, "music": {...}} are what is otherwise from there on."""

    icon, rank = "auto_stories", 2
    thing, key = "story", "story_point"
    list_display = ("title", "universe", "at", "place", "updated_at")
    search_fields = ("title", "text")
    fields = ("universe", "title", "text", "at", "changes")
    actions = ("go",)

    @action(description=_("Go there in the story now"), icon="play_arrow")
    def go(self, request: HttpRequest, queryset: Any) -> None:
        def done(number: int) -> str:
            return ngettext("%(number)d story went on.", "%(number)d stories went on.", number) % {"number": number}

        rows = queryset.select_related("universe__room")
        self.each(request, rows, lambda one: self.do(request, one, "story.go"), done)


@admin.register(Visualization, site=gm_site)
class VisualizationAdmin(PartAdmin):
    icon, rank = "equalizer", 3
    thing = "visualization"
    list_display = ("name", "universe", "kind", "updated_at")
    list_filter = ("universe", "kind")
    search_fields = ("name",)
    fields = ("universe", "name", "kind", "settings", "mappings")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), "kind") if obj else ()


@admin.register(Comment, site=gm_site)
class CommentAdmin(PartAdmin):
    """What people said of one's universes: settled or taken away here, said on its own page."""

    icon, rank = "comment", 4
    thing = "comment"
    list_display = ("__str__", "universe", "name", "resolved", "created_at")
    list_filter = ("universe", "resolved")
    search_fields = ("text", "name")
    fields = ("universe", "name", "text", "resolved", "created_at")
    readonly_fields = ("name", "text", "created_at")
    several = ("resolved",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def update(self, request: HttpRequest, obj: Comment, changed: dict[str, Any]) -> None:
        self.do(request, obj, "comment.resolve", **changed)


@admin.register(World, site=gm_site)
class WorldAdmin(PartAdmin):
    """The physics of a universe; its bodies are beside it."""

    icon, rank = "orbit", 5
    thing = "world"
    list_display = ("__str__", "bodies_in", "constraints_in", "updated_at")
    fields = ("universe", "physics")

    def scope(self, queryset: Any, request: HttpRequest) -> Any:
        return super().scope(queryset, request).exclude(universe=None)

    def get_queryset(self, request: HttpRequest) -> Any:
        counts = {
            "bodies_now": how_many(Body.objects, by="world"),
            "constraints_now": how_many(Constraint.objects, by="world"),
        }
        return super().get_queryset(request).select_related("universe").annotate(**counts)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @display(description=_("bodies"), ordering="bodies_now")
    def bodies_in(self, world: Any) -> int:
        return int(world.bodies_now)

    @display(description=_("constraints"), ordering="constraints_now")
    def constraints_in(self, world: Any) -> int:
        return int(world.constraints_now)

    def update(self, request: HttpRequest, obj: World, changed: dict[str, Any]) -> None:
        new = differing(World.objects.get(pk=obj.pk).physics, changed["physics"])
        if new:
            command(request, self.room_of(obj), "physics.set", new)


class InWorldAdmin(PartAdmin):
    """What a world is made of; `data` are all its properties, in SI units."""

    place = "world"
    list_display: Any = ("__str__", "world", "place", "updated_at")
    list_filter = ("world",)
    search_fields = ("name",)
    list_select_related: Any = ("world__universe__room",)

    def room_of(self, obj: Any) -> Room:
        return obj.world.universe.room

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), "name") if obj else ()

    def update(self, request: HttpRequest, obj: Any, changed: dict[str, Any]) -> None:
        row: Any = self.model._default_manager.get(pk=obj.pk)
        new = differing(row.data, changed.get("data"))
        if new:
            self.do(request, obj, f"{self.thing}.update", **new)


@admin.register(Body, site=gm_site)
class BodyAdmin(InWorldAdmin):
    icon, rank = "circle", 6
    thing = "body"
    fields = ("world", "name", "data")

    def make(self, request: HttpRequest, obj: Body, given: dict[str, Any]) -> Any:
        said = {"name": obj.name, **(obj.data or {})}
        return command(request, self.room_of(obj), "body.create", said).made[0]


@admin.register(Constraint, site=gm_site)
class ConstraintAdmin(InWorldAdmin):
    """Joined on the universe's page, where one sees what is held."""

    icon, rank = "link", 7
    thing = "constraint"
    list_display = ("__str__", "world", "body_a", "body_b", "updated_at")
    list_select_related = ("world__universe__room", "body_a", "body_b")
    fields = ("world", "name", "body_a", "body_b", "data")
    readonly_fields = ("body_a", "body_b")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
