"""What is seen of a world: its physics, what it is made of, and whether its simulation runs."""

from __future__ import annotations

from typing import Any

from rooms.live import projects
from rooms.viewer import Viewer
from universes.models import Body, Constraint, Run, World
from universes.projections.within import here

OF_RUN = ("status", "reason", "step", "time")


@projects("physics", World, within=here(World))
def physics(viewer: Viewer, world: World) -> dict[str, Any]:
    return {"id": world.pk, **world.physics}


@projects("body", Body, within=here(Body))
def body(viewer: Viewer, body: Body) -> dict[str, Any]:
    return {"id": body.pk, "name": body.name, "place": body.place, **body.data}


@projects("constraint", Constraint, within=here(Constraint))
def constraint(viewer: Viewer, constraint: Constraint) -> dict[str, Any]:
    return {
        "id": constraint.pk,
        "name": constraint.name,
        "place": constraint.place,
        "body_a": constraint.body_a_id,
        "body_b": constraint.body_b_id,
        **constraint.data,
    }


@projects("simulation", Run, within=here(Run))
def simulation(viewer: Viewer, run: Run) -> dict[str, Any]:
    """`step` and `time` are those of its newest checkpoint; where it is now, `simulation.state` says while it runs."""
    return {"id": run.pk, **{name: getattr(run, name) for name in OF_RUN}}
