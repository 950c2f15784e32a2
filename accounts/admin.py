"""The back office of staff: people, what they were told and store, the site's settings, the audit log.

A password, or its hash, is never shown or typed here: staff give out links. Each deed is one of `accounts.staff`.
"""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action

from accounts import second_factor, sidebar
from accounts.back_office import ScopedAdmin, ScopedInline, ScopedStackedInline, StaffAdmin
from accounts.models import AuditEntry, Notification, SiteSettings, StoredFile, User
from accounts.rules import allowed
from accounts.sites import admin_site
from accounts.staff import people, site
from accounts.staff.audit import By
from accounts.staff.forms import PersonForm, SiteForm

__all__ = ["ScopedAdmin", "ScopedInline", "ScopedStackedInline", "StaffAdmin"]
LOOK_AFTER = "accounts.look_after"


@admin.register(User, site=admin_site)
class PersonAdmin(StaffAdmin):
    """Roles, quotas, locking; adding an account shows the link with which its person sets a password."""

    section, icon, rank = sidebar.PEOPLE, "person", 1
    form = PersonForm
    rule_to_change = rule_to_delete = rule_to_add = LOOK_AFTER
    list_display = ("username", "display_name", "is_game_master", "is_staff", "is_active", "used", "last_login")
    list_filter = ("is_game_master", "is_staff", "is_guest", "is_active")
    search_fields = ("username", "display_name", "email")
    ordering = ("username",)
    readonly_fields = ("is_guest", "used", "second_factor", "last_login", "created_at")
    fieldsets = (
        (None, {"fields": ("username", "display_name", "email", "bio", "colour")}),
        (_("Roles"), {"fields": ("is_game_master", "is_staff", "is_active", "is_guest")}),
        (_("Storage"), {"fields": ("storage_quota", "used")}),
        (_("Signing in"), {"fields": ("second_factor", "last_login", "created_at")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "display_name", "email", "is_game_master")}),)
    actions = ("give_link", "sign_out", "lock", "unlock", "drop_second_factor")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        return self.add_fieldsets if obj is None else self.fieldsets

    @admin.display(description=_("storage used"), ordering="storage_used")
    def used(self, user: User) -> str:
        return f"{user.storage_used / 1_000_000:,.1f} MB"

    @admin.display(description=_("second factor"), boolean=True)
    def second_factor(self, user: User) -> bool:
        return second_factor.has(user)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        helped = {"storage_quota": _("In bytes: 1000000 are a megabyte.")}
        return super().get_form(request, obj, change, help_texts=helped, **kwargs)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            made = User.objects.create_user(**{name: form.cleaned_data[name] for name in form.cleaned_data})
            obj.pk, obj._state.adding = made.pk, False
            self._tell_link(request, made, people.added(By.of(request), made))
            return
        # The form has written into `obj` already, and what it did not change may be another's work meanwhile.
        stored = User.objects.get(pk=obj.pk)
        people.change(By.of(request), stored, **{name: form.cleaned_data[name] for name in form.changed_data})

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Whatever belongs to a person goes with them: no right to each of its kinds is needed."""
        named, counts, _missing, protected = super().get_deleted_objects(objs, request)
        return named, counts, set(), protected

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        people.delete(By.of(request), obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.pk != request.user.pk)

    def offers(self, action: str, obj: Any) -> bool:
        person = not obj.is_guest and not obj.is_demo
        offered = {
            "give_link": person and obj.is_active,
            "lock": obj.is_active,
            "unlock": not obj.is_active,
            "drop_second_factor": second_factor.has(obj),
        }
        return offered.get(action, True)

    @action(description=_("Show a link for a new password"), icon="key")
    def give_link(self, request: HttpRequest, queryset: Any) -> None:
        for user in queryset:
            if allowed(request.user, LOOK_AFTER, user) and not user.is_guest and not user.is_demo and user.is_active:
                self._tell_link(request, user, people.reset_link(By.of(request), user))
            else:
                messages.error(request, gettext("%(name)s gets no link.") % {"name": user.username})

    @action(description=_("Sign out everywhere"), icon="logout")
    def sign_out(self, request: HttpRequest, queryset: Any) -> None:
        self.each(request, queryset, lambda user: people.sign_out(By.of(request), user), _signed_out)

    @action(description=_("Lock"), icon="lock")
    def lock(self, request: HttpRequest, queryset: Any) -> None:
        self.each(request, queryset, lambda user: people.change(By.of(request), user, is_active=False), _locked)

    @action(description=_("Unlock"), icon="lock_open")
    def unlock(self, request: HttpRequest, queryset: Any) -> None:
        self.each(request, queryset, lambda user: people.change(By.of(request), user, is_active=True), _unlocked)

    @action(description=_("Remove the second factor"), icon="phonelink_erase")
    def drop_second_factor(self, request: HttpRequest, queryset: Any) -> None:
        self.each(request, queryset, lambda user: people.remove_second_factor(By.of(request), user), _dropped)

    def _tell_link(self, request: HttpRequest, user: User, link: str) -> None:
        words = gettext("With this link %(name)s sets a password; it works once, for three days:")
        messages.warning(request, format_html("{} <br>{}", words % {"name": user.username}, link))


class Untouched(StaffAdmin):
    """To look at only."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Notification, site=admin_site)
class NotificationAdmin(Untouched):
    section, icon, rank = sidebar.PEOPLE, "notifications", 3
    list_display = ("user", "kind", "created_at", "read_at")
    list_filter = ("kind",)
    fields = readonly_fields = ("user", "kind", "created_at", "read_at")
    list_select_related = ("user",)


@admin.register(StoredFile, site=admin_site)
class StoredFileAdmin(Untouched):
    """Sizes and owners, for quotas; never the file."""

    section, icon, rank = sidebar.PEOPLE, "folder", 2
    list_display = ("owner", "kind", "size", "content_type", "created_at")
    list_filter = ("kind",)
    fields = readonly_fields = ("owner", "kind", "size", "content_type", "width", "height", "created_at")
    list_select_related = ("owner",)


@admin.register(AuditEntry, site=admin_site)
class AuditEntryAdmin(Untouched):
    """Who of staff did what, about which thing, why, when and from where: written once, read here."""

    section, icon, rank = sidebar.SITE, "history_edu", 2
    list_display = ("created_at", "actor_name", "what", "subject_name", "reason", "address")
    list_filter = ("action",)
    search_fields = ("actor_name", "subject_name", "reason")
    fields = readonly_fields = (
        "created_at", "actor_name", "what", "subject_name", "reason", "changed", "address",
    )  # fmt: skip

    @admin.display(description=_("what"), ordering="action")
    def what(self, entry: AuditEntry) -> str:
        return entry.words

    @admin.display(description=_("details"))
    def changed(self, entry: AuditEntry) -> str:
        return json.dumps(entry.details, ensure_ascii=False, indent=1) if entry.details else "–"


@admin.register(SiteSettings, site=admin_site)
class SiteSettingsAdmin(StaffAdmin):
    """One row: the list leads to it at once."""

    section, icon, rank = sidebar.SITE, "tune", 1
    form = SiteForm
    fieldsets = (
        (_("Announcement"), {"fields": ("announcement", "announcement_level", "announcement_until")}),
        (_("People"), {"fields": ("registration", "locale")}),
        (
            _("Limits"),
            {
                "fields": (
                    "storage_quota_mb", "room_quota_mb", "map_upload_mb", "sound_upload_mb", "rooms_per_person",
                )
            },
        ),
    )  # fmt: skip

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        row = site.ensured()
        return HttpResponseRedirect(reverse("admin:accounts_sitesettings_change", args=[row.pk]))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: SiteSettings, form: Any, change: bool) -> None:
        site.change(By.of(request), **{name: form.cleaned_data[name] for name in form.changed_data})


def _signed_out(count: int) -> str:
    return gettext("Signed out everywhere: %(count)d.") % {"count": count}


def _locked(count: int) -> str:
    return gettext("Locked: %(count)d.") % {"count": count}


def _unlocked(count: int) -> str:
    return gettext("Unlocked: %(count)d.") % {"count": count}


def _dropped(count: int) -> str:
    return gettext("Without a second factor: %(count)d.") % {"count": count}
