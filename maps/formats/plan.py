"""Draws the floor plan of a dungeon that came without a picture: rock, floor with its cells, water, doors and stairs.

Only what everybody who stands there would see: a secret door looks like the wall around it.
"""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from maps.formats.watabou import DOWN, EXIT, SECRET, STAIRWELL, Cell, Plan

ROCK, FLOOR, LINE, WALL, WATER, DOOR = "#2a2530", "#d9cfbb", "#c4b8a0", "#1b1820", "#8fb3bf", "#7a5230"


def draw(plan: Plan) -> bytes:
    """A PNG of `columns x rows` cells."""
    cell = plan.cell
    picture = Image.new("RGB", (plan.columns * cell, plan.rows * cell), ROCK)
    pen = ImageDraw.Draw(picture)
    secret = {place for place, kind, _level in plan.doors if kind == SECRET}
    for x, y in plan.floor:
        colour = WATER if (x, y) in plan.water else FLOOR
        pen.rectangle(_box((x, y), cell), fill=ROCK if (x, y) in secret else colour, outline=LINE)
    thick = max(3, cell // 12)
    for wall in plan.walls:
        if wall.kind == "wall":
            pen.line(wall.line, fill=WALL, width=thick)
    for place in secret:
        pen.rectangle(_box(place, cell), fill=ROCK)
        _close(pen, plan, place, thick)
    for x, y in plan.pillars:
        quarter = cell // 4
        pen.ellipse((x * cell + quarter, y * cell + quarter, (x + 1) * cell - quarter, (y + 1) * cell - quarter), WALL)
    for place, kind, level in plan.doors:
        if kind in (EXIT, DOWN, STAIRWELL):
            _stairs(pen, place, level, cell)
    for wall in plan.walls:
        if wall.kind == "door":
            pen.line(wall.line, fill=DOOR, width=thick * 2)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _box(place: Cell, cell: int) -> tuple[int, int, int, int]:
    x, y = place
    return (x * cell, y * cell, (x + 1) * cell - 1, (y + 1) * cell - 1)


def _close(pen: ImageDraw.ImageDraw, plan: Plan, place: Cell, thick: int) -> None:
    """The rooms on both sides of a secret door end in a wall."""
    (x, y), cell = place, plan.cell
    edges = {
        (x - 1, y): (x, y, x, y + 1),
        (x + 1, y): (x + 1, y, x + 1, y + 1),
        (x, y - 1): (x, y, x + 1, y),
        (x, y + 1): (x, y + 1, x + 1, y + 1),
    }
    for beside, edge in edges.items():
        if beside in plan.floor:
            pen.line([value * cell for value in edge], fill=WALL, width=thick)


def _stairs(pen: ImageDraw.ImageDraw, place: Cell, level: bool, cell: int) -> None:
    x, y = place[0] * cell, place[1] * cell
    for step in range(1, 5):
        at, inset = step * cell // 5, step * cell // 12
        line = (x + at, y + inset, x + at, y + cell - inset) if level else (x + inset, y + at, x + cell - inset, y + at)
        pen.line(line, fill=WALL, width=2)
