"""Rooms in the game masters' back office: those one leads, with who is in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import action, display

from accounts import sidebar
from accounts.back_office import Glance
from accounts.pictures import heading, size
from accounts.sites import gm_site
from rooms.back_office import LiveAdmin, command, how_many
from rooms.closing import close_room
from rooms.models import Member, Presence, Role, Room
from rooms.viewer import Viewer

SWITCHES = ("is_public", "waiting_room", "open_history", "spectators_speak")


def here(at: datetime) -> Any:
    """The leases of who is at a table at this time."""
    return Presence.objects.filter(expires_at__gt=at)


class MembersGlance(Glance):
    model = Member
    fields = ("user", "role", "muted", "created_at")
    verbose_name_plural = _("members")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("user", "room")


@admin.register(Room, site=gm_site)
class RoomAdmin(LiveAdmin):
    section, icon, rank = sidebar.TABLES, "meeting_room", 1
    list_display = ("title", "shown_kind", "shown_members", "present", "is_public", "state", "kept", "updated_at")
    list_display_links = ("title",)
    list_filter = ("kind", "is_public", "paused", ("archived_at", admin.EmptyFieldListFilter))
    search_fields = ("name", "description")
    list_select_related = ("owner",)
    add_fields = ("name", "description", "kind", "is_public", "open_history")
    fieldsets = (
        (None, {"fields": ("name", "description", "kind", "table")}),
        (_("Who comes and speaks"), {"fields": (*SWITCHES, "paused"), "classes": ("tab",)}),
        (_("Storage"), {"fields": ("kept", "owner"), "classes": ("tab",)}),
    )
    readonly_fields = ("table", "kept", "owner")
    inlines = (MembersGlance,)
    several = (*SWITCHES, "paused")
    actions = ("pause", "go_on", "archive", "open_again")

    def room_of(self, obj: Room) -> Room:
        return obj

    def scope(self, queryset: Any, request: HttpRequest) -> Any:
        """Not the rooms of universes, nor as a choice elsewhere: these have pages of their own."""
        return super().scope(queryset, request).gatherings()  # type: ignore[attr-defined]

    def get_queryset(self, request: HttpRequest) -> Any:
        counts = {"members_now": how_many(Member.objects), "here_now": how_many(here(timezone.now()), of="user")}
        return super().get_queryset(request).annotate(**counts)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "kind":
            kwargs["choices"] = [choice for choice in db_field.choices if choice[0] != Room.Kind.UNIVERSE]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fieldsets if obj else ((None, {"fields": self.add_fields}),)

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.inlines if obj else ()

    @display(description=_("name"), ordering="name")
    def title(self, room: Room) -> SafeString:
        return heading(room.name, room.description)

    @display(description=_("kind"), ordering="kind", label={"table": "success", "chat": "info"})
    def shown_kind(self, room: Room) -> tuple[str, str]:
        return room.kind, room.get_kind_display()

    @display(description=_("members"), ordering="members_now")
    def shown_members(self, room: Any) -> int:
        return int(room.members_now)

    @display(description=_("in it now"), ordering="here_now")
    def present(self, room: Any) -> int:
        return int(room.here_now)

    @display(description=_("state"), label={"open": "success", "paused": "warning", "archived": "danger"})
    def state(self, room: Room) -> tuple[str, str]:
        if room.archived_at is not None:
            return "archived", _now("archived")
        return ("paused", _now("paused")) if room.paused else ("open", _now("open"))

    @display(description=_("files"), ordering="file_used")
    def kept(self, room: Room) -> str:
        return f"{size(room.file_used)} / {size(room.file_quota)}"

    @display(description=_("table"))
    def table(self, room: Room) -> SafeString:
        return format_html(
            '<a class="gm-link" href="{}">{}</a>', reverse("table", args=[room.pk]), _now("Go to the table")
        )

    def offers(self, action: str, obj: Room) -> bool:
        archived = obj.archived_at is not None
        return {
            "pause": not (obj.paused or archived),
            "go_on": obj.paused and not archived,
            "archive": not archived,
            "open_again": archived,
        }.get(action, True)

    @action(description=_("Pause the players"), icon="pause")
    def pause(self, request: HttpRequest, queryset: Any) -> None:
        self._pause(request, queryset, paused=True)

    @action(description=_("Let the players go on"), icon="play_arrow")
    def go_on(self, request: HttpRequest, queryset: Any) -> None:
        self._pause(request, queryset, paused=False)

    def _pause(self, request: HttpRequest, queryset: Any, *, paused: bool) -> None:
        def done(number: int) -> str:
            if paused:
                return ngettext("%(number)d room is paused.", "%(number)d rooms are paused.", number) % {
                    "number": number
                }
            return ngettext("%(number)d room goes on.", "%(number)d rooms go on.", number) % {"number": number}

        self.each(request, queryset, lambda room: command(request, room, "room.pause", {"paused": paused}), done)

    @action(description=_("Archive"), icon="inventory_2")
    def archive(self, request: HttpRequest, queryset: Any) -> None:
        self._archive(request, queryset, archived=True)

    @action(description=_("Open again"), icon="unarchive")
    def open_again(self, request: HttpRequest, queryset: Any) -> None:
        self._archive(request, queryset, archived=False)

    def _archive(self, request: HttpRequest, queryset: Any, *, archived: bool) -> None:
        def done(number: int) -> str:
            if archived:
                return ngettext("%(number)d room is archived.", "%(number)d rooms are archived.", number) % {"number": number}  # fmt: skip
            return ngettext("%(number)d room is open again.", "%(number)d rooms are open again.", number) % {"number": number}  # fmt: skip

        self.each(request, queryset, lambda room: command(request, room, "room.archive", {"archived": archived}), done)

    def save_model(self, request: HttpRequest, obj: Room, form: Any, change: bool) -> None:
        if change:
            self._change(request, obj, {name: form.cleaned_data[name] for name in form.changed_data})
            return
        made = Room.open_by(request.user, **{name: form.cleaned_data[name] for name in self.add_fields})
        obj.pk, obj.owner, obj._state.adding = made.pk, made.owner, False

    def _change(self, request: HttpRequest, obj: Room, changed: dict[str, Any]) -> None:
        """By the commands of the table, each with what is its own."""
        for type, names in (("room.update", ("name", "description", *SWITCHES)), ("room.pause", ("paused",))):
            wished = {name: changed[name] for name in names if name in changed}
            if wished:
                command(request, obj, type, wished)
        if "kind" in changed:
            self.edit(request, obj, lambda: obj.save(update_fields=["kind", "updated_at"]))

    def delete_model(self, request: HttpRequest, obj: Room) -> None:
        viewer = Viewer.entering(obj, request.user)
        if viewer is not None:
            close_room(viewer)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.owner_id == request.user.pk)


ROLES = [choice for choice in Role.choices if choice[0] != Role.OWNER]
"""Those that one is given."""
