"""When the group meets: planned, answered, changed, cancelled, begun and ended; told to those who are elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Notification
from config.api.errors import Conflict, Forbidden, Invalid
from rooms.models import GameSession
from rooms.models.session import MOST_TO_COME

WHEN = "2099-10-02T19:00:00+02:00"


@pytest.fixture
def plan(table: Any) -> Any:
    """Plans a session and returns its id."""

    def schedule(title: str = "The tomb", **more: Any) -> str:
        table.lead.does("session.schedule", **{"title": title, "starts_at": WHEN, **more})
        return str(GameSession.objects.get(room=table.room, title=title.strip()).pk)

    table.lead.does("session.cancel", session=table.things["session"])
    table.lead.does("session.end", session=table.things["running_session"])
    Notification.objects.all().delete()
    return schedule


def shown(seat: Any, id: str) -> dict[str, Any]:
    found: dict[str, Any] = seat.state["things"]["session"][id]
    return found


def test_it_works(table: Any, plan: Any, ada: Any, ben: Any, cleo: Any) -> None:
    seat, watching = table.seat(ben), table.seat(cleo, role="spectator")
    id = plan(" The tomb ", note="Bring the map.", minutes=180)
    seat.does("session.answer", session=id, answer="yes")
    seat.does("session.answer", session=id, answer="maybe")
    watching.does("session.answer", session=id, answer="no")
    session = shown(watching, id)
    assert (session["title"], session["minutes"], session["note"]) == ("The tomb", 180, "Bring the map.")
    assert datetime.fromisoformat(session["starts_at"]) == datetime(2099, 10, 2, 17, tzinfo=UTC)
    assert session["answers"] == {str(ben.pk): "maybe", str(cleo.pk): "no"}
    table.lead.does("session.start", session=id)
    assert shown(seat, id)["started_at"] and GameSession.running(table.room)
    table.lead.does("session.end", session=id)
    assert shown(seat, id)["ended_at"] and not GameSession.running(table.room)
    table.is_level()


def test_who_is_elsewhere_is_told(table: Any, plan: Any, ada: Any, ben: Any) -> None:
    id = plan()
    table.lead.does("session.change", session=id, title="The crypt")
    table.lead.does("session.change", session=id, starts_at="2099-10-03T19:00:00+02:00")
    table.lead.does("session.cancel", session=id)
    notes = Notification.objects.order_by("created_at")
    assert [note.text() for note in notes] == [
        f"{table.room.name}: Ada has planned “The tomb”. Say whether you come.",
        f"{table.room.name}: “The crypt” has another time now.",
        f"{table.room.name}: “The crypt” was cancelled.",
    ]
    assert {note.user for note in notes} == {ben}


def test_only_those_who_lead_plan(table: Any, plan: Any, ben: Any) -> None:
    id, seat = plan(), table.seat(ben)
    given: dict[str, dict[str, Any]] = {
        "session.schedule": {"title": "Mine", "starts_at": WHEN},
        "session.change": {"session": id, "title": "Mine"},
        "session.cancel": {"session": id},
        "session.start": {"session": id},
    }
    for type, data in given.items():
        with pytest.raises(Forbidden):
            seat.does(type, **data)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "  "},
        {"title": "x" * 81},
        {"note": "x" * 501},
        {"minutes": 14},
        {"minutes": 1441},
        {"starts_at": "2020-01-01T00:00:00Z"},
        {"starts_at": "2100-01-01T00:00:00Z"},
        {"starts_at": "2099-10-02T19:00:00"},
        {"starts_at": "tomorrow"},
    ],
)
def test_what_is_no_session(table: Any, plan: Any, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as problem:
        table.lead.does("session.schedule", **{"title": "The tomb", "starts_at": WHEN, **wrong})
    assert set(problem.value.fields) == set(wrong)


def test_unplanned_play_is_a_session_too(table: Any, plan: Any, ben: Any) -> None:
    table.lead.does("session.start")
    running = GameSession.running(table.room)
    assert running is not None
    assert shown(table.seat(ben), str(running.pk))["title"] == "Session"


def test_one_that_was_forgotten_ends_when_the_next_begins(table: Any, plan: Any) -> None:
    first, second = plan("First"), plan("Second")
    table.lead.does("session.start", session=first)
    table.lead.does("session.start", session=second)
    assert str(getattr(GameSession.running(table.room), "pk", "")) == second
    with pytest.raises(Conflict):
        table.lead.does("session.start", session=first)
    table.is_level()


def test_what_has_begun_is_ended_not_cancelled(table: Any, plan: Any, ben: Any) -> None:
    id = plan()
    with pytest.raises(Conflict):
        table.lead.does("session.end", session=id)
    table.lead.does("session.start", session=id)
    with pytest.raises(Conflict):
        table.lead.does("session.cancel", session=id)
    table.lead.does("session.end", session=id)
    for type, data in (("session.change", {"title": "Late"}), ("session.answer", {"answer": "yes"})):
        with pytest.raises(Conflict):
            table.lead.does(type, session=id, **data)


def test_a_page_holds_the_last_five_that_ended(table: Any, plan: Any, ben: Any, as_: Any) -> None:
    seat = table.seat(ben)
    for number in range(7):
        id = plan(f"Evening {number}")
        table.lead.does("session.start", session=id)
        table.lead.does("session.end", session=id)
    titles = {one["title"] for one in seat.things("session")}
    assert titles == {f"Evening {number}" for number in range(2, 7)}
    table.is_level()
    listed = as_(ben).get(f"/api/v1/rooms/{table.room.pk}/sessions").json()["data"]
    assert len(listed) == 8, "the list has them all"


def test_a_hundred_are_to_come_at_most(table: Any, plan: Any) -> None:
    GameSession.objects.bulk_create(
        GameSession(room=table.room, title=f"{number}", starts_at=timezone.now() + timedelta(days=number))
        for number in range(MOST_TO_COME)
    )
    with pytest.raises(Conflict):
        table.lead.does("session.schedule", title="One more", starts_at=WHEN)


def test_those_that_never_were_make_room(table: Any, plan: Any) -> None:
    past = timezone.now() - timedelta(days=2)
    GameSession.objects.bulk_create(
        GameSession(room=table.room, title=f"{number}", starts_at=past) for number in range(MOST_TO_COME)
    )
    table.lead.sit_down()
    table.lead.does("session.schedule", title="One more", starts_at=WHEN)
    assert [one["title"] for one in table.lead.things("session") if not one["ended_at"]] == ["One more"]


def test_the_answers_of_who_leaves_go_with_them(table: Any, plan: Any, ben: Any) -> None:
    id = plan()
    table.seat(ben).does("session.answer", session=id, answer="yes")
    table.seat(ben).does("member.leave")
    assert shown(table.lead, id)["answers"] == {}
    table.is_level()


def test_the_list_of_rooms_names_the_next_one(table: Any, plan: Any, as_: Any, ben: Any, cleo: Any) -> None:
    plan("Later", starts_at="2099-12-24T19:00:00Z")
    plan("Sooner")

    def next_for(user: Any) -> list[Any]:
        rows = as_(user).get("/api/v1/rooms").json()["data"]
        return [row["next_session"] and row["next_session"]["title"] for row in rows]

    assert next_for(ben) == ["Sooner"]
    table.lead.does("session.start", session=plan("Now"))
    assert next_for(ben) == ["Now"]
    table.lead.does("room.update", is_public=True)
    assert next_for(cleo) == [None], "who does not belong to it is not told"
