"""The inbox: a socket that tells one person their notifications and the progress of their jobs."""

from __future__ import annotations

from typing import Any

from django.urls import path

from accounts import inbox, tickets
from accounts.locale import language_of
from accounts.models import Notification, User
from config.live.hub import Hub, Subscriber
from config.live.hubs import Hubs
from config.live.pool import in_thread
from config.live.sessions import ended
from config.live.socket import SIGN_IN, LiveSocket, Refused
from config.live.wire import Kept


class Passing:
    """The hub's source for topics that keep nothing: what was missed is in the REST list."""

    def head(self, topic: str) -> int:
        return 0

    def heads(self, topics: list[str]) -> dict[str, int]:
        return {}

    def entries(self, topic: str, since: int, limit: int) -> list[Kept]:
        return []

    def refused(self, topic: str, people: list[tuple[str | None, str | None]]) -> dict[str, int]:
        users = {user for user, _key in people if user}
        active = User.objects.filter(pk__in=users, is_active=True).values_list("pk", flat=True)
        refused = dict.fromkeys(users - {str(pk) for pk in active}, SIGN_IN)
        return refused | dict.fromkeys(ended({key for _user, key in people if key}), SIGN_IN)


PASSING = Passing()


class PersonSocket(LiveSocket):
    """One person's socket on a topic of their own that keeps nothing. A subclass names the topic and its `key`."""

    key: str
    hub: Hub
    subscriber: Subscriber
    user: User

    def topic(self) -> str:
        raise NotImplementedError

    async def enter(self) -> None:
        user = await tickets.visitor(self.scope)
        if user is None:
            raise Refused(SIGN_IN)
        self.user = user
        self.language = language_of(user)
        self.hub = await Hubs.here().open(self.topic(), PASSING)
        self.subscriber = Subscriber(
            self.outlet, self.close_soon, (self.key,), user=str(user.pk), session=self.scope.get("session_key")
        )
        self.hub.add(self.subscriber)

    async def hello(self) -> dict[str, Any]:
        self.subscriber.live = True
        return {"type": "hello"}

    async def left(self) -> None:
        self.hub.remove(self.subscriber)
        Hubs.here().leave(self.hub)


class InboxConsumer(PersonSocket):
    """Up: nothing but `ping`. Down: `hello {unread}`, `notification {data}`, `job {data}`, `beat`."""

    key = inbox.KEY

    def topic(self) -> str:
        return inbox.topic_of(self.user.pk)

    async def hello(self) -> dict[str, Any]:
        unread = await in_thread(Notification.objects.filter(user=self.user, read_at=None).count)
        return {**await super().hello(), "unread": unread}


websocket_routes = [path("ws/inbox/", InboxConsumer.as_asgi())]
