"""Credits come before anything else, and who goes on without any is closed (SPEC U2)."""

from __future__ import annotations

import pytest

from rooms.models import Message

pytestmark = pytest.mark.django_db(transaction=True)


async def test_a_burst_of_sixty_frames(opens, ben):
    """SPEC U2: 60 at once are answered, then `slow_down`; a moment later it goes on."""
    page = await opens(ben)  # one frame: the snapshot
    for number in range(70):
        await page.up({"type": "ping", "id": str(number)})
    heard = await page.listens(0.5)
    assert 59 <= len([frame for frame in heard if frame.get("type") == "pong"]) <= 64
    assert [frame["error"]["code"] for frame in heard if "error" in frame] == ["slow_down"]
    assert await page.is_open()


async def test_an_acknowledgement_costs_a_tenth(opens, ben):
    """SPEC U2: it must not use up what a drag needs; what only begins like one is refused."""
    page = await opens(ben)
    for number in range(200):
        await page.up(f'{{"type":"ack","seq":{number}}}')
    assert await page.is_open()
    assert not [frame for frame in page.heard if "error" in frame]
    await page.up('{"type":"ack","type":"chat.say","id":"1","data":{"text":"at a tenth of the price"}}')
    assert (await page.hear(re=None))["error"]["code"] == "bad_frame"
    assert not await Message.objects.aexists()


async def test_120_refusals_in_a_row_end_it(opens, ben, ada):
    """SPEC U2, C7: flooding is 4029; others at the table notice nothing."""
    flooder, other = await opens(ben), await opens(ada)
    for _number in range(250):
        await flooder.up({"type": "ping"})
    assert await flooder.closes() == 4029
    assert await other.is_open()


async def test_ten_messages_in_ten_seconds(opens, ben):
    """SPEC U2: the eleventh is refused under its id, so that the page can send it again; moves are not concerned."""
    page = await opens(ben)
    answers = [await page.asks("chat.say", id=str(number), text=f"word {number}") for number in range(11)]
    assert all("ops" in answer for answer in answers[:10])
    assert answers[10]["error"]["code"] == "slow_down"
    assert await Message.objects.acount() == 10
    assert await page.is_open()


async def test_a_flood_of_messages_within_the_general_credits(opens, ben, monkeypatch):
    """SPEC U2: 120 refusals in a row are 120 refusals, whichever bucket was empty."""
    monkeypatch.setattr("config.live.credits.Bucket.pay", lambda bucket, cost=1.0: bucket.burst >= 60)
    page = await opens(ben, seated=False)
    for number in range(120):
        await page.does("chat.say", id=str(number), text="again")
    assert await page.closes() == 4029


async def test_two_snapshots_a_second(opens, ben):
    """SPEC U2: snapshots and resumes cost the server most; beyond ten at once they are refused."""
    page = await opens(ben)
    for number in range(30):
        await page.up({"type": "snapshot", "id": str(number)})
    await page.is_open()
    heard = page.heard
    assert 10 <= len([frame for frame in heard if frame.get("type") == "snapshot"]) < 25
    assert {frame["error"]["code"] for frame in heard if "error" in frame} == {"slow_down"}
