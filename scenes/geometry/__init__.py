"""Cells, distances, and what an area covers: pure, in scene pixels, cells and the scene's unit.

The page counts with the twins in `static/scenes/grid.js` and `static/scenes/geometry/`; both are held to the same cases
in `scenes/tests/cases/`.
"""

from scenes.geometry.areas import Shape
from scenes.geometry.coverage import MOST_CELLS, covered
from scenes.geometry.distance import Measured, measure
from scenes.geometry.grid import Cell, Grid, Point
from scenes.geometry.winds import WINDS, wind, wind_name

__all__ = [
    "MOST_CELLS",
    "WINDS",
    "Cell",
    "Grid",
    "Measured",
    "Point",
    "Shape",
    "covered",
    "measure",
    "wind",
    "wind_name",
]
