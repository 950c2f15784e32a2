from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RoomsConfig(AppConfig):
    name = "rooms"
    verbose_name = _("Rooms")

    def ready(self) -> None:
        from accounts import hooks
        from accounts.models import notification
        from config.live import hubs, lifecycle
        from rooms import archive, closing, events, files, leaving, notices, permissions, projections  # noqa: F401
        from rooms.archive.talk import Talk
        from rooms.speech import notices as notices_of_talk

        archive.PARTS.append(Talk())
        hooks.on_revoked.append(closing.revoke_sockets)
        hooks.farewell.append(leaving.farewell)
        hooks.own_data["rooms"] = leaving.own_data
        hooks.own_data["files"] = files.own_files
        hooks.acquaintances.append(leaving.acquaintances)
        lifecycle.on_drain.append(hubs.drain)
        notification.WORDS.update({**notices.WORDS, **notices_of_talk.WORDS})
        post_migrate.connect(mend_search, sender=self)


def mend_search(using: str, **_more: Any) -> None:
    """SQLite's search index is no part of the migrations (rooms/search/sqlite.py says why)."""
    from rooms.search import sqlite

    if connections[using].vendor == "sqlite":
        sqlite.mend(connections[using])
