"""The actions of a list as buttons on the page of one thing: the same way in, so that nothing changes by a mere link.

@admin.action(description=_("Show on the table now"))      # or `unfold.decorators.action`, with an icon
def show(self, request, queryset): self.each(request, queryset, ..., ...)

actions = ("show",)
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.refusals import Refusing

FOR_MANY = frozenset({"delete_selected", "change_several"})
"""The page of one has its own ways for these."""
BACK = "back_to"


class Deeds(Refusing):
    """Mixed in before the theme's `ModelAdmin`."""

    change_form_outer_before_template = "admin/deeds.html"

    def deeds(self, request: HttpRequest, obj: Any) -> list[dict[str, Any]]:
        """The buttons of a page: {name, title, icon} for each action that is offered for `obj` now."""
        return [
            {"name": name, "title": title, "icon": getattr(function, "icon", None)}
            for name, (function, _name, title) in self.get_actions(request).items()  # type: ignore[attr-defined]
            if name not in FOR_MANY and self.offers(name, obj)
        ]

    def offers(self, action: str, obj: Any) -> bool:
        """Whether the page of `obj` has a button for it; what makes no sense for it now is left out."""
        return True

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        obj = self.get_object(request, object_id) if object_id else None  # type: ignore[attr-defined]
        if obj is not None and self.has_view_permission(request, obj):  # type: ignore[attr-defined]
            context = {
                "deeds": self.deeds(request, obj),
                "deeds_to": reverse(f"{self.admin_site.name}:{self._named()}_changelist"),  # type: ignore[attr-defined]
                "deeds_for": obj.pk,
                "deeds_checkbox": ACTION_CHECKBOX_NAME,
                "deeds_back": BACK,
            }
            extra_context = {**(extra_context or {}), **context}
        return super().changeform_view(request, object_id, form_url, extra_context)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """After a button of its page one stays there, as long as it is there."""
        answer = super().changelist_view(request, extra_context)
        pk = request.POST.get(BACK)
        if pk and isinstance(answer, HttpResponseRedirect) and answer.url == request.get_full_path():
            obj = self.get_object(request, pk)  # type: ignore[attr-defined]
            if obj is not None:
                return HttpResponseRedirect(reverse(f"{self.admin_site.name}:{self._named()}_change", args=[obj.pk]))  # type: ignore[attr-defined]
        return answer

    def _named(self) -> str:
        meta = self.model._meta  # type: ignore[attr-defined]
        return f"{meta.app_label}_{meta.model_name}"
