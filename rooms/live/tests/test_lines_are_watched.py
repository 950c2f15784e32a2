"""Who leads is told how fast the lines of the table are and what was refused; nobody else hears of it (SPEC P7)."""

from __future__ import annotations

from typing import Any

import pytest

from config.live import hubs

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifteen seconds are a fifth of one."""
    monkeypatch.setattr(hubs, "HEARTBEAT", 0.2)
    monkeypatch.setattr(hubs, "LOOK", 0.05)


async def test_how_long_a_page_takes_to_answer_a_beat(opens: Any, ada: Any, ben: Any) -> None:
    """SPEC P7: an acknowledgement that answers no beat says nothing of the line."""
    lead, page = await opens(ada), await opens(ben)
    head = (await page.hear(type="beat"))["head"]
    await page.up({"type": "ack", "seq": head, "beat": True})
    told = await lead.hear(type="room.delays")
    assert set(told["data"]["delays"]) == {str(ben.pk)}
    assert told["data"]["delays"][str(ben.pk)] >= 0
    assert "seq" not in told
    assert [frame for frame in page.heard if frame.get("type") == "room.delays"] == []


async def test_what_was_refused_and_why(opens: Any, table: Any, ada: Any, ben: Any) -> None:
    """SPEC P7: who, which command, why; not what the command held, nor what was refused to those who lead."""
    lead, page = await opens(ada), await opens(ben)
    refused = await page.asks("scene.create", name="A scene of Ben's")
    heard = (await lead.hear(type="room.refused"))["data"]
    assert (heard["user"], heard["name"], heard["command"]) == (str(ben.pk), "Ben", "scene.create")
    assert (heard["code"], heard["message"]) == ("forbidden", refused["error"]["message"])
    assert "A scene of Ben's" not in str(heard)
    await lead.asks("scene.create", name="")
    said = await lead.asks("chat.say", text="Well?")
    await page.hear(seq=said["seq"])
    assert [frame for frame in page.heard if frame.get("type") == "room.refused"] == []
    assert len([frame for frame in lead.heard if frame.get("type") == "room.refused"]) == 1
