"""Rooms in the back office of staff: names, owners, sizes, and the words that were reported.

What is said in a room opens for a reason only, for half an hour: `rooms.oversight`.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import sidebar
from accounts.back_office import StaffAdmin
from accounts.refusals import words
from accounts.sites import admin_site
from accounts.staff.audit import By
from config.api.errors import Problem
from rooms import oversight
from rooms.models import Report, Room

TALK_PER_PAGE = 100


class ReasonForm(forms.Form):
    """Why, or what was decided: one field that goes into the audit log."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500})
    )


@admin.register(Report, site=admin_site)
class ReportAdmin(StaffAdmin):
    """What members told staff of: the words that were reported, and nothing else of the room. Closing takes a decision."""

    section, icon, rank = sidebar.TABLES, "flag", 2
    list_display = ("short", "room", "user", "reporter", "created_at", "handled_at")
    list_filter = (("handled_at", admin.EmptyFieldListFilter),)
    list_select_related = ("room", "user", "reporter")
    search_fields = ("reason", "excerpt")
    fields = readonly_fields = (
        "room", "user", "excerpt", "reason", "reporter", "created_at", "handled_at", "handled_by", "decided",
    )  # fmt: skip
    change_form_outer_before_template = "rooms/admin/report.html"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("reason"))
    def short(self, report: Report) -> str:
        return str(report)

    @admin.display(description=_("decision"))
    def decided(self, report: Report) -> str:
        return oversight.decision(report) or "–"

    def get_urls(self) -> list[Any]:
        decide = self.admin_site.admin_view(self.decide)
        return [path("<uuid:pk>/decide/", decide, name="rooms_report_decide"), *super().get_urls()]

    def decide(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Closes it with the decision that was typed, or opens it again."""
        report = self.get_queryset(request).filter(pk=pk).first()
        if report is None or request.method != "POST":
            raise Http404
        by = By.of(request, request.POST.get("reason", ""))
        try:
            if report.handled_at is None:
                oversight.close(by, report)
            else:
                oversight.reopen(by, report)
        except Problem as problem:
            messages.error(request, words(problem))
        return redirect("admin:rooms_report_change", report.pk)


@admin.register(Room, site=admin_site)
class RoomStorageAdmin(StaffAdmin):
    """How much each room may keep, for staff: its name, owner and size, and nothing that is said or lies in it."""

    section, icon, rank = sidebar.TABLES, "meeting_room", 1
    list_display = ("name", "owner", "kind", "kept", "allowed", "created_at")
    list_filter = ("kind",)
    list_select_related = ("owner",)
    search_fields = ("name", "owner__username")
    fields = ("name", "owner", "kept", "file_quota", "created_at")
    readonly_fields = ("name", "owner", "kept", "created_at")
    change_form_outer_before_template = "rooms/admin/room.html"

    def scope(self, queryset: Any, request: HttpRequest) -> Any:
        return super().scope(queryset, request).filter(pk__in=oversight.rooms().values("pk"))

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
        if "file_quota" in form.changed_data:
            stored = Room.objects.get(pk=obj.pk)
            oversight.set_quota(By.of(request), stored, form.cleaned_data["file_quota"])

    def get_urls(self) -> list[Any]:
        ask, talk = self.admin_site.admin_view(self.ask), self.admin_site.admin_view(self.talk)
        return [
            path("<uuid:pk>/look/", ask, name="rooms_room_look"),
            path("<uuid:pk>/talk/", talk, name="rooms_room_talk"),
            *super().get_urls(),
        ]

    def ask(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Asks for the reason, and says who will know; a POST without one ends a look that is open."""
        room = self._room(request, pk)
        by = By.of(request, request.POST.get("reason", ""))
        form = ReasonForm(request.POST if request.method == "POST" and "end" not in request.POST else None)
        if "end" in request.POST:
            oversight.end_look(by, room)
            return redirect("admin:rooms_room_change", room.pk)
        if form.is_bound and form.is_valid():
            try:
                oversight.look(by, room)
            except Problem as problem:
                form.add_error("reason", words(problem))
            else:
                return redirect("admin:rooms_room_talk", room.pk)
        return self._page(request, "rooms/admin/look.html", gettext("Look into %(room)s"), room, form=form)

    def talk(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """What was said, for who has opened a look; nothing is here for anybody else."""
        room = self._room(request, pk)
        until = oversight.looking_until(request.user, room)
        if until is None:
            raise Http404
        page = Paginator(oversight.talk(room), TALK_PER_PAGE).get_page(request.GET.get("p"))
        title = gettext("What was said in %(room)s")
        return self._page(request, "rooms/admin/talk.html", title, room, page=page, until=until)

    def _room(self, request: HttpRequest, pk: Any) -> Room:
        room: Room | None = self.get_queryset(request).select_related("owner").filter(pk=pk).first()
        if room is None:
            raise Http404
        return room

    def _page(self, request: HttpRequest, template: str, title: str, room: Room, **context: Any) -> HttpResponse:
        frame = {**self.admin_site.each_context(request), "title": title % {"room": room.name}, "room": room}
        return TemplateResponse(request, template, {**frame, "opts": self.model._meta, **context})
