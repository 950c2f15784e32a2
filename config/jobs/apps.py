from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "config.jobs"
    label = "jobs"
    verbose_name = _("jobs")

    def ready(self) -> None:
        from config.files import uploads

        uploads.scratch()
        # Periodic jobs are known by being imported.
        autodiscover_modules("tasks")
