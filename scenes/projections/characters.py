"""What each viewer sees of characters: those who lead all, a player their own. Of others' there is only the token."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from rooms.live.projecting import projects
from rooms.viewer import Viewer
from scenes.models import Character

OF_OWNER = ("name", "attributes", "notes", "macros", "token", "version")


def portrait_url(character: Character) -> str | None:
    portrait: UUID | None = character.portrait_id
    if portrait is None:
        return None
    return f"/api/v1/rooms/{character.room_id}/characters/{character.pk}/portrait?v={portrait.hex[:8]}"


def sheet(character: Character) -> dict[str, Any]:
    return {
        "id": character.pk,
        "owner": character.owner_id,
        "portrait": portrait_url(character),
        **{name: getattr(character, name) for name in OF_OWNER},
    }


@projects("character", Character, within=lambda viewer: Character.objects.visible_to(viewer))
def character(viewer: Viewer, character: Character) -> dict[str, Any] | None:
    return {**sheet(character), "gm_notes": character.gm_notes} if viewer.leads else None


def player(character: Character) -> Iterable[str]:
    return [f"user:{character.owner_id}"] if character.owner_id else []


@projects("own_character", Character, keys=player)
def own_character(viewer: Viewer, character: Character) -> dict[str, Any]:
    """Another kind: who leads and plays one would else lose the notes that only those who lead read."""
    return sheet(character)
