"""Sockets of sound: the library's, and that of a loudspeaker, which needs no login but its code."""

from __future__ import annotations

from django.urls import path

from accounts.consumers import PersonSocket
from audio.bell import bell
from audio.models import Speaker
from config.live.pool import in_thread
from config.live.socket import NO_SUCH, Refused
from rooms.devices import session_of
from rooms.live.socket import RoomSocket
from rooms.viewer import Viewer


class SpeakerConsumer(RoomSocket):
    """It hears what a display sees and no talk; scenes too, because putting one on the table may start a playlist."""

    streams = frozenset({"room", "scene"})

    async def enter(self) -> None:
        speaker = await in_thread(Speaker.objects.by_code, self.scope["url_route"]["kwargs"]["code"])
        if speaker is None:
            raise Refused(NO_SUCH)
        self.viewer = Viewer.display(speaker.room)
        await self.join(label=session_of(speaker))


class SoundsConsumer(PersonSocket):
    """Up: nothing but `ping`. Down: `hello`, `upload {id, offset, size}`, `job {id, data}`,
    `changed {what: track|folder|upload, id, how: made|changed|gone}`, `beat`. Frames are not kept: a page that comes back
    asks REST for everything.
    """

    key = bell.key

    def topic(self) -> str:
        return bell.topic_of(self.user.pk)


websocket_routes = [
    path("ws/sounds/", SoundsConsumer.as_asgi()),
    path("ws/speaker/<str:code>/", SpeakerConsumer.as_asgi()),
]
