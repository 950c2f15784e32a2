"""What the pages of libraries share in the game masters' back office: things of one's own, in folders, with tags."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextInputWidget

from accounts.back_office import ScopedAdmin
from accounts.library import shelf
from accounts.refusals import words
from config.api.errors import Problem


class TagsField(forms.Field):
    """Tags as they are typed: "cave, wet"."""

    widget = UnfoldAdminTextInputWidget

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        try:
            return shelf.tags_of(tag for tag in str(value or "").split(",") if tag.strip())
        except Problem as problem:
            raise forms.ValidationError(words(problem)) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != (initial or []))
        except forms.ValidationError:
            return True


class OwnedAdmin(ScopedAdmin):
    """One's own only: what one may merely use at a shared table is not listed here."""

    def scope(self, queryset: models.QuerySet[Any], request: HttpRequest) -> models.QuerySet[Any]:
        return queryset.filter(owner=request.user)


class TaggedAdmin(OwnedAdmin):
    """Things with tags that lie in folders; `usages` says in how many places each is used, for the whole list at once."""

    usages: Any

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != "tags":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return TagsField(
            label=db_field.verbose_name.capitalize(), required=False, help_text=_("Words with commas between them.")
        )

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """In names and in tags."""
        found, twice = super().get_search_results(request, queryset, search_term)
        if search_term:
            found = found | queryset.filter(pk__in=shelf.with_words_in_tags(queryset, search_term))
        return found, twice

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        listed = super().get_changelist_instance(request)
        used = self.usages.count([entry.pk for entry in listed.result_list])
        for entry in listed.result_list:
            entry.uses = used[entry.pk]
        return listed

    @display(description=_("used"))
    def used(self, entry: Any) -> int:
        return int(entry.uses)

    @display(description=_("tags"))
    def shown_tags(self, entry: Any) -> str:
        return ", ".join(entry.tags) or "–"


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


class FolderAdmin(OwnedAdmin):
    form = FolderForm
    icon, rank = "folder", 2
    list_display = ("name", "parent", "updated_at")
    list_filter = ("parent",)
    list_select_related = ("parent",)
    search_fields = ("name",)
    fields = ("name", "parent")
    several = ("parent",)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)

        class OwnForm(form):  # type: ignore[misc,valid-type]
            def __init__(self, *args: Any, **inner: Any) -> None:
                super().__init__(*args, **inner)
                # Before validation: names are unique in the library of whoever asks.
                if self.instance._state.adding:
                    self.instance.owner = request.user

        return OwnForm

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A folder that is moved with others is asked here; one by itself was asked beside its fields."""
        obj.check_place()
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        obj.remove()
