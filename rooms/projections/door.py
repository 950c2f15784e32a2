"""What those who lead see of the door: who waits outside, and who may not come back."""

from __future__ import annotations

from typing import Any

from rooms.live.projecting import projects
from rooms.models import Ban, Knock
from rooms.projections.room import somebody
from rooms.viewer import Viewer


@projects("knock", Knock, within=lambda viewer: Knock.objects.visible_to(viewer).select_related("user"))
def knock(viewer: Viewer, knock: Knock) -> dict[str, Any] | None:
    return {**somebody(knock), "at": knock.created_at} if viewer.leads else None


@projects("ban", Ban, within=lambda viewer: Ban.objects.visible_to(viewer).select_related("user", "by"))
def ban(viewer: Viewer, ban: Ban) -> dict[str, Any] | None:
    if not viewer.leads:
        return None
    return {
        "id": ban.pk,
        "user": ban.user_id,
        "name": ban.user.display_name,
        "colour": ban.user.colour,
        "reason": ban.reason,
        "by": {"user": ban.by_id, "name": ban.by.display_name} if ban.by else None,
        "at": ban.created_at,
    }
