"""What events of universes need to find in a test's room. `universe_table(ada)` is a Table that is one."""

from __future__ import annotations

from typing import Any

from rooms.live import testing
from rooms.live.testing import Table
from rooms.models import Room
from universes.composer.parameters import Music
from universes.models import Run, Timeline, Universe, World
from universes.parameters import stored
from universes.physics.parameters import Physics

SEED = 20_031


def of_universe(event: Any) -> bool:
    """Whether a command (or a model) is about universes, and done in the room of one."""
    return bool(event.__module__.startswith("universes."))


def lay_universe(table: Table) -> None:
    """The universe whose room it is, there before anybody sat down."""
    universe = Universe.objects.create(
        room=table.room,
        name=table.room.name,
        seed=SEED,
        music=stored(Music()),
        bar_at=table.room.created_at.timestamp(),
    )
    world = World.objects.create(universe=universe, physics=stored(Physics()))
    run = Run.objects.create(world=world)
    Timeline.objects.create(universe=universe)
    table.things.update(universe=str(universe.pk), world=str(world.pk), run=str(run.pk))
    table.lead.sit_down()


def universe_table(owner: Any, *, name: str = "The Drowned Moon") -> Table:
    """Furnished with nothing else: what lies on tables is nowhere in universes."""
    of_tables, testing.furnish[:] = list(testing.furnish), [lay_universe]
    try:
        return Table(owner, name=name, kind=Room.Kind.UNIVERSE, open_history=True)
    finally:
        testing.furnish[:] = of_tables


def _made(command: str, /, **data: Any) -> Any:
    return lambda table: str(table.lead.does(command, **table.example(data)).made[0].pk)


def _told(table: Table) -> str:
    """A story that is being told, from its only point."""
    table.lead.does("story.play", story_point=table.thing("story_point"))
    return str(Timeline.objects.get(universe__room=table.room).pk)


testing.makers.update(
    timeline=_told,
    body=_made("body.create", name="Moon", position=[0.0, 5.0]),
    constraint=_made("constraint.create", body_a="$body", type="spring", anchor_b=[0.0, 8.0]),
    story_point=_made("story.create", title="The tide turns", at=30.0, changes={"physics": {"gravity": 2.0}}),
    visualization=_made("visualization.create", name="What is heard", kind="waveform"),
    comment=_made("comment.create", text="The third bar breathes."),
)
