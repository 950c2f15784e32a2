"""What can be seen from where: walls, areas of visibility, light, masks of what is known, and ways that walls stop.

Pure geometry over numpy and shapely; it knows neither the database nor who asks. Lengths are scene pixels, y grows
downward. A rotation is in degrees, clockwise on the screen, and 0 looks up, as a token's nose does.
"""

from __future__ import annotations

from scenes.vision.barriers import Barriers, Segment
from scenes.vision.hand import Shape, by_hand
from scenes.vision.light import Lamp, Lit, lit, shine
from scenes.vision.mask import Mask, cell_of
from scenes.vision.sight import Eye, field_of_view, seen_by
from scenes.vision.sweep import ring_seen
from scenes.vision.ways import samples, way

__all__ = [
    "Barriers",
    "Eye",
    "Lamp",
    "Lit",
    "Mask",
    "Segment",
    "Shape",
    "by_hand",
    "cell_of",
    "field_of_view",
    "lit",
    "ring_seen",
    "samples",
    "seen_by",
    "shine",
    "way",
]
