"""What is in a world: bodies and the constraints between them, as they are kept and sent. Lengths in metres, angles in
radians anticlockwise, y upward. What types cannot say is told by `checking.py`.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

MAX_BODIES = 1_000
MAX_CONSTRAINTS = 1_000
MAX_POINTS = 64
FAR = 1e6

Identity = Annotated[str, Meta(min_length=1, max_length=64)]
Name = Annotated[str, Meta(max_length=200)]
Coordinate = Annotated[float, Meta(ge=-FAR, le=FAR)]
Speed = Annotated[float, Meta(ge=-1e5, le=1e5)]
Turn = Annotated[float, Meta(ge=-1e4, le=1e4)]
Length = Annotated[float, Meta(ge=1e-3, le=1e4)]
Distance = Annotated[float, Meta(ge=0, le=FAR)]
Mass = Annotated[float, Meta(gt=0, le=1e15)]
Coefficient = Annotated[float, Meta(ge=0, le=1)]
Bits = Annotated[int, Meta(ge=0, le=0xFFFFFFFF)]
Strength = Annotated[float, Meta(ge=0, le=1e12)]
Point = tuple[Coordinate, Coordinate]
Velocity = tuple[Speed, Speed]

Shape = Literal["circle", "box", "capsule", "cylinder", "cone", "plane", "polygon"]
Kind = Literal["distance", "spring", "hinge", "slider", "fixed", "motor"]

SHAPE_ALIASES = {"sphere": "circle", "rectangle": "box"}
# What the older interfaces called them. A rope is a distance with a max_distance and no min_distance.
KIND_ALIASES = {
    "ball_socket": "hinge",
    "cone_twist": "hinge",
    "point_to_point": "hinge",
    "revolute": "hinge",
    "prismatic": "slider",
    "rope": "distance",
}


class Material(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a body is made of. Of a touching pair, a body that leaves restitution or friction out follows the other; if
    both leave it out, the world's `elasticity` or `friction` holds; if both say it, the geometric mean.
    `density` in kg/m2 of the drawn area, which is kg/m3 for a depth of one metre.
    """

    restitution: Coefficient | None = None
    friction: Annotated[float, Meta(ge=0, le=10)] | None = None
    density: Annotated[float, Meta(gt=0, le=1e6)] | None = None


class Filter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two bodies meet when each one's category is in the other's mask."""

    category: Bits = 1
    mask: Bits = 0xFFFFFFFF


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rigid body; `position` is its centre of mass.

    `circle`: radius. `box`, `cylinder` (from the side): width, height. `capsule`: radius, and height from tip to tip.
    `cone` (from the side): width of its base, height. `polygon`: three or more points of a convex outline, whose
    centroid is laid on the position. `plane`: the half of the
    world under a line through the position, level at angle 0; always static.

    `mass` left out follows from the material's density; if that is left out too, it is 1 kg. `drag` is c of F = c v²
    (kg/m) and `viscous_drag` k of F = k v (kg/s): each replaces what the medium would do. `acceleration` is a constant
    push of its own, in m/s².
    """

    id: Identity
    name: Name = ""
    shape: Shape = "circle"
    radius: Length = 0.5
    width: Length = 1.0
    height: Length = 1.0
    points: Annotated[tuple[Point, ...], Meta(max_length=MAX_POINTS)] = ()
    mass: Mass | None = None
    position: Point = (0.0, 0.0)
    velocity: Velocity = (0.0, 0.0)
    acceleration: Velocity = (0.0, 0.0)
    angle: Coordinate = 0.0
    angular_velocity: Turn = 0.0
    static: bool = False
    sensor: bool = False
    fixed_rotation: bool = False
    material: Material = Material()
    drag: Strength | None = None
    viscous_drag: Strength | None = None
    filter: Filter = Filter()

    @property
    def still(self) -> bool:
        """Whether nothing moves it."""
        return self.static or self.shape == "plane"


class Constraint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What holds `body_a` to `body_b`, or to the world where that is None.

    `anchor_a` and `anchor_b` are points in each body's own frame (of the world: a place). `anchor_b` left out is the
    centre (of the world: its origin) for a distance or a spring, else where anchor_a is at the start. `distance`: a rod of
    `rest_length`, or with `min_distance` and `max_distance` anything between (only a maximum is a rope). `spring`:
    `stiffness` N/m, `damping` N·s/m, `rest_length`. `hinge`: turns about the anchors, from how it stands at the start
    between `min_angle` and `max_angle` of body_a against body_b. `slider`: anchor_a moves along `axis` of body_b (of the
    world) through anchor_b, at most `max_distance` forward and at least `min_distance`, without turning. `fixed`: welds
    them as they are. `motor`: turns a against b at `rate` rad/s with at
    most `max_force` N·m. `rest_length` left out is the length at the start. `breaking_force` in N (of a motor N·m), as
    the mean over one time step. Bodies so joined pass through each other unless `collide`.
    """

    id: Identity
    name: Name = ""
    type: Kind = "distance"
    body_a: Identity
    body_b: Identity | None = None
    anchor_a: Point = (0.0, 0.0)
    anchor_b: Point | None = None
    axis: Point = (1.0, 0.0)
    min_distance: Coordinate | None = None
    max_distance: Distance | None = None
    min_angle: Coordinate | None = None
    max_angle: Coordinate | None = None
    rest_length: Distance | None = None
    stiffness: Strength = 50.0
    damping: Strength = 0.0
    rate: Turn = 0.0
    max_force: Strength | None = None
    breaking_force: Strength | None = None
    enabled: bool = True
    collide: bool = False
