"""The bounded numbers and words that commands about scenes and files of scenes share (LIMITS: coordinates within 10^6)."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

Coordinate = Annotated[float, Meta(ge=-1_000_000.0, le=1_000_000.0)]
Degrees = Annotated[float, Meta(ge=-36_000, le=36_000)]
Scale = Annotated[float, Meta(ge=0.01, le=100)]
Unit = Annotated[float, Meta(ge=0, le=1)]
Layer = Annotated[int, Meta(ge=-100_000, le=100_000)]
Colour = Annotated[str, Meta(pattern=r"^#[0-9a-f]{6}$")]
Cells = Annotated[float, Meta(ge=0.25, le=20)]
Name = Annotated[str, Meta(min_length=1, max_length=50)]
SceneName = Annotated[str, Meta(min_length=1, max_length=80)]
CellSize = Annotated[float, Meta(ge=4, le=2000)]
"""Of a grid, in pixels."""
