"""What one may not see leaves no trace on one's wire: no frame, no gap, no timing (SPEC D3, D4, D8)."""

from __future__ import annotations

import pytest

from scenes.models import Token

pytestmark = pytest.mark.django_db(transaction=True)


async def test_numbers_in_between_are_bridged(opens, table, ada, ben):
    """SPEC D3: hidden moves give a player nothing; the next visible entry says from where on it is complete."""
    lead, page = await opens(ada), await opens(ben)
    hidden, shown = table.things["hidden_token"], table.things["token"]
    for number in range(3):
        moved = await lead.asks("token.move", id=f"h{number}", token=hidden, x=70.0 * number, y=1.0)
        assert "from" not in moved
    assert await page.listens() == []
    moved = await lead.asks("token.move", id="shown", token=shown, x=210.0, y=70.0)
    entry = await page.hear(seq=moved["seq"])
    assert entry["from"] == moved["seq"] - 3
    assert entry["ops"] == [["patch", "token", shown, entry["ops"][0][3]]]
    again = await lead.asks("token.move", id="again", token=shown, x=280.0, y=70.0)
    assert "from" not in await page.hear(seq=again["seq"])


async def test_level_says_up_to_where(opens, table, ada, ben):
    """SPEC D3: a resume over entries one may not see ends with the number that one is complete to."""
    lead, page = await opens(ada), await opens(ben, seated=False)
    since = page.hello["head"]
    await lead.asks("token.move", token=table.things["hidden_token"], x=1.0, y=1.0)
    await page.up({"type": "resume", "since": since, "sight": "open"})
    await page.hear(type="level", seq=since + 1)
    assert page.numbers() == []


async def test_a_hidden_token_is_dragged_before_those_who_see_it(opens, table, ada, ben):
    """SPEC D4: what passes has the audience of its thing."""
    lead, other, page = await opens(ada), await opens(ada), await opens(ben)
    await lead.does("token.drag", token=table.things["hidden_token"], x=5.0, y=6.0)
    drag = await other.hear(type="token.drag")
    assert drag["data"] == {"token": table.things["hidden_token"], "x": 5.0, "y": 6.0, "user": str(ada.pk)}
    assert "seq" not in drag
    assert [frame for frame in await page.listens() if frame["type"] == "token.drag"] == []


async def test_who_may_not_move_it_may_not_drag_it(opens, table, ada, ben):
    """SPEC U7, D4, P7: refused to its author; nobody hears of the drag, and who leads of the refusal."""
    lead, page = await opens(ada), await opens(ben)
    for token, code in ((table.things["token"], "forbidden"), (table.things["hidden_token"], "not_found")):
        assert (await page.asks("token.drag", id=code, token=token, x=5.0, y=6.0))["error"]["code"] == code
    assert {frame["type"] for frame in await lead.listens()} == {"room.refused"}


async def test_of_one_thing_the_newest_wins(opens, table, ada, ben):
    """SPEC D4: at most 30 a second of one thing; the last word is always among them."""
    lead, page = await opens(ada), await opens(ben)
    for number in range(40):
        await lead.does("token.drag", token=table.things["token"], x=float(number), y=0.0)
    heard = [frame["data"]["x"] for frame in await page.listens(0.6) if frame["type"] == "token.drag"]
    assert heard == sorted(heard)
    assert heard[-1] == 39.0
    assert len(heard) < 30


async def test_a_larger_entry_than_256_kb_is_a_resync(opens, table, ada, ben):
    """SPEC D8: a thousand tokens that appear at once are a snapshot, not an entry; then the page goes on."""
    scene = table.things["other_scene"]
    tokens = [Token(scene_id=scene, name=f"Skeleton {number}", x=float(number), y=0.0) for number in range(1500)]
    await Token.objects.abulk_create(tokens)
    lead, page = await opens(ada), await opens(ben)
    shown = await lead.asks("scene.activate", scene=scene)
    assert "error" not in shown
    await page.hear(type="resync")
    assert shown["seq"] not in page.numbers()
    taken = await page.sit_down()
    assert len(taken["things"]["token"]) > 1500
    await lead.does("chat.say", id="2", text="So many!")
    assert (await page.hear(type="chat.say"))["seq"] == shown["seq"] + 1
