"""Rooms in the back office of staff: names, owners, sizes, and the words that were reported; nothing else of a room."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.back_office import StaffAdmin
from accounts.sites import admin_site
from rooms.models import Report, Room


@admin.register(Report, site=admin_site)
class ReportAdmin(StaffAdmin):
    """What members told staff of: the words that were reported, and nothing else of the room."""

    list_display = ("short", "room", "user", "reporter", "created_at", "handled_at")
    list_filter = (("handled_at", admin.EmptyFieldListFilter),)
    search_fields = ("reason", "excerpt")
    fields = readonly_fields = (
        "room", "user", "excerpt", "reason", "reporter", "created_at", "handled_at", "handled_by",
    )  # fmt: skip
    actions = ("mark_handled",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("reason"))
    def short(self, report: Report) -> str:
        return str(report)

    @admin.action(description=_("Mark as handled"))
    def mark_handled(self, request: HttpRequest, queryset: Any) -> None:
        for report in queryset:
            report.handle(request.user)


@admin.register(Room, site=admin_site)
class RoomStorageAdmin(StaffAdmin):
    """How much each room may keep, for staff: its name, owner and size, and nothing that is said or lies in it."""

    list_display = ("name", "owner", "kept", "allowed", "created_at")
    search_fields = ("name",)
    fields = ("name", "owner", "kept", "file_quota", "created_at")
    readonly_fields = ("name", "owner", "kept", "created_at")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("storage used"), ordering="file_used")
    def kept(self, room: Room) -> str:
        return f"{room.file_used / 1_000_000:,.1f} MB"

    @admin.display(description=_("storage allowed"), ordering="file_quota")
    def allowed(self, room: Room) -> str:
        return f"{room.file_quota / 1_000_000:,.1f} MB"

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        helped = {"file_quota": _("In bytes: 1000000 are a megabyte.")}
        return super().get_form(request, obj, change, help_texts=helped, **kwargs)

    def save_model(self, request: HttpRequest, obj: Room, form: Any, change: bool) -> None:
        # Only what was changed on the page: the whole row would bring back an old count of bytes.
        obj.save(update_fields=[*form.changed_data, "updated_at"])
