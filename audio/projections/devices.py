"""Loudspeakers and remote controls: those who lead know them by name; their codes nobody."""

from __future__ import annotations

from typing import Any

from audio.models import Remote, Speaker
from rooms.live.projecting import projects
from rooms.models import Device
from rooms.viewer import Viewer


def device(viewer: Viewer, device: Device) -> dict[str, Any] | None:
    return {"id": device.pk, "name": device.name} if viewer.leads else None


@projects("speaker", Speaker, within=lambda viewer: Speaker.objects.visible_to(viewer))
def speaker(viewer: Viewer, speaker: Speaker) -> dict[str, Any] | None:
    return device(viewer, speaker)


@projects("remote", Remote, within=lambda viewer: Remote.objects.visible_to(viewer))
def remote(viewer: Viewer, remote: Remote) -> dict[str, Any] | None:
    """Whose it is, too: it acts in their name."""
    shown = device(viewer, remote)
    return shown and {**shown, "user": remote.user_id}
