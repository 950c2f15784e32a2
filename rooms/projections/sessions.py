"""What each viewer sees of the game sessions of a room."""

from __future__ import annotations

from typing import Any

from rooms.live.projecting import projects
from rooms.models import GameSession
from rooms.viewer import Viewer


@projects(
    "session",
    GameSession,
    within=lambda viewer: GameSession.objects.shown(viewer.room),
    keys=lambda session: ("all",),
)
def session(viewer: Viewer, session: GameSession) -> dict[str, Any] | None:
    """For everybody who belongs to the room, with everybody's answer; not for displays."""
    if not (viewer.leads or viewer.member):
        return None
    return {
        "id": session.pk,
        "title": session.title,
        "note": session.note,
        "starts_at": session.starts_at,
        "minutes": session.minutes,
        "started_at": session.started_at,
        "ended_at": session.ended_at,
        "answers": {str(answer.member.user_id): answer.answer for answer in session.answers.all()},
    }
