"""The two back offices: `/gm/` for game masters (their own things only), `/admin/` for staff (accounts)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite as AdminSite


class Site(AdminSite):
    """Signs in where everybody signs in, and says so to whom it does not let in."""

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect_to_login(request.get_full_path(), reverse("sign-in"))


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
