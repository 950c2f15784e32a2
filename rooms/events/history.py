"""Taking back what one did at the table, and doing it again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from accounts.models import Model
from accounts.rules import require
from config.api.errors import Invalid, NotFound
from rooms.live.changes import Step
from rooms.live.event import EVENTS, Event, Input
from rooms.models import Entry
from rooms.viewer import Viewer


class Reversal(Event):
    """Base of undo and redo: takes back what one entry wrote, as an entry of its own with ops like any other's.

    Asked again, now: whether the author sees what is concerned, and whether they may do what was done.
    """

    permission = "rooms.undo"
    budget = "table"
    streams = frozenset({"room", "scene"})
    undoable = True
    again: ClassVar[bool]
    """Whether an action is done again, or taken back."""

    def target(self, who: Viewer) -> Entry:
        entry = self.entry(who)
        wrote: dict[str, Any] = entry.changes or {}
        self.reverses, self.of = entry.seq, wrote["of"]
        self.original = EVENTS[self.of]
        self.remembered: dict[str, Any] = wrote.get("remembered", {})
        try:
            self.steps = [Step.read(who, change, self.original.row, self._gone) for change in wrote["rows"]]
        except NotFound:
            raise NotFound(_("What this was about is no longer here, so it cannot be taken back.")) from None
        require(who, self.original.permission, self.steps[0].row)
        for step in self.steps:
            step.require_ground(self.steps)
        # Last written, first taken back. The same order again on the way forth: of two scenes one gives way first.
        self.steps.reverse()
        self.rows = list(self._reached())
        return entry

    def _gone(self, model: Any, pk: str) -> dict[str, Any] | None:
        return self.original.gone(model, pk, self.remembered)

    def _reached(self) -> Iterable[Model]:
        here = [step.row for step in self.steps if not step.brings_back]
        known = {(type(step.row), step.row.pk) for step in self.steps}
        yield from here
        for row in self.original.reached([step.row for step in self.steps]):
            if (type(row), row.pk) not in known:
                yield row

    def entry(self, who: Viewer) -> Entry:
        """Which one. Raises NotFound when there is none that this author could take back."""
        raise NotImplementedError

    def touched(self, entry: Entry) -> Iterable[Model]:
        return self.rows

    def apply(self, entry: Entry) -> list[Model]:
        for step in self.steps:
            if step.brings_back:
                self.original.require_place(step.row)
            elif step.before is not None:
                how: dict[str, Any] = {"again": self.again, "remembered": self.remembered}
                self.original.require_back(self.who, step.row, step.before, **how)
            step.take_back()
        return [step.row for step in self.steps if step.brings_back]

    def remembers(self) -> dict[str, Any]:
        return self.remembered

    def revokes(self, entry: Entry) -> dict[str, int]:
        fields = frozenset(name for step in self.steps for name in step.before or ())
        return self.original.revoked(self.who, fields)

    def own(self, who: Viewer) -> Any:
        """One's own entries that can be taken back, the newest first."""
        mine = Entry.objects.filter(room=who.room, user=who.user) if who.user else Entry.objects.none()
        return mine.filter(changes__isnull=False).order_by("-seq")


class HistoryUndo(Reversal):
    """Take back one's own newest action that can be undone and is not yet, or the entry `seq`: one's own; anybody's
    for those who lead. Refused with `conflict` and the current state when somebody changed the same since.
    """

    type = "history.undo"
    again = False
    example: ClassVar[dict[str, Any]] = {}

    class Input(Input):
        seq: Annotated[int, Meta(ge=1)] | UnsetType = UNSET

    def entry(self, who: Viewer) -> Entry:
        if isinstance(self.data.seq, int):
            return self._named(who, self.data.seq)
        newest = self.own(who).filter(reversed=False).exclude(type=self.type).first()
        if newest is None:
            raise NotFound(_("There is nothing of yours to undo."))
        return newest

    def _named(self, who: Viewer, seq: int) -> Entry:
        entry = Entry.objects.filter(room=who.room, seq=seq).first()
        if entry is None or who.user is None or not (who.leads or entry.user_id == who.user.pk):
            raise NotFound()
        if entry.changes is None or entry.type == self.type:
            raise Invalid(_("This cannot be undone."), fields={"seq": [_("This cannot be undone.")]})
        if entry.reversed:
            raise Invalid(_("This was undone already."), fields={"seq": [_("This was undone already.")]})
        return entry


class HistoryRedo(Reversal):
    """Do again what one undid last. Not after a new action of one's own that can be undone."""

    type = "history.redo"
    again = True
    example: ClassVar[dict[str, Any]] = {}

    def entry(self, who: Viewer) -> Entry:
        undone = self.own(who).filter(type=HistoryUndo.type, reversed=False).first()
        reversals = (HistoryUndo.type, self.type)
        if undone is None or self.own(who).filter(seq__gt=undone.seq).exclude(type__in=reversals).exists():
            raise NotFound(_("There is nothing of yours to do again."))
        return undone
