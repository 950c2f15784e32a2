"""From a document to the rows of a new scene, with ids of their own. Called within an event's `apply`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from msgspec import structs, to_builtins

from accounts.models import Model, StoredFile
from audio.models import Track
from maps.models import Map
from rooms.models import Room
from scenes.archive.schema import PARTS, Document, EncounterFields
from scenes.archive.sounds import place
from scenes.models import Combatant, Emitter, Encounter, EncounterLine, Handout, PlacedMap, Scene, Token
from scenes.universes import place_in
from universes.models import Universe


@dataclass(frozen=True)
class Given:
    """What stands behind the names of a document's files: maps and sounds of libraries, pictures of tokens, and of
    handouts with their previews. `tokens` holds further fields of tokens by their place (owners and characters of the same room).
    `universe` is the one that the document names, where it may be used, `own` the new scene's own world.
    """

    maps: Mapping[str, Map] = field(default_factory=dict)
    sounds: Mapping[str, Track] = field(default_factory=dict)
    pictures: Mapping[str, StoredFile] = field(default_factory=dict)
    previews: Mapping[str, StoredFile] = field(default_factory=dict)
    tokens: Mapping[int, dict[str, Any]] = field(default_factory=dict)
    users: UUID | None = None
    universe: Universe | None = None
    own: Universe | None = None


def build(room: Room, document: Document, given: Given, *, name: str, folder: str) -> Scene:
    """The scene with everything in it; maps, sounds and pictures that are not given are left out."""
    scene = Scene.prepare(room, name=name, folder=folder)
    grid = {n.removeprefix("grid_"): v for n, v in _fields(document.scene).items() if n.startswith("grid_")}
    rest = {n: v for n, v in _fields(document.scene).items() if not n.startswith("grid_") and n != "name"}
    scene.change(grid=grid, **rest, **_place(document, given))
    fill(scene, document, given)
    return scene


def _place(document: Document, given: Given) -> dict[str, Any]:
    """Where the scene is among universes; what is otherwise in it there means nothing without that one."""
    found, universe = document.universe, given.universe
    if found is None or universe is None:
        return {}
    overrides = {name: to_builtins(getattr(found, name)) for name in ("physics_overrides", "music_overrides")}
    return {"universe": universe, "own_universe": given.own, "universe_order": place_in(universe), **overrides}


def fill(scene: Scene, document: Document, given: Given) -> list[Model]:
    """Puts what the document holds into `scene`. Returns the rows."""
    made: list[Any] = []
    for placed in document.maps:
        if map := given.maps.get(placed.file):
            made.append(PlacedMap(scene=scene, map=map, **_fields(placed, but=("file", "name"))))
    for related, _struct in PARTS.items():
        model: Any = Scene._meta.get_field(related).related_model
        rows: list[Any] = [model(scene=scene, **_fields(one)) for one in getattr(document, related)]
        if related == "fog_shapes":
            for order, row in enumerate(rows):
                row.order = order
        if related in ("areas", "drawings"):
            for row in rows:
                row.user_id = given.users
        made += rows
    tokens = [
        Token(
            scene=scene, picture=given.pictures.get(one.file), **_fields(one, but=("file",)), **given.tokens.get(at, {})
        )
        for at, one in enumerate(document.tokens)
    ]
    made += tokens
    for one in document.handouts:
        if picture := given.pictures.get(one.file):
            made.append(_handout(scene, one, picture, given.previews.get(one.file) or picture))
    made += (emitters := place(scene, document, given.sounds))
    active = next((one for one in document.encounters if one.active), None)
    for encounter in document.encounters:
        made += _encounter(scene, encounter, tokens, active=encounter is active)
    _save(made)
    if emitters:
        scene.renew(*Emitter.OUTDATES)
    return made


def _fields(of: Any, *, but: tuple[str, ...] = ()) -> dict[str, Any]:
    return {name: _plain(value) for name, value in structs.asdict(of).items() if name not in but}


def _plain(value: Any) -> Any:
    """Structs within fields as the dicts and lists that JSON columns hold."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, tuple):
        return list(value)
    return structs.asdict(value) if hasattr(value, "__struct_fields__") else value


def _handout(scene: Scene, one: Any, picture: StoredFile, preview: StoredFile) -> Handout:
    size = {"width": picture.width or 1, "height": picture.height or 1}
    return Handout(
        room=scene.room, scene=scene, name=one.name, order=one.order, picture=picture, preview=preview, **size
    )


def _encounter(scene: Scene, one: EncounterFields, tokens: list[Token], *, active: bool) -> list[Any]:
    encounter = Encounter(scene=scene, name=one.name, round=one.round, active=active)
    fighters = [
        Combatant(
            encounter=encounter,
            scene=scene,
            token=tokens[fighter.token] if fighter.token is not None and fighter.token < len(tokens) else None,
            **_fields(fighter, but=("token",)),
        )
        for fighter in one.combatants
    ]
    if one.turn is not None and one.turn < len(fighters):
        encounter.turn = fighters[one.turn].pk
    lines = [EncounterLine(encounter=encounter, scene=scene, text=text) for text in one.lines]
    return [encounter, *fighters, *lines]


def _save(rows: list[Any]) -> None:
    """In bulk, kind by kind, in the order in which they refer to each other."""
    for model in dict.fromkeys(type(row) for row in rows):
        model.objects.bulk_create([row for row in rows if type(row) is model], batch_size=500)
