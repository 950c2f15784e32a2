"""The ASGI application: pages and REST through Django, sockets through the apps' consumers."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.asgi import get_asgi_application

pages = get_asgi_application()

from config.keeping import running

running.mark()

from channels.routing import ProtocolTypeRouter, URLRouter
from django.urls import re_path

import accounts.consumers
import audio.consumers
import maps.consumers
import rooms.consumers
import scenes.consumers
import universes.consumers
from config.live.origin import same_origin
from config.live.sessions import with_session
from config.live.socket import NowhereSocket

sockets = URLRouter(
    [
        *accounts.consumers.websocket_routes,
        *maps.consumers.websocket_routes,
        *audio.consumers.websocket_routes,
        *rooms.consumers.websocket_routes,
        *universes.consumers.websocket_routes,
        *scenes.consumers.websocket_routes,
        re_path(r"", NowhereSocket.as_asgi()),
    ]
)
application = ProtocolTypeRouter({"http": pages, "websocket": same_origin(with_session(sockets))})
