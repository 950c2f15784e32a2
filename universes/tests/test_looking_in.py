"""Who does not belong to a public universe looks in live, says nothing, and is out when it is public no more. What is deleted
says so (SPEC D12).
"""

from __future__ import annotations

from typing import Any

import pytest
from asgiref.sync import sync_to_async

from config.live import wire
from config.live.hub import RESTARTING
from config.live.socket import NO_SUCH
from config.testing.lines import signed_in
from rooms.closing import close_room

pytestmark = pytest.mark.django_db(transaction=True)


async def test_an_onlooker_hears_changes_and_no_talk(line: Any, moon: Any, ben: Any, cleo: Any) -> None:
    """SPEC P6"""
    address = f"/ws/universes/{moon.things['universe']}/"
    session = await sync_to_async(signed_in)(cleo)
    early = line(address, session=session)
    assert not await early.connect() or await early.closes() == NO_SUCH
    await sync_to_async(moon.lead.does)("universe.share", visibility="public")
    looks = await line(address, session=session).enter()
    assert (looks.hello["you"]["role"], looks.hello["you"]["rights"]) == ("display", [])
    things = (await looks.sit_down())["things"]
    assert things["universe"][moon.things["universe"]]["name"] == "The Drowned Moon"
    member = await line(address, session=await sync_to_async(signed_in)(ben)).enter()
    await member.sit_down()
    while not (told := await member.hear(type="presence"))["data"]["onlookers"]:
        pass
    assert told["data"] == {
        "present": [{"user": str(ben.pk), "name": "Ben", "devices": 1, "idle": False}],
        "onlookers": 1,
    }
    assert cleo.display_name.encode() not in wire.encode(told)
    assert member.hello["you"]["rights"] == ["rooms.say", "universes.comment"]
    await sync_to_async(moon.lead.does)("chat.say", text="Not for onlookers")
    changed = await sync_to_async(moon.lead.does)("physics.set", gravity=1.0)
    entry = await looks.hear(seq=changed.seq)
    assert entry["ops"][0][:2] == ["patch", "physics"]
    assert looks.numbers() == [changed.seq]
    assert all(frame.get("type") != "presence" for frame in looks.heard), "who is here is for those who belong to it"
    for type, data in (("physics.set", {"gravity": 2.0}), ("comment.create", {"text": "Ah"})):
        assert (await looks.asks(type, id=type, **data))["error"]["code"] == "forbidden"
    await sync_to_async(moon.lead.does)("universe.share", visibility="private")
    assert await looks.closes() == await member.closes() == RESTARTING
    again = line(address, session=session)
    assert not await again.connect() or await again.closes() == NO_SUCH
    await sync_to_async(moon.lead.does)("universe.share", visibility="public")
    last = await line(address, session=session).enter()
    await last.sit_down()
    await sync_to_async(close_room)(moon.lead.viewer)
    assert (await last.hear(type="universe.deleted"))["by"] is None
    assert await last.closes() == NO_SUCH
    moon.seats.clear()
