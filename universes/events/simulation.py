"""The simulation of a world. What it does while it runs passes; where it stands when it does not is kept."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext as _
from msgspec import Meta

from config.api.errors import Conflict
from rooms.live import Event, Input
from rooms.viewer import Viewer
from universes.events.changing import universe_of
from universes.models import Run
from universes.simulated import require_still

MOST_OF_ONE, MOST_RUNNING = 2, 8
"""How many run at once of universes of one owner, and on this server."""


class Simulating(Event):
    """Base of what those who lead do with the simulation."""

    permission = "universes.edit"
    streams = frozenset({"universe"})
    example: ClassVar[dict[str, Any]] = {}

    def target(self, who: Viewer) -> Run:
        run: Run = universe_of(who).world.run
        return run

    def touched(self, run: Run) -> list[Any]:
        return [run]


class SimulationStart(Simulating):
    """Let it run from where it stands, in step with the clock. Where everything is, `simulation.state` tells 25 times a
    second, what met `simulation.collisions`; both pass. Changes of the world are obeyed at once.
    """

    type = "simulation.start"

    def apply(self, run: Run) -> None:
        running = Run.objects.filter(status=Run.Status.RUNNING).exclude(pk=run.pk)
        if running.filter(world__universe__room__owner=self.who.room.owner_id).count() >= MOST_OF_ONE:
            raise Conflict(
                _("Two simulations of one owner run already. Stop one of them first."), code="too_many_running"
            )
        if running.count() >= MOST_RUNNING:
            raise Conflict(_("So many simulations run that this server has no room for another."), code="busy")
        if run.status != Run.Status.RUNNING:
            run.change(status=Run.Status.RUNNING, reason="", holder="", lease_until=0.0)


class SimulationStop(Simulating):
    """Let it stand still. Within a second it is told where."""

    type = "simulation.stop"

    def apply(self, run: Run) -> None:
        if run.status == Run.Status.RUNNING:
            run.change(status=Run.Status.STOPPED)


class SimulationHalted(Simulating):
    """It stands still: where, and if it could not go on, why. The server's own, of the process `holder` that ran it."""

    type = "simulation.halted"
    internal = True
    example: ClassVar[dict[str, Any]] = {"holder": "", "checkpoint": None, "reason": ""}

    class Input(Input):
        holder: str
        checkpoint: dict[str, Any] | None
        reason: str

    def apply(self, run: Run) -> None:
        if run.holder != self.data.holder:
            raise Conflict(_("Somebody else moved it meanwhile."), code="moved")
        checkpoint = self.data.checkpoint or run.checkpoint
        where = {name: checkpoint["state"][name] for name in ("step", "time")} if checkpoint else {}
        status = Run.Status.FAILED if self.data.reason else Run.Status.STOPPED
        run.change(status=status, reason=self.data.reason, checkpoint=checkpoint, holder="", lease_until=0.0, **where)


class SimulationReset(Simulating):
    """Go back to the beginning: everything is where its body says. One that runs is stopped."""

    type = "simulation.reset"

    def apply(self, run: Run) -> None:
        run.change(status=Run.Status.STOPPED, reason="", step=0, time=0.0, checkpoint=None, holder="", lease_until=0.0)


class SimulationMoved(Simulating):
    """It was taken on by some steps while it stood still. The server's own, after it has computed them."""

    type = "simulation.moved"
    internal = True
    example: ClassVar[dict[str, Any]] = {"since": 0, "checkpoint": {"key": "", "state": {"step": 60, "time": 1.0}}}

    class Input(Input):
        since: Annotated[int, Meta(ge=0)]
        checkpoint: dict[str, Any]

    def apply(self, run: Run) -> None:
        require_still(run)
        if run.step != self.data.since:
            raise Conflict(_("Somebody else moved it meanwhile."), code="moved")
        state = self.data.checkpoint["state"]
        run.change(
            status=Run.Status.STOPPED,
            reason="",
            step=state["step"],
            time=state["time"],
            checkpoint=self.data.checkpoint,
        )
