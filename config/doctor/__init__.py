"""What `manage.py doctor` looks at and what `manage.py prune` may delete: two lists that apps join. See README.md."""

from __future__ import annotations

from config.doctor.answers import Answer, State, fault, ok, skipped, warning
from config.doctor.pruning import Prunable, prunable, prunables
from config.doctor.registry import CHECKS, Check, check, examine, load, once

__all__ = [
    "CHECKS", "Answer", "Check", "Prunable", "State", "check", "examine", "fault", "load", "ok", "once", "prunable",
    "prunables", "skipped", "warning",
]  # fmt: skip
