"""The version of Dreamtable, known before any settings are read. CHANGELOG.md begins with it."""

from __future__ import annotations

VERSION = "0.1.0"
