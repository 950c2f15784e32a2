"""Two-dimensional rigid bodies in SI units: what a world is described by, and its simulation. Knows no Django."""

from __future__ import annotations
