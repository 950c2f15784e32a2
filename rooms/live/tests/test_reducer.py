"""The reducer and its twin in the browser answer the same JSON the same way (SPEC S4, S6)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rooms.live.reducer import fold, standing

CASES = json.loads((Path(__file__).parent / "cases" / "reducer.json").read_text())


@pytest.mark.parametrize("case", CASES["fold"], ids=lambda case: case["name"])
def test_it_folds(case: dict[str, Any]) -> None:
    state = case["state"]
    for entry in case["entries"]:
        fold(state, entry)
    assert state == case["expect"]


@pytest.mark.parametrize("case", CASES["standing"], ids=lambda case: case["name"])
def test_it_knows_where_an_entry_stands(case: dict[str, Any]) -> None:
    assert standing(case["seq"], case["entry"]) == case["expect"]
