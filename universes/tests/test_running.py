"""A simulation runs in a child of the process that holds its lease, obeys changes, and outlives that process."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep
from typing import Any

import pytest

from config.api.errors import Conflict
from universes import due
from universes.events import simulation
from universes.models import Run

PATIENCE = 60


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What passes in the room."""
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(due, "tell", lambda room, sights, type, data: told.append({"type": type, **data}))
    return told


def until(done: Callable[[], Any], keeper: due.Keeper) -> None:
    by = monotonic() + PATIENCE
    while not done():
        assert monotonic() < by
        sleep(0.05)
        keeper.look()


def test_it_runs_obeys_and_outlives_its_server(moon: Any, ada: Any, heard: Any) -> None:
    lead = moon.lead
    lead.does("physics.set", pressure=0.0, temperature=0.0, gravity=0.0)
    lead.does("body.create", name="Ball", velocity=[2.0, 0.0])
    lead.does("simulation.start")
    first, second = due.Keeper(), due.Keeper()
    first.look()
    second.look()
    assert (len(first.held), len(second.held)) == (1, 0), "one process holds it"
    until(lambda: any(one["type"] == due.STATE and one["step"] > 5 for one in heard), first)
    lead.does("physics.set", gravity=5.0)
    until(lambda: any(one["type"] == due.STATE and one["bodies"][0]["vy"] < -0.1 for one in heard), first)
    until(lambda: Run.objects.get().checkpoint is not None, first)
    [held] = first.held.values()
    held.runner.process.kill()
    Run.objects.update(lease_until=0.0)
    kept = Run.objects.get().checkpoint["state"]["step"]
    heard.clear()
    second.look()
    until(lambda: any(one["type"] == due.STATE for one in heard), second)
    assert heard[0]["step"] >= kept
    with pytest.raises(Conflict):
        simulation.require_still(Run.objects.get())
    first.look()
    assert not first.held and Run.objects.get().status == "running", "who lost the lease says nothing any more"
    lead.does("simulation.stop")
    until(lambda: not second.held, second)
    moon.deliver()
    run = Run.objects.get()
    assert (run.status, run.holder, run.reason) == ("stopped", "", "")
    assert run.step == run.checkpoint["state"]["step"] > kept
    assert lead.things("simulation")[0]["step"] == run.step
    moon.is_level()


def test_one_that_comes_apart_says_why_and_a_server_hands_on(moon: Any, ada: Any, heard: Any) -> None:
    lead = moon.lead
    lead.does("physics.set", time_step=0.1, time_scale=10.0)
    lead.does("body.create", name="Comet", velocity=[90_000.0, 0.0], acceleration=[100_000.0, 0.0])
    lead.does("simulation.start")
    keeper = due.Keeper()
    until(lambda: Run.objects.get().status == "failed", keeper)
    moon.deliver()
    [told] = moon.seats["ben"].things("simulation")
    assert told["status"] == "failed" and "came apart" in told["reason"]
    lead.does("simulation.reset")
    lead.does("simulation.start")
    keeper.look()
    keeper.hand_on()
    run = Run.objects.get()
    assert (run.status, run.holder, keeper.held) == ("running", "", {})
