"""Whatever people do in whatever order: every fold equals a fresh snapshot, and nobody is sent what they may not know
(SPEC S4, D3, H1 to H5, R1, R3, R6).
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from config.testing.cast import person
from rooms.live import testing
from rooms.live.tests.evening import Evening, Laid
from scenes.testing import lay_scenes

RUNS, STEPS, PARTS = 60, 12, 4
FULL_RUNS, FULL_STEPS = 400, 50

REGRESSIONS: dict[str, tuple[int, int]] = {
    # Told to all, changed for those who had been here: a replay that folded each key by itself lost the change.
    "a reaction to what a newcomer may not read": (170, 16),
    "an edit of what a newcomer may not read": (268, 16),
}
"""What once went wrong: a name for it, and the seed and steps that show it."""


@pytest.fixture(autouse=True)
def _laid_by_events(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other tests put on a table without an entry is not in its log."""
    monkeypatch.setattr(testing, "furnish", [lay_scenes])


@pytest.fixture
def people(ada: Any, ben: Any, cleo: Any) -> dict[str, Any]:
    """Ada owns the table, Gwen leads it with her, Ben plays, Sue watches, Cleo comes late."""
    return {"ada": ada, "gwen": person("gwen"), "ben": ben, "sue": person("sue"), "cleo": cleo}


@pytest.fixture
def laid(people: dict[str, Any]) -> Laid:
    return Laid(people)


def play(laid: Laid, seed: int, steps: int) -> None:
    with transaction.atomic():
        Evening(laid, seed).play(steps)
        transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_an_evening(laid: Laid, sized: Any, part: int) -> None:
    """SPEC S4: the seed of a failure is in its message, with all that was done; add it to REGRESSIONS."""
    runs, steps = sized(RUNS, FULL_RUNS), sized(STEPS, FULL_STEPS)
    for seed in range(part, runs, PARTS):
        play(laid, seed, steps)


@pytest.mark.parametrize("name", sorted(REGRESSIONS))
def test_what_once_went_wrong(laid: Laid, name: str) -> None:
    """SPEC S4"""
    play(laid, *REGRESSIONS[name])
