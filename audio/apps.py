from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AudioConfig(AppConfig):
    name = "audio"
    verbose_name = _("Sounds")

    def ready(self) -> None:
        from accounts import hooks
        from audio import due, events, leaving, permissions, playback, projections, sharing  # noqa: F401  known by being imported
        from audio.archive import Sounds
        from audio.bell import bell
        from audio.models import Speaker
        from config.live import lifecycle
        from rooms import archive, devices
        from rooms.live import socket

        archive.PARTS.append(Sounds())
        bell.hang()
        hooks.farewell.append(leaving.farewell)
        hooks.farewell.append(playback.farewell)
        hooks.own_data["sounds"] = leaving.own_data
        playback.register()
        sharing.register()
        socket.labels_ended.append(devices.ended(Speaker))
        lifecycle.on_start.append(due.start)
        lifecycle.on_drain.append(due.stop)
