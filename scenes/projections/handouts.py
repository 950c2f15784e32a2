"""What each viewer sees of handouts: pictures that those who lead show to everybody, to some or to nobody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rooms.live.projecting import projects
from rooms.viewer import Viewer
from scenes.models import Handout, Shared


def shown(viewer: Viewer, handout: Handout) -> dict[str, Any]:
    """What a reader gets. The addresses name the handout, not its file, and ask anew who fetches."""
    url = f"/api/v1/rooms/{handout.room_id}/handouts/{handout.pk}/picture"
    version = handout.picture_id.hex[:8]
    return {
        "id": handout.pk,
        "name": handout.name,
        "url": f"{url}?v={version}",
        "preview": f"{url}?preview=1&v={version}",
        "width": handout.width,
        "height": handout.height,
        "shared": handout.shared,
    }


@projects("handout", Handout, within=lambda viewer: Handout.objects.visible_to(viewer))
def handout(viewer: Viewer, handout: Handout) -> dict[str, Any] | None:
    """For those who lead, and for everybody when it is shown to everybody. It is the room's, whatever scene a game master
    looks at: what has a `scene` is held with that scene alone (SPEC S7), so its own is called `of_scene`.
    """
    if viewer.leads:
        placed = {"of_scene": handout.scene_id, "order": handout.order, "readers": handout.readers}
        return {**shown(viewer, handout), **placed}
    return shown(viewer, handout) if handout.shared == Shared.ALL else None


def named_readers(handout: Handout) -> Iterable[str]:
    return [f"user:{user}" for user in handout.readers] if handout.shared == Shared.NAMED else []


projects("handout", Handout, keys=named_readers)(shown)
