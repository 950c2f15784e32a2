"""Rooms in the game masters' back office: what they lead, and nothing of anybody else's."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.back_office import ScopedAdmin
from accounts.rules import allowed
from accounts.sites import gm_site
from config.api.errors import NotFound
from rooms.back_office import LiveAdmin
from rooms.closing import close_room
from rooms.live.perform import perform
from rooms.models import Ban, GameSession, Invite, Knock, Member, Message, Room
from rooms.viewer import Viewer

SWITCHES = ("is_public", "waiting_room", "open_history", "spectators_speak")


def command(request: HttpRequest, room: Room, type: str, data: dict[str, Any]) -> None:
    """Performs a command of the table as who asks. Raises NotFound for who does not belong to the room."""
    viewer = Viewer.entering(room, request.user)
    if viewer is None:
        raise NotFound()
    perform(viewer, type, data)


@admin.register(Room, site=gm_site)
class RoomAdmin(LiveAdmin):
    list_display = ("name", "kind", "is_public", "owner", "updated_at")
    list_filter = ("kind", "is_public")
    search_fields = ("name", "description")
    fields = ("name", "description", "kind", *SWITCHES, "paused")
    add_fields = ("name", "description", "kind", "is_public", "open_history")

    def room_of(self, obj: Room) -> Room:
        return obj

    def scope(self, queryset: Any, request: HttpRequest) -> Any:
        """Not the rooms of universes, nor as a choice elsewhere: these have pages of their own."""
        return super().scope(queryset, request).gatherings()  # type: ignore[attr-defined]

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "kind":
            kwargs["choices"] = [choice for choice in db_field.choices if choice[0] != Room.Kind.UNIVERSE]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields if obj else self.add_fields

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


class Unmade(ScopedAdmin):
    """What comes to be elsewhere: links on the page that shows them once, words at the table."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Member, site=gm_site)
class MemberAdmin(Unmade):
    """Who belongs to one's rooms: name and role, never an e-mail address."""

    list_display = ("user", "room", "role", "muted", "created_at")
    list_filter = ("role", "muted", "room")
    fields = ("room", "user", "role", "muted")
    readonly_fields = ("room", "user")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return ScopedAdmin.has_change_permission(self, request, obj) and self._below(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self._below(request, obj)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["choices"] = [choice for choice in db_field.choices if choice[0] != "owner"]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Member, form: Any, change: bool) -> None:
        if "role" in form.changed_data:
            command(request, obj.room, "member.role", {"member": str(obj.pk), "role": obj.role})
        if "muted" in form.changed_data:
            command(request, obj.room, "member.mute", {"member": str(obj.pk), "muted": obj.muted})

    def delete_model(self, request: HttpRequest, obj: Member) -> None:
        command(request, obj.room, "member.remove", {"member": str(obj.pk)})

    @staticmethod
    def _below(request: HttpRequest, obj: Member | None) -> bool:
        """As the rule of the table: nobody changes the owner, and only the owner changes game masters."""
        if obj is None:
            return True
        viewer = Viewer.entering(obj.room, request.user)
        return viewer is not None and allowed(viewer, "rooms.appoint", obj)


@admin.register(Invite, site=gm_site)
class InviteAdmin(Unmade):
    list_display = ("room", "role", "expires_at", "max_uses", "uses")
    list_filter = ("room",)
    fields = readonly_fields = ("room", "role", "expires_at", "max_uses", "uses")


@admin.register(Knock, site=gm_site)
class KnockAdmin(Unmade):
    """Who waits at one's doors. They are let in at the table; deleting sends away."""

    list_display = ("user", "room", "role", "created_at")
    list_filter = ("room",)
    fields = readonly_fields = ("room", "user", "role", "created_at")

    def delete_model(self, request: HttpRequest, obj: Knock) -> None:
        command(request, obj.room, "member.refuse", {"knock": str(obj.pk)})


@admin.register(Ban, site=gm_site)
class BanAdmin(Unmade):
    """Who may not come back. Deleting lifts the ban."""

    list_display = ("user", "room", "reason", "by", "created_at")
    list_filter = ("room",)
    fields = readonly_fields = ("room", "user", "reason", "by", "created_at")

    def delete_model(self, request: HttpRequest, obj: Ban) -> None:
        command(request, obj.room, "member.unban", {"ban": str(obj.pk)})


@admin.register(GameSession, site=gm_site)
class GameSessionAdmin(Unmade):
    """When one's groups meet. Planned at the table; here the words and the time of what is to come. Deleting cancels."""

    list_display = ("title", "room", "starts_at", "minutes", "started_at", "ended_at")
    list_filter = ("room",)
    search_fields = ("title", "note")
    fields = ("room", "title", "note", "starts_at", "minutes", "started_at", "ended_at")
    readonly_fields = ("room", "started_at", "ended_at")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return ScopedAdmin.has_change_permission(self, request, obj) and (obj is None or obj.ended_at is None)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.started_at is None)

    def save_model(self, request: HttpRequest, obj: GameSession, form: Any, change: bool) -> None:
        changed = {name: form.cleaned_data[name] for name in form.changed_data}
        command(request, obj.room, "session.change", {"session": str(obj.pk), **changed})

    def delete_model(self, request: HttpRequest, obj: GameSession) -> None:
        command(request, obj.room, "session.cancel", {"session": str(obj.pk)})


@admin.register(Message, site=gm_site)
class MessageAdmin(Unmade):
    """What was said in the rooms one leads and one may read: no whisper of others, nor that there was one."""

    list_display = ("room", "name", "short", "created_at")
    list_filter = ("room",)
    search_fields = ("text", "name")
    fields = readonly_fields = ("room", "name", "text", "created_at")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("text"))
    def short(self, message: Message) -> str:
        return str(message)
