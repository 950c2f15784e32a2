"""The two back offices: `/gm/` for game masters (their own things only), `/admin/` for staff (accounts)."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, NamedTuple

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite as AdminSite

from accounts import second_factor, sidebar

# The theme's scripts evaluate expressions of its templates; every other page goes without.
THEME = {"script-src": [SELF, UNSAFE_EVAL], "style-src": [SELF, UNSAFE_INLINE]}


class Address(NamedTuple):
    """A page of its own in a back office, beside the models' lists."""

    route: str
    name: str
    view: Callable[..., HttpResponse]


class Site(AdminSite):
    """One signs in where everybody signs in; who is signed in and has no business here is told so.

    Whoever builds on the apps joins: `join` for pages, `told` for what the first page says (a context, by request).
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.pages: list[Address] = []
        self.told: list[Callable[[HttpRequest], dict[str, Any]]] = []

    def join(self, *pages: Address) -> None:
        self.pages += pages

    def extra_urls(self) -> list[URLPattern]:
        return [path(page.route, self.admin_view(page.view), name=page.name) for page in self.pages]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        told = {name: value for tell in self.told for name, value in tell(request).items()}
        return super().index(request, {**told, **(extra_context or {})})

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., HttpResponse]:
        let_in = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if self.has_permission(request):
                response = let_in(request, *args, **kwargs)
                response._csp_replace = THEME  # type: ignore[attr-defined]
                return response
            if self.wants_second_factor(request):
                return redirect_to_login(request.get_full_path(), reverse("second-factor"))
            if request.user.is_authenticated:
                raise PermissionDenied
            return redirect_to_login(request.get_full_path(), reverse("sign-in"))

        return update_wrapper(guarded, view)

    def wants_second_factor(self, request: HttpRequest) -> bool:
        """Whether a second factor is all that this person lacks: then they are led to set it up."""
        return False

    def get_sidebar_list(self, request: HttpRequest) -> list[dict[str, Any]]:
        return sidebar.groups(self, request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect_to_login(reverse(f"{self.name}:index"), reverse("sign-in"))

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect(f"{reverse('account')}#password")


class GameMasterSite(Site):
    site_header = site_title = _("Dreamtable back office")
    index_title = _("Your tables")

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return user.is_active and (getattr(user, "is_game_master", False) or getattr(user, "is_staff", False))


class StaffSite(Site):
    site_header = site_title = _("Dreamtable staff")
    index_title = _("Overview")

    def has_permission(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return user.is_active and user.is_staff and not second_factor.lacking(user)

    def wants_second_factor(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return user.is_active and user.is_staff and second_factor.lacking(user)


gm_site = GameMasterSite(name="gm")
admin_site = StaffSite(name="admin")
