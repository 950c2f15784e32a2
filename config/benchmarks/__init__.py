"""What `manage.py benchmark NAME` can measure: the module `config.benchmarks.NAME` with a `run(ask, say)` each."""

from __future__ import annotations

NAMES = ("dice", "fanout", "processes", "search", "vision", "tiles", "page", "render", "music", "physics")
