from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MapsConfig(AppConfig):
    name = "maps"
    verbose_name = _("maps")

    def ready(self) -> None:
        from maps import permissions  # noqa: F401  the rules are known by being imported
