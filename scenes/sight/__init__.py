"""What each audience sees of a scene now and knows of it from before. Every filter of the table asks here:
`seen_by(viewer, scene)`; which filters there are is said in `README.md`.

    scenery   walls, watchers, lamps and fog of a scene, read once for each state of it
    seen      `Seen`: what one audience sees and knows
    rows      which rows have other views when sight changes
    walking   where walls let a token go

`scenes/vision` is the geometry under it; `scenes/explore.py` keeps what was seen.
"""

from __future__ import annotations

from scenes.sight.rows import affected, become_known, changed_by, in_the_fight, matters
from scenes.sight.scenery import mask_cell, pixels, walls_of, watches
from scenes.sight.seen import (
    EVERYTHING,
    NOTHING,
    Seen,
    forget,
    glow_for,
    known_mask,
    own_sights,
    seen_as,
    seen_by,
    sight_name,
    view_of,
)
from scenes.sight.walking import dragging, walk

__all__ = [
    "EVERYTHING",
    "NOTHING",
    "Seen",
    "affected",
    "become_known",
    "changed_by",
    "dragging",
    "forget",
    "glow_for",
    "in_the_fight",
    "known_mask",
    "mask_cell",
    "matters",
    "own_sights",
    "pixels",
    "seen_as",
    "seen_by",
    "sight_name",
    "view_of",
    "walk",
    "walls_of",
    "watches",
]
