"""A scene as data: `dreamtable-scene`, version 1. What is not named here is neither written nor read.

Rows name each other by their place in their list, never by id; people and characters belong to a room and are left out.
Maps, pictures and sounds are named by `file`, a member of the archive; in memory (a duplicate) by the id of what they are.
Bounds are those of LIMITS, so that reading a file is as strict as the live commands are.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct, field

from audio.archive import PlaylistFields, SoundFields
from maps.formats.structure import MAX_DRAWINGS, MAX_LIGHTS, MAX_TOKENS, MAX_WALLS
from scenes.bounds import Cells, CellSize, Colour, Coordinate, Degrees, Layer, Scale, Unit
from scenes.models.area import MOST_AREAS
from scenes.models.drawing import MOST_DRAWN_POINTS, MOST_MAP_NOTES
from scenes.models.emitter import MOST_EMITTERS
from scenes.models.encounter import MOST_COMBATANTS, MOST_LINES
from scenes.models.fog import MOST_FOG_POINTS, MOST_FOG_SHAPES
from scenes.models.handout import MOST_HANDOUTS
from scenes.models.placed_map import MOST_MAPS
from scenes.overrides import MusicOverrides, PhysicsOverrides

FORMAT, VERSION = "dreamtable-scene", 1

Reach = Annotated[float, Meta(ge=0, le=1_000_000)]
Angle = Annotated[float, Meta(ge=0, le=360)]
Amount = Annotated[float, Meta(ge=-1_000_000_000, le=1_000_000_000)]
"""Of a bar: hit points in a fight follow it, and a database's whole numbers end soon after."""
Place = tuple[Coordinate, Coordinate]
Hit = Annotated[int, Meta(ge=-1_000_000, le=1_000_000)]
FileName = Annotated[str, Meta(max_length=100)]
Shown = Literal["none", "owners", "all"]
Name = Annotated[str, Meta(min_length=1, max_length=50)]
Long = Annotated[str, Meta(max_length=5000)]


class SceneFields(Struct):
    name: Annotated[str, Meta(min_length=1, max_length=80)]
    background: Colour = "#14121a"
    grid_type: Literal["square", "hex_pointy_odd", "hex_pointy_even", "hex_flat_odd", "hex_flat_even", "none"] = (
        "square"
    )
    grid_size: CellSize = 100.0
    grid_size_y: CellSize = 100.0
    grid_offset_x: Coordinate = 0.0
    grid_offset_y: Coordinate = 0.0
    grid_show: bool = True
    grid_colour: Colour = "#ece6da"
    grid_opacity: Unit = 0.15
    grid_distance: Annotated[float, Meta(gt=0, le=10_000)] = 5.0
    grid_unit: Annotated[str, Meta(min_length=1, max_length=10)] = "ft"
    distance_mode: Literal["chebyshev", "alternating", "euclidean", "manhattan"] = "chebyshev"
    coverage: Literal["centre", "any"] = "centre"
    snap: bool = True
    trails: bool = True
    staged: bool = False
    start: dict[Literal["x", "y", "zoom"], Coordinate] | None = None
    vision: Literal["none", "party", "own"] = "none"
    fog: bool = False
    darkness: Unit = 0.0
    night: Unit = 0.0


class MapFields(Struct):
    """A placed map. `file` is its picture; the grid is that of the library's map."""

    file: FileName
    name: Annotated[str, Meta(max_length=120)] = ""
    x: Coordinate = 0.0
    y: Coordinate = 0.0
    scale: Scale = 1.0
    rotation: Degrees = 0.0
    z: Layer = 0
    opacity: Unit = 1.0
    hidden: bool = True
    locked: bool = False


class Bar(Struct):
    name: Annotated[str, Meta(max_length=40)]
    value: Amount
    max: Amount | None = None
    show: Shown = "none"
    attribute: Annotated[str, Meta(max_length=40)] | None = None
    max_attribute: Annotated[str, Meta(max_length=40)] | None = None


class Condition(Struct):
    name: Annotated[str, Meta(max_length=40)]
    rounds: Annotated[int, Meta(ge=0, le=10_000)] | None = None


class Aura(Struct):
    radius: Reach
    colour: Colour
    show: Shown = "none"


class TokenFields(Struct):
    name: Name
    x: Coordinate
    y: Coordinate
    gm_name: Annotated[str, Meta(max_length=50)] = ""
    gm_notes: Long = ""
    owner_notes: Long = ""
    size: Cells = 1.0
    rotation: Degrees = 0.0
    z: Layer = 0
    hidden: bool = False
    disposition: Literal["neutral", "ally", "enemy"] = "neutral"
    show_name: bool = True
    elevation: Coordinate = 0.0
    group: Annotated[str, Meta(max_length=40)] = ""
    locked: bool = False
    bars: Annotated[list[Bar], Meta(max_length=3)] = []
    conditions: Annotated[list[Condition], Meta(max_length=20)] = []
    auras: Annotated[list[Aura], Meta(max_length=4)] = []
    has_sight: bool = False
    sight_range: Reach | None = None
    sight_angle: Angle = 360.0
    darkvision: Reach = 0.0
    light_bright: Reach = 0.0
    light_dim: Reach = 0.0
    light_angle: Angle = 360.0
    light_colour: Colour = "#f2b44b"
    file: FileName = ""


Stops = Literal["none", "normal", "limited"]


class WallFields(Struct):
    x1: Coordinate
    y1: Coordinate
    x2: Coordinate
    y2: Coordinate
    kind: Literal["wall", "window", "terrain", "door", "secret"] = "wall"
    move: Stops = "normal"
    sight: Stops = "normal"
    light: Stops = "normal"
    sound: Stops = "normal"
    direction: Literal["both", "left", "right"] = "both"
    state: Literal["closed", "open", "locked"] = "closed"


class LightFields(Struct):
    x: Coordinate
    y: Coordinate
    bright: Reach
    dim: Reach
    angle: Angle = 360.0
    rotation: Degrees = 0.0
    colour: Colour = "#f2b44b"
    alpha: Unit = 0.4
    on: bool = True
    walls: bool = True


class FogFields(Struct):
    mode: Literal["reveal", "hide"]
    kind: Literal["rect", "polygon", "circle", "brush"]
    points: Annotated[list[Place], Meta(min_length=1, max_length=MOST_FOG_POINTS)]
    radius: Reach = 0.0


class AreaFields(Struct):
    shape: Literal["circle", "cone", "line", "square", "cube", "cylinder"]
    x: Coordinate
    y: Coordinate
    size: Reach
    width: Reach = 5.0
    angle: Angle = 53.13
    rotation: Degrees = 0.0
    colour: Colour = "#e5604d"
    opacity: Unit = 0.5
    label: Annotated[str, Meta(max_length=60)] = ""
    effect: Annotated[str, Meta(max_length=40)] = ""
    revealed: bool = True


class DrawingFields(Struct):
    kind: Literal["freehand", "line", "rect", "ellipse", "polygon", "text"]
    points: Annotated[list[Place], Meta(min_length=1, max_length=MOST_DRAWN_POINTS)]
    text: Annotated[str, Meta(max_length=500)] = ""
    stroke: Colour = "#ece6da"
    fill: Annotated[str, Meta(pattern=r"^(#[0-9a-f]{6})?$")] = ""
    width: Reach = 4.0
    size: Reach = 32.0
    layer: Layer = 0
    hidden: bool = False
    locked: bool = False


class NoteFields(Struct):
    x: Coordinate
    y: Coordinate
    title: Annotated[str, Meta(max_length=80)]
    icon: Annotated[str, Meta(max_length=30, pattern=r"^[a-z0-9-]*$")] = "map-pin"
    text: Long = ""
    gm_notes: Long = ""
    shared: Literal["none", "all"] = "none"


class HandoutFields(Struct):
    """Comes back shown to nobody: who reads along is of the room it came from."""

    file: FileName
    name: Annotated[str, Meta(min_length=1, max_length=80)]
    order: Layer = 0


class CombatantFields(Struct):
    """`token` is a place in the scene's list of tokens."""

    name: Name
    token: Annotated[int, Meta(ge=0, lt=MAX_TOKENS)] | None = None
    initiative: Annotated[float, Meta(ge=-1_000_000, le=1_000_000)] | None = None
    modifier: Hit = 0
    is_player: bool = False
    hp: Hit | None = None
    hp_max: Hit | None = None
    killed: bool = False
    hidden: bool = False
    order: Layer = 0
    conditions: Annotated[list[Condition], Meta(max_length=20)] = []
    footprint: Annotated[int, Meta(ge=1, le=20)] = 1


class EncounterFields(Struct):
    """`turn` is a place among its combatants."""

    name: Annotated[str, Meta(max_length=80)] = ""
    round: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    active: bool = False
    turn: Annotated[int, Meta(ge=0, lt=MOST_COMBATANTS)] | None = None
    combatants: Annotated[list[CombatantFields], Meta(max_length=MOST_COMBATANTS)] = []
    lines: Annotated[list[Annotated[str, Meta(max_length=300)]], Meta(max_length=MOST_LINES)] = []


class EmitterFields(Struct):
    """A source of sound; `file` is what it plays, over and over."""

    file: FileName
    x: Coordinate
    y: Coordinate
    radius: Annotated[float, Meta(gt=0, le=10_000)] = 30.0
    volume: Unit = 1.0
    walls: bool = True
    on: bool = True


class UniverseFields(Struct):
    """The universe it is in, by its id on this server: elsewhere, and for who may not use it, it is left out. `own` is the
    world of the scene's own, of which a new scene gets a copy.
    """

    id: UUID
    own: UUID | None = None
    physics_overrides: PhysicsOverrides = PhysicsOverrides()
    music_overrides: MusicOverrides = MusicOverrides()


class Document(Struct):
    """One scene. `files` says of each member of the archive what it must be: {size, sha256}."""

    scene: SceneFields
    format: str = FORMAT
    version: int = VERSION
    maps: Annotated[list[MapFields], Meta(max_length=MOST_MAPS)] = []
    tokens: Annotated[list[TokenFields], Meta(max_length=MAX_TOKENS)] = []
    walls: Annotated[list[WallFields], Meta(max_length=MAX_WALLS)] = []
    lights: Annotated[list[LightFields], Meta(max_length=MAX_LIGHTS)] = []
    fog_shapes: Annotated[list[FogFields], Meta(max_length=MOST_FOG_SHAPES)] = []
    areas: Annotated[list[AreaFields], Meta(max_length=MOST_AREAS)] = []
    drawings: Annotated[list[DrawingFields], Meta(max_length=MAX_DRAWINGS)] = []
    map_notes: Annotated[list[NoteFields], Meta(max_length=MOST_MAP_NOTES)] = []
    handouts: Annotated[list[HandoutFields], Meta(max_length=MOST_HANDOUTS)] = []
    encounters: Annotated[list[EncounterFields], Meta(max_length=100)] = []
    emitters: Annotated[list[EmitterFields], Meta(max_length=MOST_EMITTERS)] = []
    playlist: PlaylistFields | None = None
    universe: UniverseFields | None = None
    sounds: dict[str, SoundFields] = field(default_factory=dict)
    library: dict[str, LibraryFields] = field(default_factory=dict)
    files: dict[str, FileFields] = field(default_factory=dict)


class LibraryFields(Struct):
    """What the library knows of a map's picture, by its `file`."""

    name: Annotated[str, Meta(max_length=120)] = ""
    grid_type: Literal["square", "hex_pointy_odd", "hex_pointy_even", "hex_flat_odd", "hex_flat_even", "none"] = (
        "square"
    )
    cell_width: CellSize = 100.0
    cell_height: CellSize = 100.0
    offset_x: Coordinate = 0.0
    offset_y: Coordinate = 0.0


class FileFields(Struct):
    size: Annotated[int, Meta(ge=0, le=500 * 1024 * 1024)]
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


PARTS: dict[str, Any] = {
    "walls": WallFields,
    "lights": LightFields,
    "fog_shapes": FogFields,
    "areas": AreaFields,
    "drawings": DrawingFields,
    "map_notes": NoteFields,
}
"""The lists whose rows are their fields and nothing more, by the scene's related name."""
