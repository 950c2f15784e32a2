"""Accounts in the back office of staff. A password, or its hash, is never shown or typed here: staff give out links."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import passwords
from accounts.back_office import ScopedAdmin, ScopedInline, ScopedStackedInline, StaffAdmin
from accounts.models import Notification, StoredFile, User
from accounts.models.user import is_reserved
from accounts.rules import allowed
from accounts.sites import admin_site

__all__ = ["ScopedAdmin", "ScopedInline", "ScopedStackedInline", "StaffAdmin"]


class PersonForm(forms.ModelForm):
    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        others = User.objects.exclude(pk=self.instance.pk)
        if name != self.instance.username and (is_reserved(name) or others.filter(username__iexact=name).exists()):
            raise forms.ValidationError(gettext("This name is taken."))
        return name

    def clean_email(self) -> str | None:
        email: str | None = self.cleaned_data["email"] or None
        if email and User.objects.exclude(pk=self.instance.pk).filter(email__iexact=email).exists():
            raise forms.ValidationError(gettext("This address belongs to another account."))
        return email


@admin.register(User, site=admin_site)
class PersonAdmin(StaffAdmin):
    """Roles, quotas, barring; adding an account shows the link with which its person sets a password."""

    form = PersonForm
    rule_to_change = rule_to_delete = rule_to_add = "accounts.look_after"
    list_display = ("username", "display_name", "is_game_master", "is_staff", "is_active", "used", "last_login")
    list_filter = ("is_game_master", "is_staff", "is_guest", "is_active")
    search_fields = ("username", "display_name", "email")
    ordering = ("username",)
    readonly_fields = ("is_guest", "used", "last_login", "created_at")
    fieldsets = (
        (None, {"fields": ("username", "display_name", "email", "bio", "colour")}),
        (_("Roles"), {"fields": ("is_game_master", "is_staff", "is_active", "is_guest")}),
        (_("Storage"), {"fields": ("storage_quota", "used")}),
        (_("Times"), {"fields": ("last_login", "created_at")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "display_name", "email", "is_game_master")}),)
    actions = ("give_link", "sign_out")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        return self.add_fieldsets if obj is None else self.fieldsets

    @admin.display(description=_("storage used"), ordering="storage_used")
    def used(self, user: User) -> str:
        return f"{user.storage_used / 1_000_000:,.1f} MB"

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
            obj.save()
            self._tell_link(request, obj)
            return
        # Only what was changed on the page: saving the whole row would bring back an old password or quota.
        obj.save(update_fields=[*form.changed_data, "updated_at"])
        if "is_active" in form.changed_data and not obj.is_active:
            obj.bar()

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Whatever belongs to a person goes with them: no right to each of its kinds is needed."""
        named, counts, _missing, protected = super().get_deleted_objects(objs, request)
        return named, counts, set(), protected

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        obj.farewell()

    @admin.action(description=_("Show a link for a new password"))
    def give_link(self, request: HttpRequest, queryset: Any) -> None:
        for user in queryset:
            if allowed(request.user, "accounts.look_after", user) and not user.is_guest and not user.is_demo:
                self._tell_link(request, user)
            else:
                messages.error(request, gettext("%(name)s gets no link.") % {"name": user.username})

    @admin.action(description=_("Sign out everywhere"))
    def sign_out(self, request: HttpRequest, queryset: Any) -> None:
        for user in queryset:
            if allowed(request.user, "accounts.look_after", user):
                user.sign_out_everywhere()

    def _tell_link(self, request: HttpRequest, user: User) -> None:
        words = gettext("With this link %(name)s sets a password; it works once, for three days:")
        messages.warning(request, format_html("{} <br>{}", words % {"name": user.username}, passwords.link_for(user)))


@admin.register(Notification, site=admin_site)
class NotificationAdmin(StaffAdmin):
    list_display = ("user", "kind", "created_at", "read_at")
    list_filter = ("kind",)
    fields = readonly_fields = ("user", "kind", "created_at", "read_at")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(StoredFile, site=admin_site)
class StoredFileAdmin(StaffAdmin):
    """Sizes and owners, for quotas; never the file."""

    list_display = ("owner", "kind", "size", "content_type", "created_at")
    list_filter = ("kind",)
    fields = readonly_fields = ("owner", "kind", "size", "content_type", "width", "height", "created_at")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
