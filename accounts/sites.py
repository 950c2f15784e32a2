"""The two back offices: `/gm/` for game masters (their own things only), `/admin/` for staff (accounts)."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite as AdminSite

# The theme's scripts evaluate expressions of its templates; every other page goes without.
THEME = {"script-src": [SELF, UNSAFE_EVAL], "style-src": [SELF, UNSAFE_INLINE]}


class Site(AdminSite):
    """One signs in where everybody signs in; who is signed in and has no business here is told so."""

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., HttpResponse]:
        let_in = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if self.has_permission(request):
                response = let_in(request, *args, **kwargs)
                response._csp_replace = THEME  # type: ignore[attr-defined]
                return response
            if request.user.is_authenticated:
                raise PermissionDenied
            return redirect_to_login(request.get_full_path(), reverse("sign-in"))

        return update_wrapper(guarded, view)

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
    index_title = _("People")


gm_site = GameMasterSite(name="gm")
admin_site = StaffSite(name="admin")
