"""What may be done at a live table: one Event class each, registered by being declared.

The docstring of an Event is its public documentation (`EVENTS.md` is made from it).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

import msgspec

from accounts.models import Model
from config.live.hub import Subscriber
from rooms.viewer import Viewer

EVENTS: dict[str, type[Event]] = {}


class Input(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Base of every event's input: unknown fields are refused, absent optional ones are UNSET."""

    def given(self, *names: str) -> dict[str, Any]:
        """The fields of `names` (or all) that the client sent."""
        values = msgspec.structs.asdict(self)
        return {name: values[name] for name in names or values if values[name] is not msgspec.UNSET}


class Event:
    """A command at the table. `kept`: numbered and stored; otherwise it passes (drag preview, typing).

    `internal` events are the server's own: no client may send them. `budget` names a narrower bucket of credits.
    `in_archive`: accepted also in an archived room. `undoable`: the entry keeps what it wrote, so that `history.undo`
    can take it back; such an event's rule is asked again with the first row that it wrote.
    """

    type: ClassVar[str]
    permission: ClassVar[str]
    streams: ClassVar[frozenset[str]] = frozenset()
    kept: ClassVar[bool] = True
    internal: ClassVar[bool] = False
    budget: ClassVar[str] = ""
    in_archive: ClassVar[bool] = False
    undoable: ClassVar[bool] = False
    example: ClassVar[dict[str, Any]] = {}
    Input: ClassVar[Any] = Input

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "type" in cls.__dict__:
            if cls.type in EVENTS:
                raise ValueError(f"two events are named {cls.type}")
            EVENTS[cls.type] = cls

    def __init__(self, who: Viewer, data: Any, *, seq: int = 0, at: datetime | None = None) -> None:
        self.who, self.data, self.seq, self.at = who, data, seq, at
        self.reverses: int | None = None
        self.of = self.type

    def target(self, who: Viewer) -> Any:
        """The object it is about, fetched through `visible_to(who)`; the room itself by default."""
        return who.room

    def touched(self, target: Any) -> Iterable[Model]:
        """The rows whose projections this may change for anybody; asked before and after `apply`."""
        return [target]

    def apply(self, target: Any) -> Iterable[Model] | Model | None:
        """Does it, by the model's own verb. Returns what it created, if anything."""
        raise NotImplementedError

    @classmethod
    def reached(cls, rows: list[Model]) -> Iterable[Model]:
        """Of an undoable event: the rows whose projections it may change for anybody when `rows` are taken back, those
        among them that were deleted and come back included."""
        return rows

    @classmethod
    def require_place(cls, row: Any) -> None:
        """Of an undoable event: raises Invalid when there are too many of its kind already for `row` to come back."""

    @classmethod
    def row(cls, who: Viewer, model: Any, pk: Any) -> Any:
        """Of an undoable event: the row of `model` that it wrote, as `who` gets at it now. Raises NotFound."""
        return model._default_manager.seen(who, pk=pk)

    def remembers(self) -> dict[str, Any]:
        """Of an undoable event: what `require_back` and `gone` must know besides the rows, as JSON. Asked after `apply`;
        it stays on the server.
        """
        return {}

    @classmethod
    def gone(cls, model: Any, pk: str, remembered: dict[str, Any]) -> dict[str, Any] | None:
        """Of an undoable event: all stored fields that it left the row of `model` with, where that row went by itself
        since; taken back, the row comes back. None: it cannot.
        """
        return None

    @classmethod
    def require_back(
        cls, who: Viewer, row: Any, to: dict[str, Any], *, again: bool, remembered: dict[str, Any]
    ) -> None:
        """Of an undoable event: raises what forbids `who` to bring `row`, as it stands, to the stored fields `to`; `again`
        when the action is done again, else it is taken back. What the rule does not know, such as places, is asked here.
        """

    def revokes(self, target: Any) -> dict[str, int]:
        """Whose sockets end with this entry: user id to close code. Asked after `apply`."""
        return {}

    @classmethod
    def revoked(cls, who: Viewer, fields: frozenset[str]) -> dict[str, int]:
        """Of an undoable event: whose sockets end when these fields of what it wrote are taken back."""
        return {}

    def ends(self) -> tuple[str, ...]:
        """Of which things this event is the last word: passing ones (`about`) that still wait are dropped."""
        return ()

    def keys(self, target: Any) -> frozenset[str]:
        """Of a passing event: which audiences may hear of it."""
        raise NotImplementedError

    def hearers(self, target: Any, keys: frozenset[str]) -> frozenset[str]:
        """Of a passing event: who of `keys` hears this very one. Asked each time, of what is in memory; `keys` and
        `target` may be a second old.
        """
        return keys

    def passes(self, target: Any) -> dict[str, Any]:
        """Of a passing event: what they hear."""
        raise NotImplementedError

    def said_by(self, device: Subscriber) -> bool:
        """Of a passing event: what it says of the socket it came by. True when others must be told who is present."""
        return False

    def about(self) -> str:
        """Of a passing event: the thing it is about, by its input alone; of one thing the newest word wins."""
        return self.type
