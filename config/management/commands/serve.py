"""`manage.py serve`: the project's own way of starting the web server."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from channels.routing import get_default_application
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from config.keeping import running
from config.keeping.refusal import Refused

if TYPE_CHECKING:
    from config.tls.context import Certificate


class Command(BaseCommand):
    help = "Serves pages, the REST interface and the live sockets in one process."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="0.0.0.0", help="the address to listen on (0.0.0.0: every IPv4 one)")
        parser.add_argument("--port", type=int, default=settings.PORT, help="the port; 0 lets the system choose")
        parser.add_argument(
            "--tls-port", type=int, default=settings.TLS_PORT, help="a second port with TLS, for home networks; 0: none"
        )
        parser.add_argument("--access-log", action="store_true", help="log every request, without its query")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            running.mark()
        except Refused as error:
            raise CommandError(str(error)) from error
        # Twisted chooses its event loop on import: not before this command is really run.
        from config.jobs.worker import start_embedded, stop
        from config.live import hubs
        from config.live.server import Server, on_drain, on_start

        on_drain.append(hubs.drain)
        on_drain.append(lambda: tell_systemd("STOPPING=1"))
        if settings.EMBEDDED_WORKER:
            on_start.append(lambda: void(start_embedded()))
            on_drain.append(lambda: asyncio.to_thread(stop))
        if settings.FILE_UPLOAD_TEMP_DIR:
            Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir(parents=True, exist_ok=True)
        application, host, port = get_default_application(), options["host"], options["port"]
        server = Server(application, host=host, port=port, ready=self.ready, tls=self.tls(options["tls_port"]))
        if options["access_log"]:
            server.action_logger = log_action
        # What is loaded by now lives for ever: the collector need not look at it again and again.
        gc.collect()
        gc.freeze()
        server.run()
        if server.failed:
            sys.exit(1)

    def tls(self, port: int) -> tuple[int, Certificate] | None:
        """The second port and what is shown there; None without one. Who trusts its authority is told where."""
        if not port:
            return None
        from config.tls.authority import own_names
        from config.tls.context import Certificate

        names = [host.removeprefix(".") for host in settings.ALLOWED_HOSTS if host != "*"]
        return port, Certificate(Path(settings.DATA_DIR) / "tls", lambda: own_names(*names))

    def ready(self, address: str) -> None:
        """The one line that scripts and tests wait for, and a word to systemd."""
        self.stdout.write(_("Serving on %(address)s") % {"address": address})
        self.stdout.flush()
        tell_systemd("READY=1")


def void(_result: object) -> None:
    """A hook's result is awaited; the worker is none."""


def tell_systemd(word: str) -> None:
    """sd_notify(3): one datagram to the socket that a unit of `Type=notify` names. Elsewhere nothing, and never raises."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.sendto(word.encode(), f"\0{address[1:]}" if address.startswith("@") else address)


def log_action(_protocol: object, action: str, details: dict[str, Any]) -> None:
    """Logs a finished request or a socket's coming and going. Queries hold tickets and codes: they are left out."""
    logging.getLogger("config.live.access").info(
        "%s %s %s %s",
        details.get("method", "SOCKET"),
        details["path"].split("?", 1)[0],
        details.get("status", action),
        details.get("client"),
    )
