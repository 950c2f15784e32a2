"""What lies on a room's table, in the room's archive: its scenes with all that is in them, characters, handouts of no scene.

A scene is its document (`schema.py`), beside which stands what only means something in a room: where it lies among the
others, which characters its tokens stand for, with which playlist it begins, which of its handouts all may see.
"""

from __future__ import annotations

from typing import Annotated, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from msgspec import Meta, Struct, convert, structs

from accounts.models import StoredFile
from audio.archive import FOLDER as SOUNDS
from audio.archive import place_of, sound_of
from audio.models import Track
from audio.models.playlist import MOST_PLAYLISTS
from config.api.errors import Invalid
from maps.formats.structure import MAX_TOKENS
from maps.models import Map
from rooms.archive import Arriving, Opened, Packing, Part
from rooms.archive.opening import unsound
from scenes import folders
from scenes.archive.building import Given, build
from scenes.archive.schema import Document, FileName, HandoutFields, LibraryFields
from scenes.archive.sounds import named, sounds_of
from scenes.archive.taken import Taken
from scenes.archive.writing import document_of
from scenes.events.characters import Attributes, Line, Text
from scenes.events.token_fields import Look, stored
from scenes.models import Character, Handout, Scene, SceneFolder
from scenes.models.character import MOST_CHARACTERS
from scenes.models.fields import Shared
from scenes.models.handout import MOST_HANDOUTS
from scenes.models.scene import MOST_FOLDERS, MOST_SCENES
from scenes.universes import another_world, at_hand

TABLE, MAPS, PICTURES = "table.json", "maps", "pictures"
Path_ = Annotated[str, Meta(max_length=folders.LONGEST)]
Place = Annotated[int, Meta(ge=0)]


class CharacterFields(Struct):
    name: Annotated[str, Meta(min_length=1, max_length=50)]
    file: FileName = ""
    attributes: Attributes = {}
    notes: Text = ""
    gm_notes: Text = ""
    macros: Annotated[list[Line], Meta(max_length=30)] = []
    token: dict[str, Any] = {}


class SharedHandout(HandoutFields):
    """`shown`: to all. With whom by name is of the room it came from."""

    shown: bool = False


class TableFields(Struct):
    """`scenes` texts, of which the one at `active` is on the table; `folders` with nothing in them, too."""

    scenes: Annotated[int, Meta(ge=0, le=MOST_SCENES)] = 0
    active: Place | None = None
    folders: Annotated[list[Path_], Meta(max_length=MOST_FOLDERS)] = []
    characters: Annotated[list[CharacterFields], Meta(max_length=MOST_CHARACTERS)] = []
    handouts: Annotated[list[SharedHandout], Meta(max_length=MOST_HANDOUTS)] = []


class SceneFields(Struct):
    """`played` are (place of a token, place of its character); `playlist` a place among the room's; `shown` places of
    handouts.
    """

    document: Document
    folder: Path_ = ""
    playlist: Annotated[int, Meta(ge=0, lt=MOST_PLAYLISTS)] | None = None
    played: Annotated[list[tuple[Place, Place]], Meta(max_length=MAX_TOKENS)] = []
    shown: Annotated[list[Place], Meta(max_length=MOST_HANDOUTS)] = []


class Table(Part):
    words = _("scenes")

    def pack(self, packing: Packing) -> None:
        room = packing.room
        people = list(Character.objects.filter(room=room).select_related("portrait"))
        at = {one.pk: place for place, one in enumerate(people)}
        active, number = None, 0
        for scene in Scene.objects.filter(room=room):
            packing.text(_scene_name(number), _scene(packing, scene, at))
            active = number if scene.active else active
            number += 1
        loose = Handout.objects.filter(room=room, scene=None).select_related("picture")
        packing.text(
            TABLE,
            TableFields(
                scenes=number,
                active=active,
                folders=folders.paths(room),
                characters=[_character(packing, one) for one in people],
                handouts=[
                    SharedHandout(
                        file=packing.name_of(PICTURES, one.picture), name=one.name, order=one.order,
                        shown=one.shared == Shared.ALL,
                    )
                    for one in loose
                ],
            ),
        )  # fmt: skip

    def look(self, archive: Opened) -> dict[str, int]:
        table: TableFields = archive.text(TABLE, TableFields)
        counts = {"scenes": table.scenes, "characters": len(table.characters), "handouts": len(table.handouts)}
        counts |= dict.fromkeys(("maps", "tokens", "walls", "lights", "notes", "encounters"), 0)
        if table.active is not None and table.active >= table.scenes:
            raise unsound()
        for path in table.folders:
            _require_folder(path)
        for one in table.characters:
            _look(one)
        for scene in _scenes(archive, table):
            document = scene.document
            if any(one >= len(table.characters) for _token, one in scene.played):
                raise unsound()
            if scene.folder:
                _require_folder(scene.folder)
            counts["handouts"] += len(document.handouts)
            counts["notes"] += len(document.map_notes)
            for name in ("maps", "tokens", "walls", "lights", "encounters"):
                counts[name] += len(getattr(document, name))
        return counts

    def take_in(self, arriving: Arriving) -> None:
        table: TableFields = arriving.archive.text(TABLE, TableFields)
        taken = Taken(arriving.owner, arriving.directory)
        arriving.made.append(taken.undo)
        for one in table.characters:
            _picture(arriving, taken, one.file)
        for loose in table.handouts:
            _picture(arriving, taken, loose.file, handed=True)
        for number, scene in enumerate(_scenes(arriving.archive, table)):
            document = scene.document
            arriving.tell(0.4 + 0.3 * number / table.scenes, document.scene.name)
            for placed in document.maps:
                _map(arriving, taken, placed.file, document.library.get(placed.file))
            for name in sorted(named(document)):
                sound_of(arriving, name, document.sounds.get(name))
            for token in document.tokens:
                _picture(arriving, taken, token.file)
            for handout in document.handouts:
                _picture(arriving, taken, handout.file, handed=True)

    def build(self, arriving: Arriving) -> None:
        table: TableFields = arriving.archive.text(TABLE, TableFields)
        room, things = arriving.room, arriving.things
        people = Character.objects.bulk_create(
            Character(
                room=room, name=one.name, portrait=things.get(f"{PICTURES} {one.file}"), notes=one.notes,
                gm_notes=one.gm_notes, token=_look(one), macros=[structs.asdict(line) for line in one.macros],
                attributes={name: value for name, value in one.attributes.items() if value is not None},
            )
            for one in table.characters
        )  # fmt: skip
        SceneFolder.objects.bulk_create(
            [SceneFolder(room=room, path=path) for path in dict.fromkeys(table.folders)], ignore_conflicts=True
        )
        for loose in table.handouts:
            picture = things.get(f"handouts {loose.file}")
            if picture is not None:
                _loose(room, loose, picture, things[f"previews {loose.file}"])
        made = []
        for scene in _scenes(arriving.archive, table):
            with transaction.atomic():
                made.append(_build(arriving, scene, people))
        _show(made, table.active)


def _scene_name(number: int) -> str:
    return f"scenes/{number + 1}.json"


def _scenes(archive: Opened, table: TableFields) -> Any:
    for number in range(table.scenes):
        found: SceneFields = archive.text(_scene_name(number), SceneFields)
        yield found


def _scene(packing: Packing, scene: Scene, characters: dict[Any, int]) -> SceneFields:
    def name_of(thing: Any) -> str:
        match thing:
            case Map():
                return packing.name_of(MAPS, thing.picture)
            case Track():
                return packing.name_of(SOUNDS, thing.file)
        return packing.name_of(PICTURES, thing)

    document = document_of(scene, name_of, at_home=True)
    document.sounds = sounds_of(scene, name_of)
    return SceneFields(
        document=document,
        folder=scene.folder,
        playlist=place_of(scene.room_id, scene.playlist),
        played=[
            (place, characters[token.character_id])
            for place, token in enumerate(scene.tokens.all())
            if token.character_id in characters
        ],
        shown=[place for place, one in enumerate(scene.handouts.all()) if one.shared == Shared.ALL],
    )


def _character(packing: Packing, one: Character) -> CharacterFields:
    fields = {name: getattr(one, name) for name in ("name", "attributes", "notes", "gm_notes", "macros", "token")}
    file = packing.name_of(PICTURES, one.portrait) if one.portrait else ""
    return convert({**fields, "file": file}, CharacterFields)


def _look(one: CharacterFields) -> dict[str, Any]:
    """What its tokens begin with, as it is stored. Raises Unprocessable."""
    try:
        return stored(convert(one.token, Look))
    except ValueError:
        raise unsound() from None


def _require_folder(path: str) -> None:
    """Raises Unprocessable."""
    try:
        folders.cleaned(path)
    except Invalid:
        raise unsound() from None


def _map(arriving: Arriving, taken: Taken, name: str, known: LibraryFields | None) -> None:
    """The very same picture in the importer's library serves as well."""
    key = f"{MAPS} {name}"
    if key in arriving.things or name not in arriving.archive:
        return
    sha256 = arriving.archive.manifest.files[name].sha256
    own = Map.objects.owned_by(arriving.owner).filter(picture__sha256=sha256).order_by("created_at", "id").first()
    arriving.things[key] = own or taken.map_at(
        arriving.file(name), known.name if known else "", known, id=arriving.id_of(name)
    )


def _picture(arriving: Arriving, taken: Taken, name: str, *, handed: bool = False) -> None:
    """Under its name, and whether it is to be handed out: then it is larger, and has a preview."""
    key = f"{'handouts' if handed else PICTURES} {name}"
    if not name or key in arriving.things or name not in arriving.archive:
        return
    kept, preview = taken.picture_at(arriving.file(name), handed=handed)
    arriving.things[key] = kept
    if preview is not None:
        arriving.things[f"previews {name}"] = preview


def _loose(room: Any, one: SharedHandout, picture: StoredFile, preview: StoredFile) -> None:
    Handout.objects.create(
        room=room, name=one.name, order=one.order, picture=picture, preview=preview, width=picture.width or 1,
        height=picture.height or 1, shared=Shared.ALL if one.shown else Shared.NONE,
    )  # fmt: skip


def _build(arriving: Arriving, said: SceneFields, people: list[Character]) -> Scene:
    document, owner, things = said.document, arriving.owner, arriving.things
    universe = at_hand(owner, document.universe.id) if document.universe else None
    pictures = {one.file: f"{PICTURES} {one.file}" for one in document.tokens}
    pictures |= {one.file: f"handouts {one.file}" for one in document.handouts}
    given = Given(
        maps=_there(things, {one.file: f"{MAPS} {one.file}" for one in document.maps}),
        sounds=_there(things, {name: name for name in named(document)}),
        pictures=_there(things, pictures),
        previews=_there(things, {one.file: f"previews {one.file}" for one in document.handouts}),
        tokens={token: {"character": people[one]} for token, one in said.played},
        users=owner.pk,
        universe=universe,
        own=another_world(owner, document.scene.name, universe, document.universe.own if document.universe else None),
    )
    scene = build(arriving.room, document, given, name=document.scene.name, folder=said.folder)
    if said.playlist is not None and f"playlist {said.playlist}" in things:
        scene.change(grid={}, playlist=things[f"playlist {said.playlist}"])
    shown = set(said.shown)
    for place, handout in enumerate(scene.handouts.all()):
        if place in shown:
            handout.share(Shared.ALL)
    return scene


def _there(things: dict[str, Any], keys: dict[str, str]) -> dict[str, Any]:
    """What came along, by its name in the document."""
    return {name: things[key] for name, key in keys.items() if key in things}


def _show(scenes: list[Scene], active: int | None) -> None:
    """The first one that is made is on the table; it leaves it to the one that was."""
    first = next((one for one in scenes if one.active), None)
    if active is not None:
        scenes[active].show(first)
    elif first is not None:
        first.active = False
        first.save(update_fields=["active", "updated_at"])
