"""A membership or a sign-in that ends takes its open sockets with it, within a second (SPEC P3, C7)."""

from __future__ import annotations

import time

import pytest
from asgiref.sync import sync_to_async

from config.testing.cast import PASSWORD
from rooms.closing import close_room
from rooms.models import Member, Message

pytestmark = pytest.mark.django_db(transaction=True)


def member_of(table, user):
    return Member.objects.aget(room=table.room, user=user)


async def closes_in_time(page) -> int:
    began = time.monotonic()
    code = await page.closes()
    assert time.monotonic() - began < 1
    return code


async def test_who_is_removed_hears_nothing_after_it(opens, table, ada, ben):
    """SPEC P3: 4003, and nothing numbered from the removal on, though more follows at once."""
    lead, first, second = await opens(ada), await opens(ben), await opens(ben)
    said = await lead.asks("chat.say", id="1", text="One last word")
    removed = await lead.does("member.remove", id="2", member=str((await member_of(table, ben)).pk))
    for number in range(3, 6):
        await lead.does("chat.say", id=str(number), text="He is gone, is he?")
    removed = await lead.hear(re="2")
    for page in (first, second):
        assert await closes_in_time(page) == 4003
        assert page.numbers() == [said["seq"]]
    assert [op[0] for op in removed["ops"]] == ["gone"]
    assert await lead.is_open()


async def test_who_is_removed_in_the_middle_of_a_resume(opens, table, ada, ben):
    """SPEC P3, C5: catching up neither goes on nor ends in a live socket."""
    lead, page = await opens(ada), await opens(ben, seated=False)
    since = page.hello["head"]
    for number in range(5):
        await lead.asks("chat.say", id=str(number), text="While he was away")
    await lead.does("member.remove", id="x", member=str((await member_of(table, ben)).pk))
    await page.up({"type": "resume", "since": since, "sight": "open"})
    removed = await lead.hear(re="x")
    await lead.asks("chat.say", id="after", text="Now we can talk")
    assert await closes_in_time(page) == 4003
    assert all(number < removed["seq"] for number in page.numbers())


async def test_who_leaves_is_out(opens, ben, ada):
    """SPEC P3: one's own leaving closes with 4003, in every page; the others hear of it."""
    lead, page, other = await opens(ada), await opens(ben), await opens(ben)
    await page.does("member.leave")
    assert [await closes_in_time(one) for one in (page, other)] == [4003, 4003]
    assert (await lead.hear(type="member.leave"))["by"]["name"] == "Ben"


async def test_a_changed_role_comes_again(opens, table, ada, ben):
    """SPEC P3, C7: 1012, and the page that comes again has the new role's sight and rights."""
    lead, page = await opens(ada), await opens(ben)
    member = str((await member_of(table, ben)).pk)
    await lead.asks("member.role", member=member, role="game_master")
    assert await closes_in_time(page) == 1012
    promoted = await opens(ben)
    assert promoted.hello["you"]["sight"] == "gm"
    assert "rooms.lead" in promoted.hello["you"]["rights"]
    await lead.asks("member.role", id="2", member=member, role="spectator")
    assert await closes_in_time(promoted) == 1012
    assert (await opens(ben)).hello["you"]["sight"] == "open"


async def test_a_spectator_of_a_second_ago_does_not_speak(opens, table, ada, ben):
    """SPEC U4, P3: the command's own check is the database's, also before the socket is closed."""
    lead, page = await opens(ada), await opens(ben)
    await Member.objects.filter(room=table.room, user=ben).aupdate(role="spectator")
    assert (await page.asks("chat.say", text="May I?"))["error"]["code"] == "forbidden"
    await Member.objects.filter(room=table.room, user=ben).adelete()
    assert (await page.asks("chat.say", id="2", text="May I?"))["error"]["code"] == "not_found"
    assert {frame["type"] for frame in await lead.listens()} == {"room.refused"}


async def test_signing_out_closes_the_sockets_of_that_session(opens, as_, ben, ada):
    """SPEC P3: 4001 within a second; another browser of the same person stays."""
    here, elsewhere = [await sync_to_async(as_)(ben) for _browser in range(2)]
    page = await opens(ben, session=here.cookies["sessionid"].value)
    other = await opens(ben, session=elsewhere.cookies["sessionid"].value)
    await sync_to_async(here.post)("/sign-out/")
    assert await closes_in_time(page) == 4001
    assert await other.is_open()


async def test_a_changed_password_closes_all_other_sockets(opens, as_, ben, ada):
    """SPEC P3: whoever knew the old one is out within a second; Ada notices nothing."""
    here, elsewhere = [await sync_to_async(as_)(ben) for _browser in range(2)]
    lead = await opens(ada)
    other = await opens(ben, session=elsewhere.cookies["sessionid"].value)
    answer = await sync_to_async(here.post)(
        "/api/v1/auth/password/change", {"old_password": PASSWORD, "new_password": "another lamp, another table"}
    )
    assert answer.status_code == 200, answer.content
    assert await closes_in_time(other) in (4001, 1012)
    assert await lead.is_open()


async def test_a_changed_password_ends_commands_at_once(opens, ben):
    """SPEC P3: also when no word of it reached this server."""
    page = await opens(ben)
    ben.set_password("another lamp, another table")
    await ben.asave()
    await page.does("chat.say", text="It is me, really")
    assert await closes_in_time(page) == 4001
    assert not await Message.objects.aexists()


async def test_a_deleted_room_closes_every_page(opens, table, ada, ben):
    """SPEC C7: 4004, for who deleted it as well."""
    pages = [await opens(ada), await opens(ben)]
    await sync_to_async(close_room)(table.lead.viewer)
    assert [await closes_in_time(page) for page in pages] == [4004, 4004]


async def test_a_barred_person_is_out(opens, ada, ben):
    """SPEC P3."""
    lead, page = await opens(ada), await opens(ben)
    await sync_to_async(ben.bar)()
    assert await closes_in_time(page) in (4001, 1012)
    assert await lead.is_open()


async def test_who_is_banned_is_out(opens, table, ada, ben):
    """SPEC P3: 4003, within a second, and nothing of what follows."""
    lead, page = await opens(ada), await opens(ben)
    banned = await lead.asks("member.ban", member=str((await member_of(table, ben)).pk))
    await lead.asks("chat.say", id="2", text="Now we can talk")
    assert await closes_in_time(page) == 4003
    assert all(number < banned["seq"] for number in page.numbers())
    assert await lead.is_open()


async def test_a_muted_member_is_silent_at_once_and_stays(opens, table, ada, ben):
    """SPEC U4"""
    lead, page = await opens(ada), await opens(ben)
    await lead.asks("member.mute", member=str((await member_of(table, ben)).pk), muted=True)
    assert (await page.asks("chat.say", id="2", text="But I"))["error"]["code"] == "forbidden"
    assert await page.is_open()


async def test_an_opened_history_is_read_anew(opens, table, ada, ben):
    """SPEC C5, C7: 1012; who resumes from before that takes a snapshot, and those who lead notice nothing."""
    lead, page = await opens(ada), await opens(ben)
    since = (await lead.asks("chat.say", text="Before the door was opened"))["seq"]
    await lead.asks("room.update", id="2", open_history=True)
    assert await closes_in_time(page) == 1012
    again = await opens(ben, seated=False)
    await again.up({"type": "resume", "since": since, "sight": "open"})
    assert await again.hear(type="resync")
    assert await lead.is_open()
