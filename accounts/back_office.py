"""The base of every page under `/gm/` and `/admin/`: one sees, chooses, finds and changes one's own things only.

    @admin.register(Scene, site=gm_site)
    class SceneAdmin(ScopedAdmin): ...

What is one's own is said by the model's queryset: `led_by(user)`, where there is a difference between looking on and
leading, else `visible_to(user)`. A model without either is invisible.
What is live at a table is saved through `perform`: see `rooms.back_office`.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin.filters import RelatedFieldListFilter
from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

# Django's own: `from django.contrib.admin import ModelAdmin, StackedInline, TabularInline`
from unfold.admin import ModelAdmin, StackedInline, TabularInline

from accounts import sidebar
from accounts.bulk import Bulk
from accounts.deeds import Deeds
from accounts.models import User
from accounts.rules import allowed


def own(queryset: models.QuerySet[Any], user: Any) -> models.QuerySet[Any]:
    """Those of `queryset` that `user` may open in the back office, with every field they have."""
    for words in ("acquainted_with", "led_by", "visible_to"):
        narrow = getattr(queryset, words, None)
        if narrow is not None:
            return narrow(user)
    return queryset.none()


class OwnChoices(RelatedFieldListFilter):
    """A filter by a related thing that lists only one's own of them."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[Any]:
        model = field.remote_field.model
        return [(thing.pk, str(thing)) for thing in model_admin.choices_of(model, request)]


class Scoped:
    """What pages and their inline parts share."""

    model: type[models.Model]
    rule_to_change = ""
    rule_to_delete = ""
    rule_to_add = ""

    def scope(self, queryset: models.QuerySet[Any], request: HttpRequest) -> models.QuerySet[Any]:
        return own(queryset, request.user)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return self.scope(super().get_queryset(request), request)  # type: ignore[misc]

    def choices_of(self, model: type[models.Model], request: HttpRequest) -> models.QuerySet[Any]:
        """What may be chosen where `model` is referred to: what its own page on this site lists, where there is one."""
        page = self.admin_site._registry.get(model)  # type: ignore[attr-defined]
        return (
            page.get_queryset(request) if isinstance(page, Scoped) else own(model._default_manager.all(), request.user)
        )

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = self.choices_of(db_field.remote_field.model, request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = self.choices_of(db_field.remote_field.model, request)
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]

    def _may(self, request: HttpRequest, obj: Any, rule: str) -> bool:
        if not request.user.is_authenticated:
            return False
        if obj is None:
            return True
        mine = self.get_queryset(request).filter(pk=obj.pk).exists()
        return mine and (not rule or allowed(request.user, rule, obj))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj, "")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj, self.rule_to_change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj, self.rule_to_delete)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(not self.rule_to_add or allowed(request.user, self.rule_to_add))


class ScopedInline(Scoped, TabularInline):  # type: ignore[misc]
    extra = 0


class ScopedStackedInline(Scoped, StackedInline):  # type: ignore[misc]
    extra = 0


class Glance(ScopedInline):
    """What lies in a thing, to look at on its page: it is changed on its own, to which each row leads."""

    tab = True
    show_change_link = True
    can_delete = False
    hide_title = True
    per_page = 20

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """`obj` is the thing in which they lie, whose page is open; which of them are shown, `scope` says."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields


class ScopedAdmin(Scoped, Bulk, Deeds, ModelAdmin):  # type: ignore[misc]
    """A model in the back office. The site says who comes in at all; this says what they find.

    `section`, `icon` and `rank` are its place in the sidebar, `several` the fields that its list sets for many rows.
    """

    section = sidebar.OTHERS
    icon = "label"
    rank = 50
    list_per_page = 50
    show_full_result_count = False
    list_filter_submit = False
    list_fullwidth = True
    warn_unsaved_form = True

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """What is only looked at is no part of what is sent."""
        found = super().get_inline_instances(request, obj)
        return [part for part in found if request.method != "POST" or not isinstance(part, Glance)]

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return [(name, OwnChoices) if self._refers(name) else name for name in super().get_list_filter(request)]

    def _refers(self, name: Any) -> bool:
        if not isinstance(name, str):
            return False
        if "__" in name:
            raise ValueError(
                f"{type(self).__name__}: a filter through a relation ({name}) would tell of other people's"
            )
        try:
            return self.model._meta.get_field(name).is_relation
        except FieldDoesNotExist:
            return False

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only what a filter of the page asks: the rest is an oracle for fields that one may not read."""
        names = {name[0] if isinstance(name, tuple) else name for name in self.list_filter}
        return lookup.split("__")[0] in names and len(lookup.split("__")) <= 3

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes with it is counted, not named: it may be somebody else's."""
        _named, counts, missing, protected = super().get_deleted_objects(objs, request)
        kept = [_("something that still needs it")] if protected else []
        return [str(obj) for obj in objs], counts, missing, kept

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        raise Http404

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        """One by one, by the same verb as on the page of one: an action must not be a way around it. All, or none."""
        for obj in queryset:
            self.delete_model(request, obj)


class StaffAdmin(ScopedAdmin):
    """A model in `/admin/`: staff see all of it."""

    def scope(self, queryset: models.QuerySet[Any], request: HttpRequest) -> models.QuerySet[Any]:
        return queryset if request.user.is_staff else queryset.none()  # type: ignore[union-attr]

    def choices_of(self, model: type[models.Model], request: HttpRequest) -> models.QuerySet[Any]:
        people = request.user.is_staff and model is User  # type: ignore[union-attr]
        return model._default_manager.all() if people else super().choices_of(model, request)


__all__ = ["Glance", "ScopedAdmin", "ScopedInline", "ScopedStackedInline", "StaffAdmin", "own"]
