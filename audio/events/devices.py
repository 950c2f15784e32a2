"""Loudspeakers and remote controls come and go. Their codes are told once, by REST; the log has no trace of them."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import Meta

from audio.events.conducting import Conducting
from audio.models import Remote, Speaker
from config.api.errors import Conflict
from rooms.devices import end_socket
from rooms.live import Input
from rooms.models import Room
from rooms.viewer import Viewer

MOST_DEVICES = 20
Hash = Annotated[str, Meta(min_length=64, max_length=64)]


class DeviceCreate(Conducting):
    """Base of setting one up."""

    internal = True
    example = {"name": "The shelf", "code_hash": "0" * 64}
    model: Any = Speaker

    class Input(Input):
        name: Annotated[str, Meta(min_length=1, max_length=50)]
        code_hash: Hash

    def own(self) -> dict[str, Any]:
        return {}

    def apply(self, room: Room) -> Any:
        if self.model.objects.filter(room=room).count() >= MOST_DEVICES:
            raise Conflict(_("There are 20 already: take one away first."), code="full")
        return self.model.objects.create(room=room, **self.data.given(), **self.own())


class SpeakerCreate(DeviceCreate):
    """A loudspeaker is set up. The server's own, after REST has made its code."""

    type = "speaker.create"


class RemoteCreate(DeviceCreate):
    """A remote control is set up, which acts for whoever made it. The server's own, after REST has made its code."""

    type = "remote.create"
    model = Remote

    def own(self) -> dict[str, Any]:
        return {"user": self.who.user}


class DeviceDelete(Conducting):
    """Base of taking one away."""

    model: Any = Speaker
    field = "speaker"

    def target(self, who: Viewer) -> Any:
        return self.model.objects.seen(who, pk=getattr(self.data, self.field))

    def touched(self, device: Any) -> list[Any]:
        return [device]

    def apply(self, device: Any) -> None:
        end_socket(device)
        device.delete()


class SpeakerDelete(DeviceDelete):
    """Take a loudspeaker away: its code is worth nothing from then on, and it falls silent."""

    type = "speaker.delete"
    example = {"speaker": "$speaker"}

    class Input(Input):
        speaker: UUID


class RemoteDelete(DeviceDelete):
    """Take a remote control away: its code is worth nothing from then on."""

    type = "remote.delete"
    model = Remote
    field = "remote"
    example = {"remote": "$remote"}

    class Input(Input):
        remote: UUID
