"""The library page's socket: how far one's uploads and their preparation are, and what changed in the library."""

from __future__ import annotations

from django.urls import path

from accounts.consumers import PersonSocket
from maps.bell import bell


class LibraryConsumer(PersonSocket):
    """Up: nothing but `ping`. Down: `hello`, `upload {id, offset, size}`, `job {id, data}`,
    `changed {what: map|folder|upload, id, how: made|changed|gone}`, `beat`. Frames are not kept: a page that comes back
    asks REST for everything.
    """

    key = bell.key

    def topic(self) -> str:
        return bell.topic_of(self.user.pk)


websocket_routes = [path("ws/library/", LibraryConsumer.as_asgi())]
