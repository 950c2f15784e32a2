"""The live kernel: the numbered log and its only writer. `SPEC.md` has the rules, `EVENTS.md` the commands."""

from rooms.live.event import EVENTS, Event, Input
from rooms.live.perform import Outcome, follow, perform
from rooms.live.projecting import projects
from rooms.live.snapshot import snapshot

__all__ = ["EVENTS", "Event", "Input", "Outcome", "follow", "perform", "projects", "snapshot"]
