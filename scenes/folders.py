"""Folders of a room's scenes. A folder is its path, "The tomb/Second level"; a scene holds the path it lies in."""

from __future__ import annotations

from django.utils.translation import gettext as _

from config.api.errors import Conflict, Invalid, NotFound
from rooms.models import Room
from scenes.models import Scene, SceneFolder
from scenes.models.scene import MOST_FOLDERS

MOST_DEEP, LONGEST_NAME, LONGEST = 10, 60, 200


def cleaned(path: str) -> str:
    """The path without spaces around its names. Raises Invalid for one that is empty, too deep or too long."""
    names = [name.strip() for name in path.split("/")]
    if not all(names) or len(path) > LONGEST or max(map(len, names)) > LONGEST_NAME:
        raise Invalid(fields={"path": [_("Each folder needs a name of at most 60 characters.")]})
    if len(names) > MOST_DEEP:
        raise Invalid(fields={"path": [_("Folders can be ten deep at most.")]})
    return "/".join(names)


def within(path: str, folder: str) -> bool:
    """Whether `path` is the folder or lies in it."""
    return path == folder or path.startswith(f"{folder}/")


def moved(path: str, folder: str, to: str) -> str:
    return to + path[len(folder) :]


def paths(room: Room) -> list[str]:
    """All folders, those that only a scene or a deeper folder names among them."""
    named = {*SceneFolder.objects.filter(room=room).values_list("path", flat=True)}
    named |= {*Scene.objects.filter(room=room).exclude(folder="").values_list("folder", flat=True)}
    return sorted({"/".join(path.split("/")[:depth]) for path in named for depth in range(1, path.count("/") + 2)})


def make(room: Room, path: str) -> list[SceneFolder]:
    """The folder and those above it that there were not. Raises Conflict when it is there already."""
    path = cleaned(path)
    there = set(paths(room))
    if path in there:
        raise Conflict(_("There is a folder of this name already."))
    names = path.split("/")
    rows = {*SceneFolder.objects.filter(room=room).values_list("path", flat=True)}
    wanted = [one for depth in range(1, len(names) + 1) if (one := "/".join(names[:depth])) not in rows]
    if len(rows) + len(wanted) > MOST_FOLDERS:
        raise Invalid(_("A room holds at most 500 folders of scenes."))
    return [SceneFolder.objects.create(room=room, path=one) for one in wanted]


def inside(room: Room, path: str) -> tuple[list[SceneFolder], list[Scene]]:
    """The rows of the folder and of what lies in it. Raises NotFound when there is none."""
    folders = [one for one in SceneFolder.objects.filter(room=room) if within(one.path, path)]
    scenes = [one for one in Scene.objects.filter(room=room).exclude(folder="") if within(one.folder, path)]
    if not (folders or scenes):
        raise NotFound()
    return folders, scenes


def rename(folders: list[SceneFolder], scenes: list[Scene], path: str, to: str, taken: list[str]) -> None:
    """Moves all of it from `path` to `to`. Raises Invalid for a place in itself or too deep, Conflict for one taken."""
    to = cleaned(to)
    if to == path:
        return
    if within(to, path):
        raise Invalid(fields={"to": [_("A folder cannot lie inside itself.")]})
    if to in taken:
        raise Conflict(_("There is a folder of this name already."))
    for folder in folders:
        folder.path = cleaned(moved(folder.path, path, to))
        folder.save(update_fields=["path", "updated_at"])
    for scene in scenes:
        scene.folder = cleaned(moved(scene.folder, path, to))
        scene.save(update_fields=["folder", "updated_at"])
