"""The first frames: hello, a snapshot or a resume, and silence before it is asked (SPEC C3, C4, C5)."""

from __future__ import annotations

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from rooms.models import Entry, Room

pytestmark = pytest.mark.django_db(transaction=True)


async def said(table, text="Hello", times=1):
    for _time in range(times):
        await sync_to_async(table.lead.does)("chat.say", text=text)


async def head_of(table):
    return (await Room.objects.aget(pk=table.room.pk)).head


async def test_hello_comes_first(opens, table, ada, ben):
    """SPEC C3: protocol, who one is and may do, the head, the time."""
    for user, role, sight in ((ada, "owner", "gm"), (ben, "player", "open")):
        page = await opens(user, seated=False)
        assert page.heard[0] is page.hello
        assert page.hello["protocol"] == 1
        assert page.hello["head"] == await head_of(table)
        assert page.hello["time"].endswith("Z")
        assert (page.hello["you"]["role"], page.hello["you"]["sight"]) == (role, sight)
        assert "rooms.say" in page.hello["you"]["rights"]
        assert ("rooms.lead" in page.hello["you"]["rights"]) == (user is ada)


async def test_nothing_comes_before_it_is_asked(opens, table, ben):
    """SPEC C4: until a snapshot or a resume the socket is silent, and then nothing is missing."""
    page = await opens(ben, seated=False)
    await said(table)
    assert await page.listens() == []
    taken = await page.sit_down()
    assert taken["re"] == "s"
    assert taken["seq"] == await head_of(table)
    assert [message["text"] for message in taken["things"]["message"].values()] == ["Hello"]
    await said(table, "And then")
    assert (await page.hear(type="chat.say"))["seq"] == taken["seq"] + 1


async def test_resume_gives_what_was_missed(opens, table, ben):
    """SPEC C5: the entries after `since`, then `level`."""
    since = await head_of(table)
    await said(table, times=3)
    page = await opens(ben, seated=False)
    await page.up({"type": "resume", "since": since, "sight": "open"})
    assert (await page.hear(type="level"))["seq"] == since + 3
    assert page.numbers() == [since + 1, since + 2, since + 3]


async def test_resume_with_nothing_missed_makes_the_socket_live(opens, table, ben):
    """SPEC C4, C5: a page that comes back to a quiet room hears the next word."""
    page = await opens(ben, seated=False)
    await page.up({"type": "resume", "since": page.hello["head"], "sight": "open"})
    await page.hear(type="level", seq=page.hello["head"])
    await said(table)
    assert (await page.hear(type="chat.say"))["seq"] == page.hello["head"] + 1


@pytest.mark.parametrize(("missed", "answer"), [(500, "level"), (501, "resync")])
async def test_500_entries_are_resumed_and_no_more(opens, table, ben, missed, answer):
    """SPEC C5: beyond 500 a snapshot is less. D7: what was asked for does not count as unacknowledged."""
    since = await head_of(table)
    entry = await Entry.objects.filter(room=table.room).alast()
    views = {"all": [["patch", "room", str(table.room.pk), {"description": "again"}]]}
    await Entry.objects.abulk_create(
        Entry(room=table.room, seq=since + 1 + n, type="room.update", by_name="", views=views, at=timezone.now())
        for n in range(missed)
    )
    await Room.objects.filter(pk=table.room.pk).aupdate(head=entry.seq + missed)
    page = await opens(ben, seated=False)
    await page.up({"type": "resume", "since": since, "sight": "open"})
    await page.hear(type=answer)
    assert len(page.numbers()) == (missed if answer == "level" else 0)
    assert await page.is_open()


async def test_more_than_half_a_megabyte_is_not_resumed(opens, table, ben):
    """SPEC C5: too much is counted in bytes as well."""
    since = await head_of(table)
    large = {"all": [["patch", "room", str(table.room.pk), {"description": "x" * 6000}]]}
    await Entry.objects.abulk_create(
        Entry(room=table.room, seq=since + 1 + n, type="room.update", by_name="", views=large, at=timezone.now())
        for n in range(100)
    )
    await Room.objects.filter(pk=table.room.pk).aupdate(head=since + 100)
    page = await opens(ben, seated=False)
    await page.up({"type": "resume", "since": since, "sight": "open"})
    await page.hear(type="resync")
    assert page.numbers() == []


async def test_a_number_that_cannot_be_resumed_from(opens, ben):
    """SPEC C5: from the future, or no number: `resync`."""
    page = await opens(ben, seated=False)
    for since in (10**6, 2**63, 10**40, -1, True, "1", 1.5, None):
        await page.up({"type": "resume", "sight": "open", "since": since})
        assert await page.hear(type="resync")
    await page.up({"type": "resume"})
    assert await page.hear(type="resync")
    assert (await page.sit_down())["seq"] == page.hello["head"]


async def test_a_state_folded_under_another_sight(opens, table, ada):
    """SPEC C5: who became game master meanwhile folds anew."""
    await said(table)
    page = await opens(ada, seated=False)
    await page.up({"type": "resume", "since": page.hello["head"] - 1, "sight": "open"})
    assert await page.hear(type="resync")


async def test_nobody_resumes_to_before_they_came(opens, table, cleo):
    """SPEC C5: what was said before one came in is not resumed; a game master's number is no way around it."""
    await said(table, "Before Cleo came")
    await sync_to_async(table.seat)(cleo)
    page = await opens(cleo, seated=False)
    await page.up({"type": "resume", "since": 0, "sight": "open"})
    assert await page.hear(type="resync")
    taken = await page.sit_down()
    assert taken["things"].get("message", {}) == {}


async def test_a_snapshot_of_what_is_no_scene(opens, ada):
    """SPEC U3: refused to its author, and the page goes on hearing."""
    page = await opens(ada)
    for scene in ("nonsense", 7, ["x"], {"a": 1}):
        await page.up({"type": "snapshot", "id": "bad", "scene": scene})
        assert (await page.hear(re="bad"))["error"]["fields"]["scene"]
    assert "ops" in await page.asks("chat.say", text="Still here")
