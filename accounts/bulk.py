"""Changing several rows at once: the same fields into each, by the way in which its own page saves it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action
from unfold.widgets import UnfoldAdminSelectWidget

from accounts.refusals import changed
from config.api.errors import Forbidden, Invalid

NOTHING = "-"
Options = Iterable[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Changes:
    """What `save_model` reads of a form."""

    cleaned_data: dict[str, Any]

    @property
    def changed_data(self) -> list[str]:
        return list(self.cleaned_data)


class Bulk:
    """Mixed into `ScopedAdmin`: the fields named by `several` can be set for all chosen rows."""

    several: ClassVar[tuple[str, ...]] = ()
    model: type[models.Model]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        found: dict[str, Any] = super().get_actions(request)  # type: ignore[misc]
        if self.several and "change_several" not in found:
            function, name, title = self.get_action("change_several")  # type: ignore[attr-defined]
            found["change_several"] = (function, name, title)
        return found

    @action(description=gettext_lazy("Change several at once"), icon="edit_note")
    def change_several(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Asks what is to be, then says so of each."""
        form = self.form_for_several(request, request.POST if "post" in request.POST else None)
        if form.is_bound and form.is_valid():
            values = {name: value for name, value in form.cleaned_data.items() if value not in ("", None, [])}
            self.each(request, queryset, lambda row: self._set(request, row, values), changed)  # type: ignore[attr-defined]
            return None
        meta = self.model._meta
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "opts": meta,
            "title": _("Change several at once"),
            "subtitle": meta.verbose_name_plural,
            "form": form,
            "rows": queryset[:201],
            "checkbox": ACTION_CHECKBOX_NAME,
            "media": self.media,  # type: ignore[attr-defined]
        }
        return TemplateResponse(request, "admin/change_several.html", context)

    def form_for_several(self, request: HttpRequest, data: Any) -> forms.Form:
        """A form that leaves as it is what is not said."""
        fields = {name: self._field(request, self.model._meta.get_field(name)) for name in self.several}
        return type("SeveralForm", (forms.Form,), fields)(data, auto_id="id_several_%s")  # type: ignore[no-any-return]

    def options_for(self, request: HttpRequest, field: Any) -> Options | None:
        """What may be chosen for a field that is not typed; None where it is."""
        if isinstance(field, models.BooleanField):
            return [("1", _("yes")), ("0", _("no"))]
        if field.is_relation:
            rows = self.choices_of(field.remote_field.model, request)  # type: ignore[attr-defined]
            return [*([(NOTHING, _("none"))] if field.null else []), *((str(row.pk), str(row)) for row in rows)]
        return field.choices or None

    def _field(self, request: HttpRequest, field: Any) -> forms.Field:
        options = self.options_for(request, field)
        if options is None:
            typed: forms.Field = self.formfield_for_dbfield(field, request, required=False, initial=None)  # type: ignore[attr-defined]
            return typed
        return forms.ChoiceField(
            label=field.verbose_name.capitalize(),
            required=False,
            choices=[("", _("leave as it is")), *options],
            widget=UnfoldAdminSelectWidget(),
        )

    def _set(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> None:
        if not self.has_change_permission(request, row):  # type: ignore[attr-defined]
            raise Forbidden()
        values = {name: self._value(request, self.model._meta.get_field(name), value) for name, value in given.items()}
        for name, value in values.items():
            setattr(row, name, value)
        try:
            row.clean_fields(exclude={field.name for field in row._meta.fields} - set(values))
        except ValidationError as wrong:
            raise Invalid(fields=wrong.message_dict) from None
        self.save_model(request, row, Changes(values), True)  # type: ignore[attr-defined]

    def _value(self, request: HttpRequest, field: Any, value: Any) -> Any:
        if isinstance(field, models.BooleanField):
            return value == "1"
        if value == NOTHING:
            return None if field.null else ""
        if field.is_relation:
            return self.choices_of(field.remote_field.model, request).get(pk=value)  # type: ignore[attr-defined]
        return value
