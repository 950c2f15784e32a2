"""The test kit: a Table with people around it, and Seats that fold what they hear as a page does.

    table = Table(ada)                       Ada's room
    ben_seat = table.seat(ben)               Ben joins as a player and takes a snapshot
    table.seat(ada).does("chat.say", text="Hello")
    assert ben_seat.things("message")        Ben heard it
    table.is_level()                         every fold equals a fresh snapshot

No sockets: entries go from the log to the seats at once. `Table.things` names ids for the events' examples ("$token").
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

from config.live import wire
from rooms.live.history import entries_since
from rooms.live.perform import Outcome, perform, refreshed
from rooms.live.reducer import fold, standing
from rooms.live.snapshot import snapshot
from rooms.models import Member, Room
from rooms.viewer import Viewer

furnish: list[Callable[[Table], None]] = []
"""Upper apps add what their events need to find: scenes, tokens, maps."""

settle: list[Callable[[Table], None]] = []
"""What the server does by itself after a command, on other threads; here it is done at once."""

makers: dict[str, Callable[[Table], str]] = {
    "message": lambda table: str(table.lead.does("chat.say", text="Roll for initiative.").made[0].pk),
}
"""What only some examples need to find, by name."""


class Seat:
    """One viewer at the table with the state its page would hold; `heard` are the frames it was sent."""

    def __init__(self, table: Table, viewer: Viewer) -> None:
        self.table, self.viewer = table, viewer
        self.heard: list[bytes] = []
        self.state: dict[str, Any] = {}
        self.sit_down()

    def sit_down(self) -> None:
        """Takes a fresh snapshot, as a page that comes anew."""
        self.viewer = refreshed(self.viewer)
        self.state = plain(snapshot(self.viewer))
        self.told = self.state["seq"]

    def does(self, type: str, /, *, client_id: str | None = None, **data: Any) -> Outcome:
        """Performs a command as this viewer; all seats hear of it. Raises the Problem of a refusal."""
        outcome = perform(self.viewer, type, data, client_id=client_id)
        self.table.deliver()
        return outcome

    def hears(self, kept: wire.Kept) -> None:
        body = kept.body(self.viewer.keys)
        if body is None or kept.seq <= self.told:
            return
        first = self.told + 1
        self.told = kept.seq
        frame = body if first == kept.seq else wire.with_from(body, first)
        self.heard.append(frame)
        entry = wire.decode(frame)
        assert standing(self.state["seq"], entry) == "next", f"a gap at {entry['seq']}"
        fold(self.state, entry)
        self.follow()

    def follow(self) -> None:
        """A game master who has chosen no scene takes a snapshot when another one is on the table (SPEC S7)."""
        shown = next((id for id, scene in self.state["things"].get("scene", {}).items() if scene["active"]), None)
        if self.viewer.leads and self.viewer.scene is None and shown != self.state["scene"]:
            self.sit_down()

    def things(self, kind: str) -> list[dict[str, Any]]:
        return list(self.state["things"].get(kind, {}).values())

    def is_level(self) -> None:
        """Raises AssertionError unless what was folded equals a fresh snapshot."""
        fresh = plain(snapshot(refreshed(self.viewer)))
        held = {kind: things for kind, things in self.state["things"].items() if things}
        assert held == fresh["things"], f"{self.viewer.role} ({self.viewer.sight}) folded something else"


class Table:
    def __init__(self, owner: Any, *, name: str = "The Lich and His Tomb", **fields: Any) -> None:
        self.room = Room.open_by(owner, name=name, **fields)
        self.seats: dict[str, Seat] = {}
        self.things: dict[str, str] = {}
        self.delivered = 0
        self.lead: Seat = self.seat(owner)
        for lay in furnish:
            lay(self)

    def seat(self, user: Any, *, role: str = "player", name: str | None = None) -> Seat:
        """The seat of `user`, who joins as `role` if they do not belong to the room yet."""
        key = name or user.username
        if key not in self.seats:
            member = Member.objects.filter(room=self.room, user=user).select_related("user").first()
            if member is None:
                perform(Viewer.joining(self.room, user), "member.join", {"role": role}, internal=True)
                self.deliver()
                member = Member.objects.select_related("user").get(room=self.room, user=user)
                self.things.setdefault("member", str(member.pk))
                self.things.setdefault("player_user", str(user.pk))
            self.seats[key] = Seat(self, Viewer.of(self.room, member))
        return self.seats[key]

    def display(self) -> Seat:
        return self.seats.setdefault("display", Seat(self, Viewer.display(self.room)))

    def deliver(self) -> None:
        """Hands every seat what the log has and it has not heard."""
        for work in settle:
            work(self)
        for kept in entries_since(self.room.pk, self.delivered, 10_000):
            self.delivered = kept.seq
            for user in kept.revokes:
                for key in [
                    key for key, seat in self.seats.items() if str(getattr(seat.viewer.user, "pk", "")) == user
                ]:
                    del self.seats[key]
            for seat in self.seats.values():
                seat.hears(kept)

    def thing(self, name: str) -> str:
        """The id of a named thing; those of `makers` are made when they are first asked for."""
        if name not in self.things:
            self.things[name] = makers[name](self)
            self.deliver()
        return self.things[name]

    def example(self, data: Any) -> Any:
        """An event's example with its "$names" filled in."""
        if isinstance(data, str) and data.startswith("$"):
            return self.thing(data[1:])
        if isinstance(data, dict):
            return {key: self.example(value) for key, value in data.items()}
        if isinstance(data, list):
            return [self.example(value) for value in data]
        return copy.deepcopy(data)

    def is_level(self) -> None:
        for seat in self.seats.values():
            seat.is_level()


def plain(data: Any) -> Any:
    """As a page would have parsed it."""
    return json.loads(wire.encode(data))
