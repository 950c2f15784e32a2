"""The order of a room's scenes: folders made, renamed or moved, deleted with what lies in them; which comes first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from accounts.models import Model
from config.api.errors import NotFound
from rooms.live import Event, Input
from rooms.models import Room
from rooms.viewer import Viewer
from scenes import folders
from scenes.events.scenes import all_of, delete_all
from scenes.models import Scene, SceneFolder

Path = Annotated[str, Meta(min_length=1, max_length=folders.LONGEST)]


class FolderCreate(Event):
    """Make a folder for scenes, and those above it that there are not: "The tomb/Second level"."""

    type = "scene.folder_create"
    undoable = True
    permission = "scenes.edit"
    streams = frozenset({"scene"})
    example = {"path": "The tomb/Second level"}

    class Input(Input):
        path: Path

    def touched(self, room: Room) -> list[Model]:
        return []

    def apply(self, room: Room) -> list[SceneFolder]:
        return folders.make(room, self.data.path)


class FolderEvent(Event):
    """Base of what happens to a folder and what lies in it."""

    permission = "scenes.edit"
    streams = frozenset({"scene"})

    def target(self, who: Viewer) -> Room:
        # Of folders only those who lead know: for others the rule says no, whether there is one or not.
        self.folders, self.scenes = folders.inside(who.room, self.data.path) if who.leads else ([], [])
        return who.room

    def touched(self, room: Room) -> Iterable[Model]:
        return [*self.folders, *self.scenes]


class FolderRename(FolderEvent):
    """Rename a folder, or move it elsewhere; its scenes and folders come along."""

    type = "scene.folder_rename"
    undoable = True
    example = {"path": "$folder", "to": "The tomb, flooded"}

    class Input(Input):
        path: Path
        to: Path

    def apply(self, room: Room) -> None:
        folders.rename(self.folders, self.scenes, self.data.path, self.data.to, folders.paths(room))


class FolderDelete(FolderEvent):
    """Delete a folder with the folders and scenes in it. Maps stay in the library."""

    type = "scene.folder_delete"
    example = {"path": "$folder"}

    class Input(Input):
        path: Path

    def target(self, who: Viewer) -> Room:
        room = super().target(who)
        self.things = [thing for scene in self.scenes for thing in all_of(scene)]
        return room

    def touched(self, room: Room) -> Iterable[Model]:
        return [*self.folders, *self.things]

    def apply(self, room: Room) -> None:
        delete_all(self.things)
        for folder in self.folders:
            folder.delete()


class SceneOrder(Event):
    """Put scenes in order: the first of the list comes first in its folder."""

    type = "scene.order"
    undoable = True
    permission = "scenes.edit"
    streams = frozenset({"scene"})
    example = {"scenes": ["$other_scene", "$scene"]}

    class Input(Input):
        scenes: Annotated[list[UUID], Meta(min_length=1, max_length=500)]

    def target(self, who: Viewer) -> Room:
        found = Scene.objects.visible_to(who).in_bulk(self.data.scenes)
        if who.leads and len(found) < len(set(self.data.scenes)):
            raise NotFound()
        self.scenes = [found[id] for id in dict.fromkeys(self.data.scenes) if id in found]
        return who.room

    def touched(self, room: Room) -> Iterable[Model]:
        return self.scenes

    def apply(self, room: Room) -> None:
        for order, scene in enumerate(self.scenes):
            if scene.order != order:
                scene.order = order
                scene.save(update_fields=["order", "updated_at"])
