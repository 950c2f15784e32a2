"""What each viewer sees of tokens. Hidden ones and notes are for those who lead, bars and auras for whom they are shown
to; hit points of enemies stay on the server."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rooms.live.prepared import Prepared
from rooms.live.projecting import projects
from rooms.models import Member, Role
from rooms.viewer import Viewer
from scenes.models import Token
from scenes.models.bars import ALL, OWNERS, shown
from scenes.projections.scene import in_focus
from scenes.sight import Seen, seen_by

PUBLIC = ("x", "y", "size", "rotation", "z", "disposition", "elevation", "conditions")
SIGHT = (
    "has_sight",
    "sight_range",
    "sight_angle",
    "darkvision",
    "light_bright",
    "light_dim",
    "light_angle",
    "light_colour",
)
OF_OWNERS = ("name", "owner_notes", "group", "locked", "version", *SIGHT)
OF_LEADS = ("name", "gm_name", "gm_notes", "hidden", "show_name", "auras", *OF_OWNERS)


@projects(
    "token",
    Token,
    within=lambda viewer: (
        Token.objects.visible_to(viewer).filter(**in_focus(viewer)).select_related("scene", "character")
    ),
)
def token(viewer: Viewer, token: Token) -> dict[str, Any] | None:
    seen = seen_by(viewer, token.scene)
    if not viewer.leads and (token.hidden or not seen.token(token)):
        return None
    public = {
        "id": token.pk,
        "scene": token.scene_id,
        **{name: getattr(token, name) for name in PUBLIC},
        "picture": picture_url(token),
        "trail": trail_of(token, seen if viewer.leads or token.scene.trails else None),
    }
    if viewer.leads:
        private = {name: getattr(token, name) for name in OF_LEADS}
        return {
            **public,
            **private,
            "owners": token.owner_ids,
            "character": token.character_id,
            "bars": token.bars_now(),
        }
    return {
        **public,
        "name": token.name if token.show_name else "",
        "bars": shown(token.bars_now(), ALL),
        "auras": auras(token, ALL),
    }


def picture_url(token: Token) -> str | None:
    """Where its picture is, if it has one. The version is of the stored file's random id, which tells nothing of it."""
    picture = token.shown_picture_id
    return picture and f"/api/v1/scenes/{token.scene_id}/tokens/{token.pk}/picture?v={picture.hex[:8]}"


def auras(token: Token, to: frozenset[str]) -> list[dict[str, Any]]:
    return [{"radius": aura["radius"], "colour": aura["colour"]} for aura in token.auras if aura["show"] in to]


def trail_of(token: Token, seen: Seen | None) -> list[list[float]]:
    """The end of its way that lies in what is seen: where it came from, out of sight, is not told. Empty when it did not
    walk to where it stands.
    """
    trail: list[list[float]] = token.trail
    if seen is None or not trail or trail[-1] != [token.x, token.y]:
        return []
    if seen.everything:
        return trail
    first = len(trail) - 1
    while first > 0 and seen.spot(*trail[first - 1]):
        first -= 1
    return trail[first:] if first < len(trail) - 1 else []


def controllers(token: Token) -> Iterable[str]:
    """Whom it is told that they control the token: those it was given to who play or lead, and nobody while they may not
    know that it exists.
    """
    if token.hidden or not token.owner_ids or not token.scene.active:
        return []
    return [f"user:{user}" for (user,) in _at_play.rows(token.scene.room_id) if str(user) in token.owner_ids]


_at_play = Prepared(
    lambda room: Member.objects.filter(room=room).exclude(role=Role.SPECTATOR).order_by("user").values_list("user")
)


@projects("control", Token, keys=controllers)
def control(viewer: Viewer, token: Token) -> dict[str, Any]:
    """What those whom the token was given to know of it besides."""
    return {
        "id": token.pk,
        "token": token.pk,
        **{name: getattr(token, name) for name in OF_OWNERS},
        "character": token.character_id,
        "bars": shown(token.bars_now(), OWNERS),
        "auras": auras(token, OWNERS),
    }
