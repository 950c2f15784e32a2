from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UniversesConfig(AppConfig):
    name = "universes"
    verbose_name = _("Universes")

    def ready(self) -> None:
        from django.urls import reverse

        from accounts import hooks
        from config.jobs import progress_changed
        from config.live import lifecycle
        from rooms import doorstep
        from rooms.live import socket
        from universes import due, events, leaving, permissions, progress, projections  # noqa: F401  known by being imported
        from universes.onlookers import no_longer

        hooks.farewell.append(leaving.farewell)
        hooks.own_data["universes"] = leaving.own_data
        doorstep.live_pages["universe"] = lambda room: reverse("universe-page", args=[room.universe.pk])
        socket.labels_ended.append(no_longer)
        progress_changed.subscribe(progress.follow_job)
        lifecycle.on_start.append(due.start)
        lifecycle.on_drain.append(due.stop)
