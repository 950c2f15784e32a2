"""Rooms in the game masters' back office: what they lead, and nothing of anybody else's."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.back_office import ScopedAdmin
from accounts.rules import allowed
from accounts.sites import gm_site
from rooms.back_office import LiveAdmin
from rooms.closing import close_room
from rooms.live.perform import perform
from rooms.models import Invite, Member, Message, Room
from rooms.viewer import Viewer


@admin.register(Room, site=gm_site)
class RoomAdmin(LiveAdmin):
    list_display = ("name", "kind", "is_public", "owner", "updated_at")
    list_filter = ("kind", "is_public")
    search_fields = ("name", "description")
    fields = ("name", "description", "kind", "is_public", "open_history")

    def room_of(self, obj: Room) -> Room:
        return obj

    def save_model(self, request: HttpRequest, obj: Room, form: Any, change: bool) -> None:
        if change:
            # Only what the page shows: the head may have moved on since the page was opened.
            fields = [*form.changed_data, "updated_at"]
            self.edit(request, obj, lambda: obj.save(update_fields=fields))
            return
        made = Room.open_by(request.user, **{name: form.cleaned_data[name] for name in self.fields})
        obj.pk, obj.owner, obj._state.adding = made.pk, made.owner, False

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

    list_display = ("user", "room", "role", "created_at")
    list_filter = ("role", "room")
    fields = ("room", "user", "role")
    readonly_fields = ("room", "user")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return ScopedAdmin.has_change_permission(self, request, obj) and self._below(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self._below(request, obj)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["choices"] = [choice for choice in db_field.choices if choice[0] != "owner"]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Member, form: Any, change: bool) -> None:
        viewer = Viewer.entering(obj.room, request.user)
        if viewer is not None:
            perform(viewer, "member.role", {"member": str(obj.pk), "role": obj.role})

    def delete_model(self, request: HttpRequest, obj: Member) -> None:
        viewer = Viewer.entering(obj.room, request.user)
        if viewer is not None:
            perform(viewer, "member.remove", {"member": str(obj.pk)})

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


@admin.register(Message, site=gm_site)
class MessageAdmin(Unmade):
    list_display = ("room", "name", "short", "created_at")
    list_filter = ("room",)
    search_fields = ("text", "name")
    fields = readonly_fields = ("room", "name", "text", "created_at")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("text"))
    def short(self, message: Message) -> str:
        return str(message)
