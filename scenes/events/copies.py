"""Scenes that come whole: a copy of another, and what was read from a file."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from accounts.models import Model, StoredFile
from audio.models import Track
from audio.models.playlist import MOST_ENTRIES
from maps.models import Map
from rooms.live import Event, Input
from rooms.live.projecting import PROJECTED
from rooms.models import Room
from scenes.archive.building import Given, build
from scenes.archive.schema import Document
from scenes.archive.sounds import lay_ready
from scenes.archive.writing import document_of
from scenes.events.fields import SceneName
from scenes.events.scenes import Folder, SceneEvent, all_of
from scenes.models import Explored, Scene
from scenes.models.emitter import MOST_EMITTERS
from scenes.universes import another_world, at_hand


class SceneDuplicate(SceneEvent):
    """Make a copy of a scene with everything in it: maps, tokens with their owners, walls, fog, areas, drawings, notes,
    handouts (shown to nobody), encounters, sources of sound, its playlist, its universe and a copy of its own world. With
    `explored` also what the players have explored.
    """

    type = "scene.duplicate"
    example = {"scene": "$scene"}

    class Input(Input):
        scene: UUID
        name: SceneName | UnsetType = UNSET
        explored: bool = False

    def touched(self, scene: Scene) -> list[Model]:
        return []

    def apply(self, scene: Scene) -> list[Model]:
        scene.room = self.who.room
        name = self.data.name or _("%(name)s (copy)") % {"name": scene.name[:70]}
        document, given = copied(scene, self.who.user, name)
        made = build(self.who.room, document, given, name=name, folder=scene.folder)
        made.change(grid={}, playlist=scene.playlist)
        if self.data.explored:
            Explored.objects.filter(scene=made).delete()
            for seen in Explored.objects.filter(scene=scene):
                seen.pk, seen.scene = None, made
                seen.save(force_insert=True)
        return shown(made)


def copied(scene: Scene, user: Any, name: str) -> tuple[Document, Given]:
    """The scene's document, its files named by their ids, and what stands behind these names in the same room, for a copy
    of this name by `user`.
    """
    files: dict[str, Any] = {}

    def name_of(thing: Any) -> str:
        files[str(thing.pk)] = thing
        return str(thing.pk)

    document = document_of(scene, name_of, at_home=True)
    previews = {str(one.picture_id): one.preview for one in scene.handouts.select_related("preview")}
    return document, Given(
        maps={name: one for name, one in files.items() if isinstance(one, Map)},
        sounds={name: one for name, one in files.items() if isinstance(one, Track)},
        pictures={name: another(one) for name, one in files.items() if isinstance(one, StoredFile)},
        previews={name: another(one) for name, one in previews.items()},
        tokens={
            at: {"owner_ids": token.owner_ids, "character_id": token.character_id}
            for at, token in enumerate(scene.tokens.all())
        },
        users=user.pk if user else None,
        universe=scene.universe,
        own=another_world(user, name, scene.universe, scene.own_universe_id),
    )


def another(file: StoredFile) -> StoredFile:
    """One more row for the same stored object, which counts once: so that one use may end without the other."""
    fields = ("owner_id", "kind", "sha256", "size", "content_type", "key", "width", "height")
    return StoredFile.objects.create(**{name: getattr(file, name) for name in fields})


def shown(scene: Scene) -> list[Model]:
    """What of a new scene goes to the table: what lies in it only when it is shown at once, as the first of a room is;
    nobody can be looking at it otherwise.
    """
    rows = all_of(scene) if scene.active else [scene, *scene.handouts.all()]
    return [row for row in rows if type(row) in PROJECTED]


class SceneImport(Event):
    """A scene was read from a file: it becomes one of the room, not shown yet."""

    type = "scene.import"
    permission = "scenes.edit"
    internal = True
    streams = frozenset({"scene"})
    example = {
        "name": "The keep",
        "document": {"scene": {"name": "-"}, "walls": [{"x1": 0, "y1": 0, "x2": 70, "y2": 0}]},
    }

    class Input(Input):
        """`maps`, `sounds`, `pictures` and `previews` say by id what stands behind the names in the document; with
        `shared` the pictures are in use already.
        """

        name: SceneName
        document: Document
        folder: Folder = ""
        maps: Annotated[dict[str, UUID], Meta(max_length=100)] = {}
        sounds: Annotated[dict[str, UUID], Meta(max_length=MOST_EMITTERS + MOST_ENTRIES)] = {}
        pictures: dict[str, UUID] = {}
        previews: dict[str, UUID] = {}
        shared: bool = False

    def touched(self, room: Room) -> list[Model]:
        return []

    def apply(self, room: Room) -> list[Model]:
        place = self.data.document.universe
        universe = at_hand(self.who.user, place.id) if place else None
        given = Given(
            maps=self._known(Map.objects.visible_to(self.who), self.data.maps),
            sounds=self._known(Track.objects.visible_to(self.who), self.data.sounds),
            pictures=self._files(self.data.pictures),
            previews=self._files(self.data.previews),
            users=self.who.user.pk if self.who.user else None,
            universe=universe,
            own=another_world(self.who.user, self.data.name, universe, place.own if place else None),
        )
        made = build(room, self.data.document, given, name=self.data.name, folder=self.data.folder)
        playlist, ready = lay_ready(room, self.data.document, given.sounds)
        if playlist is not None:
            made.change(grid={}, playlist=playlist)
        return [*shown(made), *ready]

    def _files(self, names: dict[str, UUID]) -> dict[str, StoredFile]:
        """Of one's own, and pictures: what still waits to be re-encoded is none."""
        pictures = StoredFile.objects.visible_to(self.who).filter(content_type__startswith="image/")
        found = self._known(pictures, names)
        return {name: another(file) for name, file in found.items()} if self.data.shared else found

    @staticmethod
    def _known(rows: Any, names: dict[str, UUID]) -> dict[str, Any]:
        found = rows.in_bulk(names.values()) if names else {}
        return {name: found[id] for name, id in names.items() if id in found}
