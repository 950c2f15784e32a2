"""REST of loudspeakers and remote controls: set up, list, take away."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.urls import path, reverse
from msgspec import Meta, Struct
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from audio.models import Remote, Speaker
from config.api.views import created, no_content, page_of
from rooms.api.base import RoomView, pay_for
from rooms.live import perform
from rooms.models import Device
from rooms.views import absolute, qr_svg


class DeviceIn(Struct, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1, max_length=50)]


class Devices(RoomView):
    """Those of the room; POST answers with the code, its address and that as a QR code, once: only a hash is kept."""

    inputs = {"post": DeviceIn}
    model: Any = Speaker
    page = "speaker"

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        require(viewer, "audio.conduct", viewer.room)
        return page_of(request, self.model.objects.visible_to(viewer), device_row)

    def post(self, request: Request, room_id: UUID) -> Response:
        given = self.read(DeviceIn)
        viewer = self.viewer(room_id)
        type = f"{self.model.KIND}.create"
        pay_for(request, type)
        code = self.model.new_code()
        made: Any = perform(viewer, type, {"name": given.name, "code_hash": self.model.hash(code)}, internal=True).made
        url = absolute(request, reverse(self.page, args=[code]))
        return created({**device_row(made[0]), "code": code, "url": url, "qr": qr_svg(url)})


class OneDevice(RoomView):
    model: Any = Speaker

    def delete(self, request: Request, room_id: UUID, device_id: UUID) -> Response:
        """Ends it at once."""
        viewer = self.viewer(room_id)
        pay_for(request, f"{self.model.KIND}.delete")
        perform(viewer, f"{self.model.KIND}.delete", {self.model.KIND: str(device_id)})
        return no_content()


class Speakers(Devices):
    """Loudspeakers of the room: pages without a login that play what the table hears."""

    __doc__ = f"{__doc__} {Devices.__doc__}"


class Remotes(Devices):
    """Remote controls of the room, for stream decks and scripts."""

    __doc__ = f"{__doc__} {Devices.__doc__}"
    model = Remote
    page = "remote"


def device_row(device: Device) -> dict[str, Any]:
    """For those who lead: all but the code."""
    row = {"id": device.pk, "name": device.name, "created_at": device.created_at}
    return {**row, "user": device.user_id} if isinstance(device, Remote) else row


routes = [
    path("rooms/<uuid:room_id>/speakers", Speakers.as_view()),
    path("rooms/<uuid:room_id>/speakers/<uuid:device_id>", OneDevice.as_view()),
    path("rooms/<uuid:room_id>/remotes", Remotes.as_view()),
    path("rooms/<uuid:room_id>/remotes/<uuid:device_id>", OneDevice.as_view(model=Remote)),
]
