"""The first page of `/admin/`: how the server is, and what waits for staff."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts import sidebar
from accounts.models import AuditEntry, SiteSettings, User
from accounts.models.audit import ACTIONS
from accounts.sites import Address, StaffSite
from config.jobs.models import JobRun
from config.staff import checkup
from rooms.models import Report, Room

NEWEST = 6


def told(request: HttpRequest) -> dict[str, Any]:
    """The context of the first page."""
    checked = checkup.last()
    found = checked["checks"] if checked else []
    return {
        "version": settings.VERSION,
        "parts": checkup.parts(),
        "checked": checked,
        "checking": checkup.under_way(),
        "findings": [row for row in found if row["state"] in ("fault", "warning")],
        "all_checks": len(found),
        "site": SiteSettings.current(),
        "counts": {
            "people": User.objects.filter(is_guest=False).count(),
            "rooms": Room.objects.gatherings().count(),
            "reports": Report.objects.filter(handled_at=None).count(),
            "failed": JobRun.objects.filter(state=JobRun.State.FAILED).count(),
        },
        "deeds": AuditEntry.objects.all()[:NEWEST],
    }


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Begins a check-up: its findings are on the first page when it is done."""
    checkup.begin(request.user.pk)
    messages.success(request, _("The check-up runs. Its findings are here in a moment."))
    return redirect("admin:index")


def join(site: StaffSite) -> None:
    site.index_template = "config/staff/overview.html"
    site.told.append(told)
    site.join(Address("check-up/", "check-up", check))
    sidebar.PAGES[site.name].insert(0, sidebar.Page(gettext_lazy("Overview"), "index", "monitoring"))
    ACTIONS["job.retried"] = gettext_lazy("had a job tried again")
    ACTIONS["job.cancelled"] = gettext_lazy("cancelled a job")
