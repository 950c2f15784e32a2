"""What is seen of comments: everybody who sees the universe reads them."""

from __future__ import annotations

from typing import Any

from rooms.live import projects
from rooms.viewer import Viewer
from universes.models import Comment
from universes.projections.within import here


@projects("comment", Comment, within=here(Comment))
def comment(viewer: Viewer, comment: Comment) -> dict[str, Any]:
    return {
        "id": comment.pk,
        "by": {"user": comment.user_id, "name": comment.name},
        "text": comment.text,
        "reply_to": comment.reply_to_id,
        "resolved": comment.resolved,
        "edited_at": comment.edited_at,
        "at": comment.created_at,
    }
