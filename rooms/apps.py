from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoomsConfig(AppConfig):
    name = "rooms"
    verbose_name = _("Rooms")

    def ready(self) -> None:
        from accounts import hooks
        from config.live import hubs, lifecycle
        from rooms import closing, events, files, permissions, projections  # noqa: F401

        hooks.on_revoked.append(closing.revoke_sockets)
        hooks.farewell.append(closing.farewell)
        hooks.own_data["rooms"] = closing.own_data
        hooks.own_data["files"] = files.own_files
        hooks.acquaintances.append(closing.acquaintances)
        lifecycle.on_drain.append(hubs.drain)
