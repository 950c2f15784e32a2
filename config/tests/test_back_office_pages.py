"""The pages of `/gm/` that are no list: Ada sees her own evening, and nothing of Dana's; Ben, who plays, comes nowhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from config.jobs.models import JobRun
from config.testing.cast import person
from config.testing.factories import make
from maps.models import Map
from rooms.models import GameSession, Knock, Presence, Role, Room

CANARY = "CANARY-of-dana"
PAGES = ("gm:index", "gm:upload", "gm:import")
pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(db: None, ada: Any) -> Any:
    """Another game master, at whose table Ada plays."""
    dana = person("dana", is_game_master=True)
    room = make(Room, owner=dana, canary=CANARY)
    room.admit(ada, role=Role.PLAYER)
    evening(room, dana)
    make(Map, owner=dana, canary=CANARY)
    return dana


def evening(room: Room, leads: Any, *, title: str = CANARY) -> None:
    """A session soon, `leads` at the table, a job of theirs that failed and one that runs."""
    GameSession.schedule(room, title=title, starts_at=timezone.now() + timedelta(hours=3))
    lease = timezone.now() + timedelta(minutes=1)
    Presence.objects.create(room=room, user=leads, process="one", expires_at=lease)
    Presence.objects.create(room=room, user=leads, process="two", expires_at=lease)
    JobRun.objects.create(owner=leads.pk, name="maps.tasks.prepare_map", state="failed", error=f"{title}: no picture")
    JobRun.objects.create(owner=leads.pk, name="audio.tasks.measure_track", state="running", note=f"{title}: listening")


def led(ada: Any, name: str = "The lantern crypt") -> Room:
    return Room.open_by(ada, name=name)


def test_it_works(as_: Any, ada: Any, dana: Any, cleo: Any) -> None:
    room = led(ada)
    evening(room, ada, title="The third lock")
    Knock.objects.create(room=room, user=cleo)
    make(Map, owner=ada, canary="Old crypt")
    page = as_(ada).get(reverse("gm:index"))
    (one,) = page.context["evening"]
    assert (one["room"], one["session"].title, one["tonight"], one["people"]) == (room, "The third lock", True, [ada])
    (failure,) = page.context["failures"]
    assert (failure["reason"], failure["url"]) == ("The third lock: no picture", reverse("gm:upload"))
    body = page.content.decode()
    for words in ("The third lock: listening", "1 at the door", "Old crypt", reverse("gm:live", args=[room.pk])):
        assert words in body
    assert CANARY not in body


def test_an_empty_evening_says_what_to_do_next(as_: Any, ada: Any) -> None:
    body = as_(ada).get(reverse("gm:index")).content.decode()
    assert "No room yet" in body
    assert "Your libraries are empty" in body
    assert reverse("gm:rooms_room_add") in body


def test_many_rooms_are_as_many_questions_as_few(as_: Any, ada: Any) -> None:
    asked = []
    client = as_(ada)
    client.get(reverse("gm:index"))
    for count in (2, 8):
        for number in range(count):
            evening(led(ada, f"Room {count} {number}"), ada)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse("gm:index"))
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_who_plays_and_who_is_nobody_come_nowhere(as_: Any, ada: Any, ben: Any) -> None:
    room = led(ada)
    room.admit(ben, role=Role.PLAYER)
    for address in (*map(reverse, PAGES), reverse("gm:live", args=[room.pk])):
        assert as_(ben).get(address).status_code == 403
        assert as_().get(address).status_code == 302
        assert as_(ada).get(address).status_code == 200
        assert as_(ada).post(address).status_code in (200, 405)


def test_a_room_is_watched_by_those_who_lead_it(as_: Any, ada: Any, dana: Any) -> None:
    theirs = Room.objects.get(owner=dana)
    for room in (theirs, make(Room, owner=dana, canary=CANARY)):
        answer = as_(ada).get(reverse("gm:live", args=[room.pk]))
        assert answer.status_code == 404
        assert CANARY not in answer.content.decode()
    theirs.members.filter(user=ada).update(role=Role.GAME_MASTER)
    assert as_(ada).get(reverse("gm:live", args=[theirs.pk])).status_code == 200


def test_one_puts_things_only_into_rooms_that_one_leads(as_: Any, ada: Any, dana: Any) -> None:
    mine, theirs = led(ada), Room.objects.get(owner=dana)
    for name in ("gm:upload", "gm:import"):
        page = as_(ada).get(reverse(name), {"room": str(theirs.pk)})
        assert [room["id"] for room in page.context["page_urls"]["rooms"]] == [str(mine.pk)]
        assert CANARY not in page.content.decode()


def test_when_somebody_was_heard_of_tells_no_whisper(as_: Any, table: Any, ada: Any, ben: Any, cleo: Any) -> None:
    other = table.seat(cleo)
    table.seat(ben).does("chat.say", text="Psst.", to=[str(other.viewer.user.pk)])
    address = reverse("gm:live", args=[table.room.pk])
    before = as_(ada).get(address).context["page_heard"].get(str(ben.pk))
    table.seat(ben).does("chat.say", text="I listen at the door.")
    after = as_(ada).get(address).context["page_heard"][str(ben.pk)]
    assert before is None or before < after
    whisper = table.room.entries.filter(user=ben, type="chat.say").order_by("seq").first()
    assert before != whisper.at
