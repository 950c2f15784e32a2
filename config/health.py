"""`/api/v1/health`: is the process there; `/health/db`: does the database answer; `/health/full`: every part, probed.

What is wrong is said to operators in the log; visitors learn only which part is degraded.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import path
from django.utils import timezone
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.errors import Unavailable
from config.api.views import ApiView
from config.jobs.health import probe as probe_jobs
from config.keeping.tasks import probe as probe_backups

log = logging.getLogger("dreamtable.health")


def probe_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def probe_channel_layer() -> None:
    """Sends a message to a channel of its own and receives it again."""

    async def there_and_back() -> None:
        import asyncio

        layer = get_channel_layer()
        name = await layer.new_channel("health")
        word = secrets.token_hex(4)
        await asyncio.wait_for(layer.send(name, {"type": "health.echo", "word": word}), 2)
        answer = await asyncio.wait_for(layer.receive(name), 2)
        if answer["word"] != word:
            raise RuntimeError("the channel layer returned another message")

    async_to_sync(there_and_back)()


def probe_storage() -> None:
    name = default_storage.save(f"health/{secrets.token_hex(8)}", ContentFile(b"ok"))
    try:
        with default_storage.open(name) as file:
            if file.read() != b"ok":
                raise RuntimeError("the storage returned other bytes")
    finally:
        default_storage.delete(name)


PROBES: dict[str, Callable[[], None]] = {
    "database": probe_database,
    "channel_layer": probe_channel_layer,
    "storage": probe_storage,
    "jobs": probe_jobs,
    "backups": probe_backups,
}


def run(name: str) -> str:
    try:
        PROBES[name]()
    except Exception as error:  # a probe reports whatever is wrong with its part, of whatever kind
        log.warning("health: %s is degraded: %r", name, error)
        return "degraded"
    return "ok"


class OpenView(ApiView):
    permission_classes = [AllowAny]
    authentication_classes: list[type] = []


class Health(OpenView):
    """Whether the server answers."""

    def get(self, request: Request) -> Response:
        return Response({"status": "ok", "version": settings.VERSION, "timestamp": timezone.now()})


class DatabaseHealth(OpenView):
    """Whether the database answers; 503 when it does not."""

    def get(self, request: Request) -> Response:
        if run("database") != "ok":
            raise Unavailable(fields={"database": ["degraded"]})
        return Response({"status": "ok", "database": "connected", "timestamp": timezone.now()})


class FullHealth(OpenView):
    """Every part, really probed: database, channel layer, storage, jobs, backups. Degraded parts are named; 503 without a
    database.
    """

    def get(self, request: Request) -> Response:
        components = {name: run(name) for name in PROBES}
        if components["database"] != "ok":
            raise Unavailable(fields={name: [state] for name, state in components.items() if state != "ok"})
        status = "ok" if set(components.values()) == {"ok"} else "degraded"
        return Response(
            {
                "status": status,
                "version": settings.VERSION,
                "components": components,
                "timestamp": timezone.now(),
            }
        )


routes = [
    path("health", Health.as_view()),
    path("health/db", DatabaseHealth.as_view()),
    path("health/full", FullHealth.as_view()),
]
