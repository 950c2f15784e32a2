"""From a kept file to a scene of the room, and to maps and sounds of libraries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from django.utils.translation import gettext as _

from audio.archive import SoundFields
from audio.intake import take_in
from config.api.errors import Invalid
from config.files import images
from maps.formats.structure import Malformed
from maps.models import Map
from maps.words import refusal
from rooms.live import perform
from rooms.models import Entry
from rooms.viewer import Viewer
from scenes.archive import sounds
from scenes.archive.container import Archive
from scenes.archive.schema import Document
from scenes.archive.taken import Taken
from scenes.events.copies import SceneImport
from scenes.imports.kept import Waiting
from scenes.imports.reading import PICTURE, Reading
from scenes.models import Scene

MOST_AT_ONCE, MOST_BYTES_AT_ONCE = 3, 8 * 1024 * 1024
"""Pictures of an archive that are re-encoded, and sounds that are decoded, while somebody waits."""


def large(reading: Reading, map: Map | None) -> bool:
    """Whether it takes longer than somebody waits: pictures over 4,096 px, or more than a few files."""
    if reading.archive is not None:
        files = reading.document.files
        return len(files) > MOST_AT_ONCE or sum(file.size for file in files.values()) > MOST_BYTES_AT_ONCE
    return map is None and reading.picture is not None and images.inspect(reading.picture, kind="map").large


def build(
    waiting: Waiting, reading: Reading, *, name: str | None, map: Map | None,
    progress: Callable[[float, str], None] = lambda part, words: None,
) -> Scene:  # fmt: skip
    """Makes the scene, and the maps and sounds of the library that its files become. Nothing of it stays when that fails; a
    repeat (the answer got lost, the worker was killed) finds the scene that was made.
    """
    viewer, made = waiting.viewer, Made(waiting)
    if reading.format == "uvtt" and map is None and reading.picture is None:
        raise Invalid(
            _("This file only names its picture. Choose the map that it belongs to."),
            fields={"map": [_("Choose a map.")]},
        )
    try:
        made.sounds = sounds.in_library(viewer.user, reading.document)
        if reading.archive is not None:
            made.archived(reading.archive, progress)
        elif map is not None:
            reading = reading.on(map.width, map.height)
            made.maps = {PICTURE: map.pk}
        elif reading.picture is not None:
            progress(0.1, _("re-encoding the picture"))
            # A Universal VTT file with its picture comes into the library whole, with its structure.
            whole = reading.format == "uvtt" and reading.embedded
            own = made.map(reading, waiting.path if whole else reading.picture)
            reading = reading.on(own.width, own.height)
        if map is not None and reading.structure is None:
            # A document of ours without its pictures lies on the map that was chosen.
            made.maps = {one.file: map.pk for one in reading.document.maps[:1]}
        progress(0.9, _("building the scene"))
        wanted = SceneImport.Input(
            name=(name or reading.name or _("Scene"))[:80],
            document=reading.document,
            maps=made.maps,
            sounds=made.sounds,
            pictures=made.pictures,
            previews=made.previews,
        )
        outcome = perform(viewer, SceneImport.type, wanted, client_id=_mark(waiting.row.pk), internal=True)
    except BaseException:
        made.undo()
        raise
    if outcome.repeated:
        made.undo()
    waiting.row.delete()
    return _scene_of(viewer, outcome.seq)


def _mark(waiting: UUID) -> str:
    """Under which request the import is known: of two that confirm it one builds."""
    return f"import:{waiting}"


def done(viewer: Viewer, waiting: UUID) -> Scene | None:
    """The scene that became of it already; None while there is none."""
    entry = Entry.objects.filter(room=viewer.room, user=viewer.user, client_id=_mark(waiting)).first()
    return _scene_of(viewer, entry.seq) if entry else None


def _scene_of(viewer: Viewer, seq: int) -> Scene:
    entry = Entry.objects.get(room=viewer.room, seq=seq)
    id = next(op[2] for op in entry.views["gm"] if op[:2] == ["put", "scene"])
    found: Scene = Scene.objects.seen(viewer, pk=id)
    return found


class Made(Taken):
    """What an import has stored so far, by the names that the document has for it."""

    def __init__(self, waiting: Waiting) -> None:
        super().__init__(waiting.viewer.user, waiting.directory)
        self.maps: dict[str, UUID] = {}
        self.sounds: dict[str, UUID] = {}
        self.pictures: dict[str, UUID] = {}
        self.previews: dict[str, UUID] = {}

    def map(self, reading: Reading, path: Path) -> Map:
        """The file's one picture as a map of the library, with the file's grid and, if it can hold it, its structure."""
        entry = self.map_at(path, reading.name)
        if reading.structure is not None and entry.source == Map.Source.PICTURE:
            grid = reading.structure.fitted_to(entry.width, entry.height).grid
            entry.grid_type, entry.cell_width, entry.cell_height = grid.type, grid.size, grid.size_y
            entry.offset_x, entry.offset_y = grid.offset_x, grid.offset_y
            entry.save()
        self.maps[PICTURE] = entry.pk
        return entry

    def archived(self, archive: Archive, progress: Callable[[float, str], None]) -> None:
        """All pictures and sounds of an archive, re-encoded and decoded as if they had been uploaded; but for the sounds
        that are in the library already, and what nothing of the scene needs.
        """
        document = archive.document
        heard = sounds.named(document)
        names = sorted(
            set(document.files)
            - {name for name in document.files if _is_sound(name) and (name in self.sounds or name not in heard)}
        )
        laid = {one.file for one in document.maps}
        handed = {one.file for one in document.handouts}
        for at, name in enumerate(names):
            progress(0.1 + 0.8 * at / len(names), _("preparing pictures and sounds"))
            path = self.directory / f"member{at}"
            try:
                archive.take_out(name, path)
            except Malformed as error:
                raise refusal(error) from None
            if _is_sound(name):
                self._archived_sound(document, name, path)
            elif name in laid:
                known = document.library.get(name)
                self.maps[name] = self.map_at(path, known.name if known else "", known).pk
            else:
                self._picture(name, path, handed=name in handed)
            path.unlink()

    def _archived_sound(self, document: Document, name: str, path: Path) -> None:
        """Raises what an upload of it would: what only calls itself a sound comes into no library."""
        known = document.sounds.get(name) or SoundFields()
        sha256 = document.files[name].sha256
        entry = take_in(path, name, owner=self.owner, folder=None, sha256=sha256, kind=known.kind, name=known.name)
        self.rows.append(entry)
        self.sounds[name] = entry.pk

    def _picture(self, name: str, path: Path, *, handed: bool) -> None:
        kept, preview = self.picture_at(path, handed=handed)
        self.pictures[name] = kept.pk
        if preview is not None:
            self.previews[name] = preview.pk


def _is_sound(name: str) -> bool:
    return name.startswith("sounds/")
