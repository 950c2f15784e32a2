"""Handouts: pictures to be shown. They come by REST; here they are changed, shown and taken away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from accounts.models import Model, StoredFile
from rooms.live import Event, Input
from rooms.models import Room
from rooms.viewer import Viewer
from scenes.events.fields import Layer, SceneName
from scenes.events.notes import require_players
from scenes.models import Handout, Scene


def scene_of(who: Viewer, id: UUID | None) -> Scene | None:
    """The scene that a handout belongs to. Raises NotFound for one of another room."""
    return None if id is None else Scene.objects.seen(who, pk=id)


class HandoutCreate(Event):
    """A picture was uploaded: it becomes a handout that nobody sees yet."""

    type = "handout.create"
    permission = "scenes.edit"
    internal = True
    streams = frozenset({"scene"})
    example = {"name": "The letter", "picture": "$handout_file", "preview": "$handout_preview", "width": 4, "height": 3}

    class Input(Input):
        name: SceneName
        picture: UUID
        preview: UUID
        width: int
        height: int
        scene: UUID | None = None

    def touched(self, room: Room) -> list[Model]:
        return []

    def apply(self, room: Room) -> Handout:
        Handout.require_place(room.pk)
        files = {
            name: StoredFile.objects.seen(self.who, pk=getattr(self.data, name)) for name in ("picture", "preview")
        }
        size = {"width": self.data.width, "height": self.data.height}
        scene = scene_of(self.who, self.data.scene)
        return Handout.objects.create(room=room, scene=scene, name=self.data.name, **files, **size)


class HandoutEvent(Event):
    """Base of what happens to one handout."""

    permission = "scenes.edit"
    streams = frozenset({"scene"})

    def target(self, who: Viewer) -> Handout:
        return Handout.objects.seen(who, pk=self.data.handout)

    def touched(self, handout: Handout) -> Iterable[Model]:
        return [handout]


class HandoutUpdate(HandoutEvent):
    """Change a handout's name, its scene (null for none) or its place in the list; only what is named changes."""

    type = "handout.update"
    undoable = True
    example = {"handout": "$handout", "name": "The torn letter"}

    class Input(Input):
        handout: UUID
        name: SceneName | UnsetType = UNSET
        scene: UUID | None | UnsetType = UNSET
        order: Layer | UnsetType = UNSET

    def apply(self, handout: Handout) -> None:
        fields: dict[str, Any] = self.data.given("name", "order")
        if self.data.scene is not UNSET:
            fields["scene"] = scene_of(self.who, self.data.scene)
        handout.change(**fields)


class HandoutShare(HandoutEvent):
    """Show a handout to nobody, to everybody, or to some players by name."""

    type = "handout.share"
    undoable = True
    example = {"handout": "$handout", "shared": "all"}

    class Input(Input):
        handout: UUID
        shared: Literal["none", "all", "named"]
        readers: Annotated[list[UUID], Meta(max_length=50)] = []

    def apply(self, handout: Handout) -> None:
        require_players(self.who, self.data.readers)
        handout.share(self.data.shared, self.data.readers)


class HandoutDelete(HandoutEvent):
    """Delete a handout. Its file stays for a day, so that this can be undone."""

    type = "handout.delete"
    undoable = True
    example = {"handout": "$handout"}

    class Input(Input):
        handout: UUID

    def apply(self, handout: Handout) -> None:
        handout.delete()

    @classmethod
    def require_place(cls, row: Handout) -> None:
        Handout.require_place(row.room_id)
