"""Slow work in the back office of staff."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action

from accounts import sidebar
from accounts.back_office import StaffAdmin
from accounts.sites import admin_site
from accounts.staff.audit import By
from config.jobs.models import JobRun
from config.staff import work


@admin.register(JobRun, site=admin_site)
class JobAdmin(StaffAdmin):
    """State, progress and error of each job, whoever it is for. Retried and cancelled by buttons, never edited."""

    section, icon, rank = sidebar.SITE, "manufacturing", 3
    list_display = ("job", "whose", "state", "percent", "error", "created_at", "finished_at")
    list_filter = ("state",)
    search_fields = ("name",)
    fields = readonly_fields = (
        "job", "whose", "state", "percent", "error", "attempts", "worker", "created_at", "finished_at",
    )  # fmt: skip
    actions = ("retry", "cancel")

    def get_queryset(self, request: HttpRequest) -> Any:
        return self.scope(work.runs(), request).order_by("-created_at")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Its buttons, and nothing to save."""
        nothing = {"show_save": False, "show_save_and_continue": False, "show_save_and_add_another": False}
        return super().changeform_view(request, object_id, form_url, {**nothing, **(extra_context or {})})

    def save_model(self, request: HttpRequest, obj: JobRun, form: Any, change: bool) -> None:
        """No field of it is typed."""

    def offers(self, action: str, obj: JobRun) -> bool:
        failed = obj.state == JobRun.State.FAILED
        return failed if action == "retry" else obj.state in (JobRun.State.QUEUED, JobRun.State.RUNNING)

    @admin.display(description=_("job"), ordering="name")
    def job(self, run: JobRun) -> str:
        return run.name.rsplit(".", 1)[-1].replace("_", " ")

    @admin.display(description=_("for"))
    def whose(self, run: Any) -> str:
        return run.owner_name or "–"

    @admin.display(description=_("progress"), ordering="progress")
    def percent(self, run: JobRun) -> str:
        return f"{run.progress:.0%}"

    @action(description=_("Try again"), icon="replay")
    def retry(self, request: HttpRequest, queryset: Any) -> None:
        self.each(request, queryset, lambda run: work.retry(By.of(request), run), _retried)

    @action(description=_("Cancel"), icon="cancel")
    def cancel(self, request: HttpRequest, queryset: Any) -> None:
        self.each(request, queryset, lambda run: work.cancel(By.of(request), run), _cancelled)


def _retried(count: int) -> str:
    return gettext("In the queue again: %(count)d.") % {"count": count}


def _cancelled(count: int) -> str:
    return gettext("Cancelled: %(count)d.") % {"count": count}
