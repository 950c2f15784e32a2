"""The kernel's consumer: a viewer at a table, its place in the log, and commands handed to `perform`.

Apps' own sockets (the table's, a display's) say only who may enter and with which streams.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.locale import language_of
from accounts.rules import allowed, require
from config.api.errors import Forbidden, Invalid, Problem, SlowDown, Unauthenticated
from config.api.inputs import decode
from config.live import hubs, wire
from config.live.hub import MOST_UNACKNOWLEDGED, Hub, Subscriber
from config.live.pool import in_thread
from config.live.sessions import ended, still_signed_in
from config.live.socket import NOT_ALLOWED, SIGN_IN, LiveSocket
from rooms.live import history
from rooms.live.consistent import consistent_read
from rooms.live.event import Event
from rooms.live.perform import Outcome, event_class, perform, refreshed, require_open
from rooms.live.presence import Crowd
from rooms.live.snapshot import read
from rooms.live.watch import tell_refusal
from rooms.models import Member, Room
from rooms.permissions import RIGHTS
from rooms.viewer import Viewer

PROTOCOL = 1
MOST_SOCKETS, TOO_MANY = 8, 4009
REMEMBERED_SECONDS = 1.0


class RoomSource:
    """What hubs ask of the log."""

    def head(self, topic: str) -> int:
        return Room.objects.values_list("head", flat=True).get(pk=topic)

    def heads(self, topics: list[str]) -> dict[str, int]:
        return {str(pk): head for pk, head in Room.objects.filter(pk__in=topics).values_list("pk", "head")}

    def entries(self, topic: str, since: int, limit: int) -> list[wire.Kept]:
        return history.entries_since(topic, since, limit)

    def refused(self, topic: str, people: list[tuple[str | None, str | None]]) -> dict[str, int]:
        members = {
            str(user)
            for user in Member.objects.filter(room=UUID(topic), user__is_active=True).values_list("user", flat=True)
        }
        refused = {user: NOT_ALLOWED for user, _session in people if user and user not in members}
        sessions = {session for user, session in people if user and session}
        refused |= dict.fromkeys(ended(sessions), SIGN_IN)
        labels = {session for user, session in people if session and not user}
        for of_nobody in labels_ended if labels else ():
            refused |= dict.fromkeys(of_nobody(labels), NOT_ALLOWED)
        return refused


SOURCE = RoomSource()

labels_ended: list[Callable[[set[str]], set[str]]] = []
"""Of labels (`RoomSocket.join`): those whose sockets must end; asked at each beat, for when the bell was lost."""


@dataclass(slots=True)
class Remembered:
    """A passing command's permission and audience, good for a second."""

    keys: frozenset[str]
    target: Any
    until: float


class RoomSocket(LiveSocket):
    """Subclasses set `viewer` (and `session`) in `enter`; `streams` None means all of them."""

    viewer: Viewer
    session: str | None = None
    came_as: Any = None
    streams: frozenset[str] | None = None
    hub: Hub | None = None
    subscriber: Subscriber

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._remembered: dict[str, Remembered] = {}

    async def join(self, *, label: str | None = None, onlooker: str | None = None) -> None:
        """Opens the room's hub for `self.viewer`; the last act of `enter`. By `label`, in place of a session, the
        socket of somebody who never signed in, or does not belong to the room (`onlooker`, their id), can be revoked.
        """
        self.hub = await hubs.Hubs.here().open(str(self.viewer.room.pk), SOURCE, on_new=Crowd)
        self.came_as = self.viewer.user
        self.language = language_of(self.viewer.user)
        user = str(self.viewer.user.pk) if self.viewer.user else None
        self.subscriber = Subscriber(
            self.outlet,
            self.close_soon,
            self.viewer.keys,
            user=user,
            session=self.session or label,
            streams=self.streams,
            onlooker=onlooker,
        )
        person = user or onlooker
        mine = [one for one in self.hub.subscribers if person in (one.user, one.onlooker) and person and not one.ended]
        if len(mine) >= MOST_SOCKETS:
            min(mine, key=lambda one: one.since).end(TOO_MANY)
        self.hub.add(self.subscriber)

    async def hello(self) -> dict[str, Any]:
        viewer = self.viewer
        return {
            "type": "hello",
            "protocol": PROTOCOL,
            "head": self.hub.seq if self.hub else 0,
            "time": timezone.now(),
            "you": {
                "member": viewer.member.pk if viewer.member else None,
                "user": viewer.user.pk if viewer.user else None,
                "role": viewer.role,
                "sight": viewer.sight,
                "rights": [right for right in RIGHTS if allowed(viewer, right, viewer.room)],
            },
        }

    async def left(self) -> None:
        if self.hub is not None:
            self.hub.remove(self.subscriber)
            hubs.Hubs.here().leave(self.hub)

    async def command(self, frame: dict[str, Any]) -> None:
        match frame.get("type"):
            case "ack":
                self.acknowledge(frame.get("seq"))
                if frame.get("beat") is True:
                    self.subscriber.answered()
            case "resume":
                await self.resume(frame)
            case "snapshot":
                await self.send_snapshot(frame)
            case str(name):
                await self._watched(frame, name)
            case _:
                raise Invalid(_("A command has a type."), code="unknown_type")

    # Where the reader is ---------------------------------------------------------------------------------------------

    def acknowledge(self, seq: Any) -> None:
        if isinstance(seq, int) and seq <= self.subscriber.told + MOST_UNACKNOWLEDGED:
            self.subscriber.acknowledge(seq)

    async def resume(self, frame: dict[str, Any]) -> None:
        since: Any = frame.get("since")
        sight = frame.get("sight", self.viewer.sight)
        self._pay("heavy")
        known = isinstance(since, int) and not isinstance(since, bool) and since >= history.earliest(self.viewer)
        if not known or sight != self.viewer.sight:
            self.tell({"type": "resync"})
            return
        await self._run_from(since)

    async def send_snapshot(self, frame: dict[str, Any]) -> None:
        self._pay("heavy")
        scene = frame.get("scene")
        try:
            self.viewer = self.viewer.looking_at(UUID(scene) if scene and self.viewer.leads else None)
        except (ValueError, TypeError, AttributeError):
            raise Invalid(fields={"scene": [_("This is no id.")]}) from None
        found = await in_thread(self._fresh_snapshot)
        if isinstance(frame.get("id"), str):
            found["re"] = frame["id"]
        self.outlet.send_asked(wire.encode({"type": "snapshot", **found}))
        await self._run_from(found["seq"])

    def _fresh_snapshot(self) -> dict[str, Any]:
        with consistent_read():
            # In the same read: who was removed in between must not see what came after.
            self.viewer = refreshed(self.viewer)
            return read(self.viewer)

    async def _run_from(self, seq: int) -> None:
        assert self.hub is not None
        if not await self.hub.catch_up(self.subscriber, seq):
            self.tell({"type": "resync"})
            return
        self.tell({"type": "level", "seq": self.subscriber.told})
        if self.hub.greeting and self.subscriber.onlooker is None:
            self.outlet.send(self.hub.greeting)

    def _pay(self, budget: str) -> None:
        if not self.credits.pay(0, budget):
            raise SlowDown()

    # Commands --------------------------------------------------------------------------------------------------------

    async def _watched(self, frame: dict[str, Any], name: str) -> None:
        """Who leads hears of a refusal; not of haste, of which there would be much."""
        try:
            await self.perform(frame, name)
        except SlowDown:
            raise
        except Problem as problem:
            if self.hub is not None and self.viewer.member is not None and not self.viewer.leads:
                tell_refusal(self.hub, self.viewer, name, problem)
            raise

    async def perform(self, frame: dict[str, Any], name: str) -> None:
        kind = event_class(name)
        if self.viewer.user is None:
            raise Forbidden(_("A display only shows."))
        if kind.budget:
            self._pay(kind.budget)
        if not kind.kept:
            await self._pass_on(kind, frame.get("data"))
            return
        id = frame.get("id")
        if not isinstance(id, str) or not 1 <= len(id) <= 64:
            raise Invalid(_("A command has an id of 1 to 64 characters."), fields={"id": [_("Missing.")]})
        outcome = await in_thread(self._perform, name, frame.get("data"), id)
        if outcome.kept is None or not self.subscriber.live or outcome.kept.body(self.viewer.keys) is None:
            self.tell({"re": id, "seq": outcome.seq})

    def _perform(self, name: str, data: Any, id: str) -> Outcome:
        self._still_signed_in()
        return perform(self.viewer, name, data, client_id=id)

    def _still_signed_in(self) -> None:
        if not still_signed_in(self.came_as, self.session):
            self.close_from_thread(SIGN_IN)
            raise Unauthenticated()

    def close_from_thread(self, code: int) -> None:
        assert self.hub is not None
        for loop, here in list(hubs.Hubs.running.items()):
            if here.hubs.get(self.hub.topic) is self.hub:
                loop.call_soon_threadsafe(self.close_soon, code)

    async def _pass_on(self, kind: type[Event], data: Any) -> None:
        assert self.hub is not None
        event = kind(self.viewer, decode(kind.Input, data))
        key = event.about()
        known = self._remembered.get(key)
        if known is None or known.until < monotonic():
            known = await in_thread(self._ask, event)
            if len(self._remembered) > 64:
                self._remembered.clear()
            self._remembered[key] = known
        if event.said_by(self.subscriber):
            self.hub.on_people()
        keys = event.hearers(known.target, known.keys) if known.keys else known.keys
        if not keys:
            return
        user = self.viewer.user
        payload = wire.encode(
            {
                "type": kind.type,
                "by": {"user": user.pk, "name": user.display_name},
                "data": event.passes(known.target),
            }
        )
        self.hub.pass_on(keys, payload, about=key)
        hubs.tell_others(self.hub.topic, {"act": "pass", "keys": list(keys), "payload": payload, "about": key})

    def _ask(self, event: Event) -> Remembered:
        """The whole check of a passing command; its answer may be remembered for a second."""
        self._still_signed_in()
        who = refreshed(self.viewer)
        require_open(who.room, type(event))
        target = event.target(who)
        require(who, type(event).permission, target)
        return Remembered(event.keys(target), target, monotonic() + REMEMBERED_SECONDS)
