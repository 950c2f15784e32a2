"""What each viewer sees of tokens. Hidden ones and notes are for those who lead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rooms.live.projecting import projects
from rooms.viewer import Viewer
from scenes.models import Token
from scenes.projections.scene import in_focus
from scenes.sight import seen_by


@projects(
    "token",
    Token,
    within=lambda viewer: Token.objects.visible_to(viewer).filter(**in_focus(viewer)).select_related("scene"),
)
def token(viewer: Viewer, token: Token) -> dict[str, Any] | None:
    if not viewer.leads and (token.hidden or not seen_by(viewer, token.scene).token(token)):
        return None
    seen = {
        "id": token.pk,
        "scene": token.scene_id,
        "name": token.name,
        "x": token.x,
        "y": token.y,
        "size": token.size,
        "rotation": token.rotation,
        "z": token.z,
        "disposition": token.disposition,
    }
    if not viewer.leads:
        return seen
    return {
        **seen,
        "gm_name": token.gm_name,
        "gm_notes": token.gm_notes,
        "hidden": token.hidden,
        "owners": token.owner_ids,
        "version": token.version,
    }


def controllers(token: Token) -> Iterable[str]:
    """Whom it is told that they control the token: nobody, while they may not know that it exists."""
    return [] if token.hidden or not token.scene.active else [f"user:{user}" for user in token.owner_ids]


@projects("control", Token, keys=controllers)
def control(viewer: Viewer, token: Token) -> dict[str, Any]:
    return {"id": token.pk, "token": token.pk}
