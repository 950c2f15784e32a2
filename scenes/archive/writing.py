"""From a scene to its document: every field by name, nothing of ids, people or the room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from scenes.archive import sounds
from scenes.archive.schema import (
    PARTS,
    CombatantFields,
    Document,
    EmitterFields,
    EncounterFields,
    HandoutFields,
    LibraryFields,
    MapFields,
    SceneFields,
    TokenFields,
    UniverseFields,
)
from scenes.models import Encounter, Scene, Token


def document_of(scene: Scene, name_of: Callable[[Any], str], *, at_home: bool = False) -> Document:
    """All of the scene. `name_of(map, track or stored file)` names the file behind a placed map, a sound, a token or a
    handout. `at_home`: for the same room, where characters stay with their tokens and the playlist is at hand; elsewhere
    what there was of them comes along.
    """
    placed = list(scene.placed_maps.select_related("map__picture"))
    tokens = list(scene.tokens.select_related("picture", "character__portrait"))
    places = {token.pk: at for at, token in enumerate(tokens)}
    encounters = scene.encounters.prefetch_related("combatants", "lines")
    parts: dict[str, Any] = {
        name: [_of(struct, one) for one in getattr(scene, name).all()] for name, struct in PARTS.items()
    }
    return Document(
        scene=_of(SceneFields, scene),
        maps=[_of(MapFields, one, file=name_of(one.map), name=one.map.name) for one in placed],
        library={name_of(one.map): _of(LibraryFields, one.map) for one in placed},
        tokens=[_token(one, name_of, at_home) for one in tokens],
        handouts=[
            _of(HandoutFields, one, file=name_of(one.picture)) for one in scene.handouts.select_related("picture")
        ],
        encounters=[_encounter(one, places) for one in encounters],
        emitters=[
            _of(EmitterFields, one, file=name_of(one.track)) for one in scene.emitters.select_related("track__file")
        ],
        universe=_universe(scene),
        playlist=None if at_home else sounds.playlist_of(scene, name_of),
        sounds={} if at_home else sounds.sounds_of(scene, name_of),
        **parts,
    )


def _token(token: Token, name_of: Callable[[Any], str], at_home: bool) -> TokenFields:
    picture, bars = token.picture, token.bars
    if not at_home:
        picture = picture or (token.character.portrait if token.character else None)
        bars = [{**bar, "attribute": None, "max_attribute": None} for bar in token.bars_now()]
    made: TokenFields = _of(TokenFields, token, file=name_of(picture) if picture else "", bars=bars)
    return made


def _universe(scene: Scene) -> UniverseFields | None:
    if scene.universe_id is None:
        return None
    overrides = {"physics_overrides": scene.physics_overrides, "music_overrides": scene.music_overrides}
    return msgspec.convert({"id": scene.universe_id, "own": scene.own_universe_id, **overrides}, UniverseFields)


def _of(struct: Any, row: Any, **more: Any) -> Any:
    fields = {name: getattr(row, name) for name in struct.__struct_fields__ if name not in more}
    if fields.get("shared") == "named":
        fields["shared"] = "none"  # with whom is of the room
    return struct(**fields, **more)


def _encounter(encounter: Encounter, tokens: dict[Any, int]) -> EncounterFields:
    fighters = list(encounter.combatants.all())
    turn = next((at for at, one in enumerate(fighters) if one.pk == encounter.turn), None)
    return EncounterFields(
        name=encounter.name,
        round=encounter.round,
        active=encounter.active,
        turn=turn,
        combatants=[_of(CombatantFields, one, token=tokens.get(one.token_id)) for one in fighters],
        lines=[line.text for line in encounter.lines.all()],
    )
