"""What is said in one's rooms, the files that came with it, and when the groups meet."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import action, display

from accounts import sidebar
from accounts.pictures import heading, length, player, size
from accounts.refusals import changed
from accounts.sites import gm_site
from rooms.back_office import CommandAdmin, Unmade, command
from rooms.models import Attachment, GameSession, Message


@admin.register(GameSession, site=gm_site)
class GameSessionAdmin(CommandAdmin):
    """When one's groups meet: planned, changed, begun and ended as at the table. Deleting cancels."""

    section, icon, rank = sidebar.TABLES, "event", 6
    thing, made_by, taken_by = "session", "schedule", "cancel"
    list_display = ("title", "room", "starts_at", "minutes", "state")
    list_filter = ("room", ("started_at", admin.EmptyFieldListFilter), ("ended_at", admin.EmptyFieldListFilter))
    search_fields = ("title", "note")
    list_select_related = ("room",)
    fields = ("room", "title", "note", "starts_at", "minutes", "started_at", "ended_at")
    readonly_fields = ("started_at", "ended_at")
    add_fieldsets = ((None, {"fields": ("room", "title", "note", "starts_at", "minutes")}),)
    several = ("minutes",)
    actions = ("begin", "end")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.ended_at is None)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.started_at is None)

    @display(description=_("state"), label={"planned": "info", "running": "success", "over": "default"})
    def state(self, session: GameSession) -> tuple[str, Any]:
        if session.ended_at is not None:
            return "over", _("over")
        return ("running", _("being played")) if session.started_at is not None else ("planned", _("planned"))

    def make(self, request: HttpRequest, obj: GameSession, given: dict[str, Any]) -> GameSession:
        words = {name: value for name, value in given.items() if name != "room"}
        command(request, obj.room, "session.schedule", words)
        # The command answers with all sessions of the room, whose order may have changed.
        return GameSession.objects.filter(room=obj.room, title=obj.title).latest("created_at")

    def update(self, request: HttpRequest, obj: GameSession, changed: dict[str, Any]) -> None:
        self.do(request, obj, "session.change", **changed)

    def offers(self, action: str, obj: GameSession) -> bool:
        begun, over = obj.started_at is not None, obj.ended_at is not None
        return {"begin": not begun, "end": begun and not over}.get(action, True)

    @action(description=_("Begin to play"), icon="play_circle")
    def begin(self, request: HttpRequest, queryset: Any) -> None:
        def done(number: int) -> str:
            return ngettext("%(number)d session has begun.", "%(number)d sessions have begun.", number) % {"number": number}  # fmt: skip

        rows = queryset.select_related("room")
        self.each(request, rows, lambda one: self.do(request, one, "session.start"), done)

    @action(description=_("End the session"), icon="stop_circle")
    def end(self, request: HttpRequest, queryset: Any) -> None:
        def done(number: int) -> str:
            return ngettext("%(number)d session has ended.", "%(number)d sessions have ended.", number) % {"number": number}  # fmt: skip

        rows = queryset.select_related("room")
        self.each(request, rows, lambda one: self.do(request, one, "session.end"), done)


@admin.register(Message, site=gm_site)
class MessageAdmin(Unmade):
    """What was said in the rooms one leads and one may read: no whisper of others, nor that there was one. Deleting is
    that of the table: the words are taken out of the log too.
    """

    section, icon, rank = sidebar.TABLES, "chat", 7
    list_display = ("room", "name", "short", "kind", "pinned", "created_at")
    list_filter = ("kind", "pinned", "room")
    search_fields = ("text", "name")
    list_select_related = ("room",)
    ordering = ("-created_at",)
    fields = readonly_fields = ("room", "name", "speaker", "kind", "text", "pinned", "edited_at", "created_at")
    actions = ("pin", "unpin")

    @display(description=_("text"))
    def short(self, message: Message) -> str:
        return str(message)

    def offers(self, action: str, obj: Message) -> bool:
        return {"pin": not obj.pinned, "unpin": obj.pinned}.get(action, True)

    @action(description=_("Pin"), icon="push_pin")
    def pin(self, request: HttpRequest, queryset: Any) -> None:
        self._pin(request, queryset, pinned=True)

    @action(description=_("Take the pin off"), icon="keep_off")
    def unpin(self, request: HttpRequest, queryset: Any) -> None:
        self._pin(request, queryset, pinned=False)

    def _pin(self, request: HttpRequest, queryset: Any, *, pinned: bool) -> None:
        def pin(one: Message) -> None:
            command(request, one.room, "chat.pin", {"message": str(one.pk), "pinned": pinned})

        self.each(request, queryset.select_related("room"), pin, changed)

    def delete_model(self, request: HttpRequest, obj: Message) -> None:
        command(request, obj.room, "chat.delete", {"message": str(obj.pk)})


@admin.register(Attachment, site=gm_site)
class AttachmentAdmin(Unmade):
    """Files that came with what was said. They go with their message."""

    section, icon, rank = sidebar.TABLES, "attach_file", 8
    list_display = ("title", "room", "kind", "shown_size", "by", "created_at")
    list_display_links = ("title",)
    list_filter = ("kind", "room")
    search_fields = ("name",)
    list_select_related = ("room", "user", "preview")
    fields = readonly_fields = ("room", "name", "kind", "shown_size", "by", "look", "created_at")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @display(description=_("file"), ordering="name")
    def title(self, file: Attachment) -> SafeString:
        return heading(file.name, picture=_preview(file))

    @display(description=_("size"), ordering="size")
    def shown_size(self, file: Attachment) -> str:
        return size(file.size)

    @display(description=_("from"), ordering="user__display_name")
    def by(self, file: Attachment) -> str:
        return str(file.user or "–")

    @display(description=_("content"))
    def look(self, file: Attachment) -> Any:
        address = _address(file)
        if file.duration:
            return format_html("{} {}", player(address, file.name, file.peaks or []), length(file.duration))
        if file.preview_id:
            return format_html('<img class="gm-picture" src="{}" alt="">', f"{address}?preview=1")
        return format_html('<a class="gm-link" href="{}">{}</a>', address, file.name)


def _address(file: Attachment) -> str:
    return reverse("room-file", args=[file.room_id, file.pk])


def _preview(file: Attachment) -> str | None:
    return f"{_address(file)}?preview=1" if file.preview_id else None
