"""A new server has three universes worth visiting: each moves, and they are made once."""

from __future__ import annotations

from typing import Any

import pytest

from universes import demo
from universes.document import Document, require_sound
from universes.models import Universe
from universes.physics.world import Simulation


@pytest.mark.parametrize("make", [demo.drowned_moon, demo.orrery, demo.forge])
def test_it_makes_sense_and_moves(make: Any) -> None:
    document: Document = make()
    require_sound(document)
    world = Simulation(document.physics, document.bodies, document.constraints, document.seed or 0)
    before = {one.id: (one.x, one.y) for one in world.state().bodies}
    world.step(60)
    moved = [
        one for one in world.state().bodies if abs(one.x - before[one.id][0]) + abs(one.y - before[one.id][1]) > 0.1
    ]
    assert moved and not world.state().broken


def test_they_are_made_once(ada: Any, as_: Any) -> None:
    for _ in range(2):
        demo.build(ada)
    listed = as_(ada).get("/api/v1/universes").json()["data"]
    assert [one["name"] for one in listed] == ["The Clockwork Orrery", "The Drowned Moon", "The Pendulum Forge"]
    assert Universe.objects.filter(visibility="public", world__bodies__isnull=False).distinct().count() == 3
