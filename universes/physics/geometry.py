"""Outlines of bodies and what follows from them: area, mass, moment of inertia, and pymunk's shapes."""

from __future__ import annotations

import math

import pymunk
from pymunk.vec2d import Vec2d

from universes.physics.bodies import Body, Point

# A plane is the half of the world under a line: thick and wide enough that nothing gets round or through it.
PLANE_HALF_WIDTH, PLANE_DEPTH = 20_000.0, 1_000.0


def corners(body: Body) -> tuple[Point, ...]:
    """The outline of what has corners, about the centre of mass and anticlockwise; a circle and a capsule have none."""
    if body.shape in ("box", "cylinder"):
        x, y = body.width / 2, body.height / 2
        return (-x, -y), (x, -y), (x, y), (-x, y)
    if body.shape == "cone":
        x, y = body.width / 2, body.height / 3
        return (-x, -y), (x, -y), (0.0, 2 * y)
    if body.shape == "plane":
        x = PLANE_HALF_WIDTH
        return (-x, -PLANE_DEPTH), (x, -PLANE_DEPTH), (x, 0.0), (-x, 0.0)
    if body.shape == "polygon":
        middle_x, middle_y = centroid(body.points)
        placed = tuple((x - middle_x, y - middle_y) for x, y in body.points)
        return placed if signed_area(placed) > 0 else placed[::-1]
    return ()


def signed_area(points: tuple[Point, ...]) -> float:
    """m2, positive for an anticlockwise outline (the shoelace formula)."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True)) / 2


def centroid(points: tuple[Point, ...]) -> Point:
    """The middle of the area; of an outline without area the mean of its points."""
    whole = signed_area(points)
    if not whole:
        return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    x = y = 0.0
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True):
        cross = ax * by - bx * ay
        x, y = x + (ax + bx) * cross, y + (ay + by) * cross
    return x / (6 * whole), y / (6 * whole)


def convex(points: tuple[Point, ...]) -> bool:
    """Whether the outline has an area and turns one way all round, once."""
    turns, turned = [], 0.0
    edges = [(bx - ax, by - ay) for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True)]
    for (ax, ay), (bx, by) in zip(edges, edges[1:] + edges[:1], strict=True):
        cross = ax * by - ay * bx
        turns.append(cross)
        turned += math.atan2(cross, ax * bx + ay * by)
    one_way = all(turn >= 0 for turn in turns) or all(turn <= 0 for turn in turns)
    return one_way and abs(signed_area(points)) > 1e-9 and abs(abs(turned) - 2 * math.pi) < 1e-6


def half_spine(body: Body) -> float:
    """Metres from the middle of a capsule to the middle of one of its round ends."""
    return max(body.height / 2 - body.radius, 0.0)


def area(body: Body) -> float:
    """m2 of the outline."""
    if body.shape == "circle":
        return math.pi * body.radius**2
    if body.shape == "capsule":
        return math.pi * body.radius**2 + 4 * half_spine(body) * body.radius
    return abs(signed_area(corners(body)))


def breadth(body: Body) -> float:
    """Metres that it opposes to a medium: a circle's diameter, else the side of the square of the same area."""
    return 2 * body.radius if body.shape == "circle" else math.sqrt(area(body))


def furthest(body: Body) -> float:
    """The greatest distance from the middle to the edge, in metres."""
    if body.shape in ("circle", "capsule"):
        return body.radius + (half_spine(body) if body.shape == "capsule" else 0.0)
    return max(math.hypot(x, y) for x, y in corners(body))


def reach(body: Body) -> float:
    """The least distance from the middle to the edge, in metres: what it can move without passing through itself."""
    if body.shape in ("circle", "capsule"):
        return body.radius
    points = corners(body)
    sides = zip(points, points[1:] + points[:1], strict=True)
    return min(
        abs(ax * by - bx * ay) / length for (ax, ay), (bx, by) in sides if (length := math.hypot(bx - ax, by - ay)) > 0
    )


def mass(body: Body) -> float:
    """kg: as told, or by the density of its material, or 1."""
    if body.mass is not None:
        return body.mass
    return body.material.density * area(body) if body.material.density is not None else 1.0


def displaced(body: Body) -> float:
    """m3 of a fluid that it displaces, for a depth of one metre: its area, or what its mass fills at a told density."""
    return mass(body) / body.material.density if body.material.density is not None else area(body)


def moment(body: Body) -> float:
    """kg m2 about the centre of mass; infinite for what may not turn."""
    if body.fixed_rotation:
        return math.inf
    if body.shape == "circle":
        return pymunk.moment_for_circle(mass(body), 0, body.radius)
    if body.shape == "capsule":
        return _capsule_moment(mass(body), body.radius, 2 * half_spine(body))
    return pymunk.moment_for_poly(mass(body), list(corners(body)))


def _capsule_moment(weight: float, radius: float, spine: float) -> float:
    """A rectangle and two half discs, each by the theorem of parallel axes."""
    box, disc = 2 * radius * spine, math.pi * radius**2
    share = box / (box + disc)
    rectangle = weight * share * (spine**2 + 4 * radius**2) / 12
    out = 4 * radius / (3 * math.pi)
    ends = weight * (1 - share) * (radius**2 / 2 - out**2 + (spine / 2 + out) ** 2)
    return rectangle + ends


def shape_of(body: Body, solid: pymunk.Body) -> pymunk.Shape:
    """pymunk's shape of the body, hung on `solid`."""
    shape: pymunk.Shape
    if body.shape == "circle":
        shape = pymunk.Circle(solid, body.radius)
    elif body.shape == "capsule":
        shape = pymunk.Segment(solid, (0.0, -half_spine(body)), (0.0, half_spine(body)), body.radius)
    else:
        shape = pymunk.Poly(solid, [Vec2d(x, y) for x, y in corners(body)])
    shape.sensor = body.sensor
    shape.filter = pymunk.ShapeFilter(categories=body.filter.category, mask=body.filter.mask)
    return shape
