"""A display shows the players' view by its code, and does nothing (SPEC C1, C2, C4, D3)."""

from __future__ import annotations

import pytest
from asgiref.sync import sync_to_async

from config.live import hubs
from config.testing.lines import signed_in
from rooms import devices
from scenes.models import Display

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def display(table):
    return Display.set_up(table.room, name="The television")


@pytest.fixture
def screen(line, display):
    async def connected():
        return await line(f"/ws/display/{display[1]}/").enter()

    return connected


async def test_it_shows_what_players_see(screen, opens, table, ada):
    """SPEC C1, C3: no session, no rights; C4: a snapshot of the active scene; D3: nothing of what is hidden."""
    shown = await screen()
    assert shown.hello["you"] == {"member": None, "user": None, "role": "display", "sight": "open", "rights": []}
    things = (await shown.sit_down())["things"]
    assert set(things["token"]) == {table.things["token"]}
    assert "message" not in things
    lead = await opens(ada)
    await lead.asks("token.move", token=table.things["hidden_token"], x=1.0, y=1.0)
    await lead.asks("chat.say", id="2", text="Not for the screen")
    moved = await lead.asks("token.move", id="3", token=table.things["token"], x=1.0, y=1.0)
    entry = await shown.hear(seq=moved["seq"])
    assert shown.numbers() == [moved["seq"]]
    assert entry["from"] == moved["seq"] - 2


async def test_a_drag_passes_over_it(screen, opens, table, ada):
    """SPEC D4."""
    shown, lead = await screen(), await opens(ada)
    await shown.sit_down()
    await lead.does("token.drag", token=table.things["token"], x=9.0, y=9.0)
    assert (await shown.hear(type="token.drag"))["data"]["x"] == 9.0


async def test_it_does_nothing(screen, table):
    """SPEC U6: every command is refused; nothing passes on from it."""
    shown = await screen()
    await shown.sit_down()
    for type, data in (("chat.say", {"text": "I am a screen"}), ("token.drag", {}), ("scene.create", {"name": "x"})):
        assert (await shown.asks(type, id=type, **data))["error"]["code"] == "forbidden"
    assert await shown.is_open()


async def test_it_resumes(screen, opens, table, ada):
    """SPEC C5, C8: after a lost line it goes on where it was."""
    lead = await opens(ada)
    shown = await screen()
    since = (await shown.sit_down())["seq"]
    await shown.leave()
    moved = await lead.asks("token.move", token=table.things["token"], x=5.0, y=5.0)
    again = await screen()
    await again.up({"type": "resume", "since": since, "sight": "open"})
    await again.hear(type="level", seq=moved["seq"])
    assert again.numbers() == [moved["seq"]]


async def test_a_code_that_is_none(line, table):
    """SPEC C2: no such place."""
    for code in ("none", "x" * 300, "%00", "a b"):
        stranger = line(f"/ws/display/{code}/")
        assert await stranger.connect()
        assert await stranger.closes() == 4004


async def test_its_end_closes_it(screen, line, display):
    """SPEC P3, C2: 4003 at once, and the code is worth nothing afterwards."""
    shown = await screen()
    await shown.sit_down()
    await sync_to_async(devices.revoke)(display[0])
    assert await shown.closes() == 4003
    again = line(f"/ws/display/{display[1]}/")
    assert await again.connect()
    assert await again.closes() == 4004


async def test_its_end_is_found_by_the_beat(screen, display, monkeypatch):
    """SPEC P3, D5: the bell that told of it was lost."""
    monkeypatch.setattr(hubs, "HEARTBEAT", 0.2)
    monkeypatch.setattr(hubs, "LOOK", 0.05)
    shown = await screen()
    await shown.sit_down()
    await shown.hear(type="beat")
    await Display.objects.filter(pk=display[0].pk).adelete()
    assert await shown.closes() == 4003


async def test_it_comes_again_to_look_through_other_eyes(screen, opens, table, ada, ben, display):
    """SPEC C7: 1012, and then it is another viewer; what it is told about itself stays its own."""
    shown = await screen()
    things = (await shown.sit_down())["things"]
    assert list(things["display"]) == [str(display[0].pk)]
    await sync_to_async(table.lead.does)("display.update", display=str(display[0].pk), blank=True)
    entry = await shown.hear(type="display.update")
    assert entry["ops"] == [["patch", "display", str(display[0].pk), {"blank": True}]]
    await sync_to_async(table.lead.does)("display.update", display=str(display[0].pk), eyes=str(ben.pk))
    assert await shown.closes() == 1012
    again = await screen()
    assert again.hello["you"]["sight"] == f"through:{ben.pk.hex}"
    assert (await again.sit_down())["things"]["display"][str(display[0].pk)]["blank"] is True


async def test_looking_through_eyes_ends_with_the_role(line, table, ben, cleo):
    """SPEC P3: who leads no more looks through nobody's eyes."""
    seat = await sync_to_async(table.seat)(cleo, role="game_master")
    session = await sync_to_async(signed_in)(cleo)
    eyes = await line(f"/ws/rooms/{table.room.pk}/as/{ben.pk}/", session=session).enter()
    await eyes.sit_down()
    assert (await eyes.asks("chat.say", id="1", text="Boo"))["error"]["code"] == "forbidden"
    await sync_to_async(table.lead.does)("member.role", member=str(seat.viewer.member.pk), role="player")
    assert await eyes.closes() == 1012
    again = line(f"/ws/rooms/{table.room.pk}/as/{ben.pk}/", session=session)
    assert await again.connect()
    assert await again.closes() == 4004
