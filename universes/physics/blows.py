"""The impulses of one blow: what two bodies that touch at one or two points give each other, by Newton's restitution and
Coulomb's friction.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

ROUNDS = 30
EXACT = 1e-10


@dataclass(slots=True)
class Touch:
    """One point of a contact: arms from both centres (m), and what has been applied along and across (N s)."""

    ax: float
    ay: float
    bx: float
    by: float
    along: float = 0.0
    across: float = 0.0


@dataclass(slots=True)
class Motion:
    """Velocity and spin of one that is struck, and what a unit of impulse and of its moment changes of them."""

    vx: float
    vy: float
    spin: float
    lightness: float
    ease: float


def settle(a: Motion, b: Motion, arms: list[Touch], normal: tuple[float, float], bounce: float, grip: float) -> float:
    """Changes both motions by the impulses at their one or two points, and returns how much that is along the normal.

    Each point's impulse is brought in turn to where it parts at `bounce` times the speed of its approach, and where it
    does not slide unless friction is exhausted, until nothing changes (projected Gauss-Seidel). A single point is solved
    at once.
    """
    nx, ny = normal
    if len(arms) == 1 and (found := _settled_at_once(a, b, arms[0], nx, ny, bounce, grip)) is not None:
        return found
    rows = []
    for touch in arms:
        along_a, along_b = touch.ax * ny - touch.ay * nx, touch.bx * ny - touch.by * nx
        across_a, across_b = touch.ax * nx + touch.ay * ny, touch.bx * nx + touch.by * ny
        both = a.lightness + b.lightness
        heavy = both + along_a**2 * a.ease + along_b**2 * b.ease
        wide = both + across_a**2 * a.ease + across_b**2 * b.ease
        parting = (b.vx - a.vx) * nx + (b.vy - a.vy) * ny + b.spin * along_b - a.spin * along_a
        rows.append((touch, along_a, along_b, across_a, across_b, heavy, wide, max(-bounce * parting, 0.0)))
    for _ in range(ROUNDS):
        changed = 0.0
        for touch, along_a, along_b, across_a, across_b, heavy, wide, target in rows:
            parting = (b.vx - a.vx) * nx + (b.vy - a.vy) * ny + b.spin * along_b - a.spin * along_a
            pushed = max((target - parting) / heavy, -touch.along)
            touch.along += pushed
            sliding = (b.vy - a.vy) * nx - (b.vx - a.vx) * ny + b.spin * across_b - a.spin * across_a
            sliding += pushed * (b.ease * along_b * across_b + a.ease * along_a * across_a)
            most = grip * touch.along
            held = min(max(touch.across - sliding / wide, -most), most) - touch.across
            touch.across += held
            x, y = pushed * nx - held * ny, pushed * ny + held * nx
            a.vx, a.vy = a.vx - x * a.lightness, a.vy - y * a.lightness
            b.vx, b.vy = b.vx + x * b.lightness, b.vy + y * b.lightness
            a.spin -= (pushed * along_a + held * across_a) * a.ease
            b.spin += (pushed * along_b + held * across_b) * b.ease
            changed += abs(pushed) * heavy + abs(held) * wide
        if changed < EXACT:
            break
    return sum(touch.along for touch in arms)


def _settled_at_once(
    a: Motion, b: Motion, touch: Touch, nx: float, ny: float, bounce: float, grip: float
) -> float | None:
    """The same for one point: two equations, of parting and of sliding, or with friction exhausted one. None, and nothing
    is changed, for the few slanted bodies that friction would push into each other (Painleve's paradox).
    """
    along_a, along_b = touch.ax * ny - touch.ay * nx, touch.bx * ny - touch.by * nx
    across_a, across_b = touch.ax * nx + touch.ay * ny, touch.bx * nx + touch.by * ny
    vx, vy = b.vx - a.vx, b.vy - a.vy
    parting = vx * nx + vy * ny + b.spin * along_b - a.spin * along_a
    if parting >= 0:
        return 0.0
    sliding = vy * nx - vx * ny + b.spin * across_b - a.spin * across_a
    both = a.lightness + b.lightness
    heavy = both + along_a * along_a * a.ease + along_b * along_b * b.ease
    wide = both + across_a * across_a * a.ease + across_b * across_b * b.ease
    mixed = a.ease * along_a * across_a + b.ease * along_b * across_b
    wanted, whole = -(1.0 + bounce) * parting, heavy * wide - mixed * mixed
    pushed = (wanted * wide + mixed * sliding) / whole
    held = -(sliding * heavy + mixed * wanted) / whole
    if pushed <= 0 or abs(held) > grip * pushed:
        slant = heavy + math.copysign(grip, held) * mixed
        if slant <= 0:
            return None
        pushed = wanted / slant
        held = math.copysign(grip * pushed, held)
    touch.along, touch.across = pushed, held
    x, y = pushed * nx - held * ny, pushed * ny + held * nx
    a.vx, a.vy = a.vx - x * a.lightness, a.vy - y * a.lightness
    b.vx, b.vy = b.vx + x * b.lightness, b.vy + y * b.lightness
    a.spin -= (pushed * along_a + held * across_a) * a.ease
    b.spin += (pushed * along_b + held * across_b) * b.ease
    return pushed
