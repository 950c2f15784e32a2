from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MapsConfig(AppConfig):
    name = "maps"
    verbose_name = _("Maps")

    def ready(self) -> None:
        from accounts import hooks
        from maps import leaving, permissions  # noqa: F401  the rules are known by being imported
        from maps.bell import bell

        hooks.farewell.append(leaving.farewell)
        bell.hang()
        hooks.own_data["library"] = leaving.own_data
