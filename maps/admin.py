"""The library in the game masters' back office. Pictures are uploaded in the library and seen through its own views."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.back_office import ScopedAdmin
from accounts.sites import gm_site
from config.api.errors import Problem
from maps import library
from maps.models import Map, MapFolder


class OwnedAdmin(ScopedAdmin):
    """One's own only: what one may merely use at a shared table is not listed here."""

    rule_to_change = rule_to_delete = "maps.edit"

    def scope(self, queryset: models.QuerySet[Any], request: HttpRequest) -> models.QuerySet[Any]:
        return queryset.filter(owner=request.user)


@admin.register(Map, site=gm_site)
class MapAdmin(OwnedAdmin):
    list_display = ("preview", "name", "folder", "width", "height", "grid_type", "source", "updated_at")
    list_display_links = ("preview", "name")
    list_filter = ("folder", "grid_type", "source")
    search_fields = ("name",)
    list_select_related = ("folder",)
    readonly_fields = ("preview", "width", "height", "source")
    fieldsets = (
        (None, {"fields": ("preview", "name", "folder", "width", "height", "source")}),
        (_("Grid"), {"fields": ("grid_type", "cell_width", "cell_height", "offset_x", "offset_y")}),
        (_("When it is placed"), {"fields": ("x", "y", "scale", "rotation", "hidden")}),
    )

    @admin.display(description=_("picture"))
    def preview(self, entry: Map) -> str:
        return format_html('<img src="{}" alt="" height="48">', reverse("map-thumbnail", args=[entry.pk]))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Map, form: Any, change: bool) -> None:
        """As the library does it: the tables on which the map lies are told."""
        library.change(Map.objects.get(pk=obj.pk), **{name: getattr(obj, name) for name in form.changed_data})

    def delete_model(self, request: HttpRequest, obj: Map) -> None:
        obj.remove()


class FolderForm(forms.ModelForm):
    """The folder's own rules, as errors beside the fields."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors:
            folder = self.instance
            folder.name, folder.parent = self.cleaned_data["name"], self.cleaned_data["parent"]
            try:
                folder.check_place()
            except Problem as problem:
                raise forms.ValidationError(problem.fields or str(problem.message)) from None  # type: ignore[arg-type]
        return cleaned


@admin.register(MapFolder, site=gm_site)
class MapFolderAdmin(OwnedAdmin):
    form = FolderForm
    list_display = ("name", "parent", "updated_at")
    list_select_related = ("parent",)
    search_fields = ("name",)
    fields = ("name", "parent")

    def get_form(self, request: HttpRequest, obj: MapFolder | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)

        class OwnForm(form):  # type: ignore[misc,valid-type]
            def __init__(self, *args: Any, **inner: Any) -> None:
                super().__init__(*args, **inner)
                # Before validation: names are unique in the library of whoever asks.
                if self.instance._state.adding:
                    self.instance.owner = request.user

        return OwnForm

    def delete_model(self, request: HttpRequest, obj: MapFolder) -> None:
        obj.remove()
