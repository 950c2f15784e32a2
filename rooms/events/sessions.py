"""When the group meets, who comes, and when play begins and ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from accounts.models import Model
from config.api.errors import Invalid
from rooms import notices
from rooms.live.event import Event, Input
from rooms.models import GameSession, Room
from rooms.viewer import Viewer

Title = Annotated[str, Meta(min_length=1, max_length=80)]
Note = Annotated[str, Meta(max_length=500)]
Minutes = Annotated[int, Meta(ge=15, le=24 * 60)]
Time = Annotated[datetime, Meta(tz=True)]

LONG_AGO, LATEST = timedelta(days=1), datetime(2100, 1, 1, tzinfo=UTC)


def checked(given: dict[str, Any]) -> dict[str, Any]:
    """`given` with its title and note trimmed. Raises Invalid for an empty title and a time that is over."""
    fields: dict[str, Any] = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
    if fields.get("title") == "":
        raise Invalid(fields={"title": [_("A session needs a title.")]})
    starts_at = fields.get("starts_at")
    if starts_at and not timezone.now() - LONG_AGO <= starts_at < LATEST:
        raise Invalid(fields={"starts_at": [_("Choose a time that is still to come.")]})
    return fields


class SessionEvent(Event):
    """Base of what happens to the sessions of a room. All that pages hold of them is looked at, before and after: when
    one ends, an older one leaves the list.
    """

    permission = "rooms.plan"
    streams = frozenset({"room"})

    def touched(self, target: Any) -> Iterable[Model]:
        return GameSession.objects.shown(self.who.room)


class OneSessionEvent(SessionEvent):
    def target(self, who: Viewer) -> GameSession:
        session: GameSession = GameSession.objects.select_related("room").seen(who, pk=self.data.session)
        return session


class SessionSchedule(SessionEvent):
    """Plan a session. `starts_at` is a time with its offset (ISO 8601); each page shows it in its reader's time zone.
    Members are notified. At most a hundred are to come.
    """

    type = "session.schedule"
    example: ClassVar[dict[str, Any]] = {
        "title": "The door with three locks",
        "starts_at": "2099-10-02T19:00:00+02:00",
        "minutes": 240,
        "note": "Bring the map.",
    }

    class Input(Input):
        title: Title
        starts_at: Time
        minutes: Minutes = 240
        note: Note = ""

    def apply(self, room: Room) -> None:
        session = GameSession.schedule(room, **checked(self.data.given()))
        notices.session_scheduled(session, by=self.who.user)


class SessionChange(OneSessionEvent):
    """Change a session's words or time. Members are notified of another time."""

    type = "session.change"
    example: ClassVar[dict[str, Any]] = {"session": "$session", "starts_at": "2099-10-03T19:00:00+02:00"}

    class Input(Input):
        session: UUID
        title: Title | UnsetType = UNSET
        starts_at: Time | UnsetType = UNSET
        minutes: Minutes | UnsetType = UNSET
        note: Note | UnsetType = UNSET

    def apply(self, session: GameSession) -> None:
        before = session.starts_at
        session.change(**checked(self.data.given("title", "starts_at", "minutes", "note")))
        if session.starts_at != before:
            notices.session_changed(session, by=self.who.user)


class SessionCancel(OneSessionEvent):
    """Cancel a planned session. Members are notified."""

    type = "session.cancel"
    example: ClassVar[dict[str, Any]] = {"session": "$session"}

    class Input(Input):
        session: UUID

    def apply(self, session: GameSession) -> None:
        session.cancel()
        notices.session_cancelled(session, by=self.who.user)


class SessionAnswer(OneSessionEvent):
    """Say whether one comes; the newest answer counts, and all at the table see it."""

    type = "session.answer"
    permission = "rooms.answer"
    example: ClassVar[dict[str, Any]] = {"session": "$session", "answer": "maybe"}

    class Input(Input):
        session: UUID
        answer: Literal["yes", "no", "maybe"]

    def touched(self, session: GameSession) -> Iterable[Model]:
        return GameSession.objects.filter(pk=session.pk).prefetch_related("answers__member")

    def apply(self, session: GameSession) -> None:
        assert self.who.member is not None  # the rule: whoever answers is a member
        session.answer(self.who.member, self.data.answer)


class SessionStart(SessionEvent):
    """Begin to play: the given session, or without one a session that nobody planned. One is played at a time: another
    that nobody ended ends now.
    """

    type = "session.start"
    example: ClassVar[dict[str, Any]] = {}

    class Input(Input):
        session: UUID | None = None

    def apply(self, room: Room) -> None:
        assert self.at is not None
        if self.data.session is not None:
            session = GameSession.objects.select_related("room").seen(self.who, pk=self.data.session)
        else:
            session = GameSession.schedule(room, title=str(_("Session")), starts_at=self.at)
        session.start(self.at)


class SessionEnd(OneSessionEvent):
    """End the session that is being played."""

    type = "session.end"
    example: ClassVar[dict[str, Any]] = {"session": "$running_session"}

    class Input(Input):
        session: UUID

    def apply(self, session: GameSession) -> None:
        assert self.at is not None
        session.end(self.at)
