"""Who hears what of a command: its author, the others, and who sent it twice (SPEC U4, U5, U6, U7, D1, D6)."""

from __future__ import annotations

import pytest
from asgiref.sync import sync_to_async

from config.testing.lines import signed_in
from rooms.models import Entry, Message

pytestmark = pytest.mark.django_db(transaction=True)


async def test_everybody_hears_the_same(opens, ada, ben):
    """SPEC D1, D2, D6: the author hears its own event like everyone else; `re` names its request."""
    lead, page = await opens(ada), await opens(ben)
    mine = await page.asks("chat.say", id="mine", text="Anyone there?")
    theirs = await lead.hear(type="chat.say")
    assert mine == theirs
    assert mine["re"] == "mine"
    assert mine["by"] == {"user": str(ben.pk), "name": "Ben"}
    assert mine["at"].endswith("Z")
    [[op, kind, _id, message]] = mine["ops"]
    assert (op, kind, message["text"], message["seq"]) == ("put", "message", "Anyone there?", mine["seq"])


async def test_a_repeated_id_does_nothing_again(opens, ben):
    """SPEC U5: answered with the first number, on this socket, another one and after a reconnect."""
    session = await sync_to_async(signed_in)(ben)
    first, second = await opens(ben, session=session), await opens(ben, session=session)
    entry = await first.asks("chat.say", id="once", text="Once")
    await second.hear(type="chat.say")
    for page in (first, second, await opens(ben, session=session)):
        again = await page.asks("chat.say", id="once", text="Once, differently")
        assert again == {"re": "once", "seq": entry["seq"]}
    assert await Message.objects.acount() == 1


async def test_an_id_belongs_to_its_person(opens, ada, ben):
    """SPEC U5: of the same person; two people may choose the same id."""
    lead, page = await opens(ada), await opens(ben)
    first = await lead.asks("chat.say", id="1", text="Ada's first")
    await page.hear(seq=first["seq"])
    second = await page.asks("chat.say", id="1", text="Ben's first")
    assert second["seq"] == first["seq"] + 1


async def test_a_refusal_goes_to_its_author_and_takes_no_number(opens, table, ada, ben):
    """SPEC U6, S1: the others hear nothing, the next entry has the next number; U5: it may be tried again."""
    lead, page = await opens(ada), await opens(ben)
    refused = await page.asks("scene.create", id="mine", name="A scene of Ben's")
    assert refused["error"]["code"] == "forbidden"
    assert set(refused["error"]) == {"code", "message", "fields"}
    before = await Entry.objects.filter(room=table.room).acount()
    said = await page.asks("chat.say", id="mine", text="Fine.")
    assert said["seq"] == before + 1
    await lead.hear(seq=said["seq"])
    assert [frame for frame in lead.heard if "error" in frame] == []


async def test_what_one_may_not_see_is_not_found(opens, table, ben):
    """SPEC U7: a hidden token answers as one that never was; one that is seen, and not one's own, is forbidden."""
    page = await opens(ben)
    answers = [
        await page.asks("token.move", id=id, token=token, x=1.0, y=1.0)
        for id, token in (
            ("hidden", table.things["hidden_token"]),
            ("absent", str(table.room.pk)),
            ("seen", table.things["token"]),
        )
    ]
    hidden, absent, seen = (answer["error"] for answer in answers)
    assert hidden == absent
    assert hidden["code"] == "not_found"
    assert seen["code"] == "forbidden"


async def test_rights_are_asked_at_each_command(opens, table, ada, ben):
    """SPEC U4: what was granted after `hello` counts at once, and what was taken back too."""
    page, lead = await opens(ben), await opens(ada)
    token = table.things["token"]
    refused = await page.asks("token.move", id="1", token=token, x=70.0, y=70.0)
    assert refused["error"]["code"] == "forbidden"
    await lead.asks("token.own", id="2", token=token, users=[str(ben.pk)])
    assert "ops" in await page.asks("token.move", id="3", token=token, x=70.0, y=70.0)
    await lead.asks("token.own", id="4", token=token, users=[])
    refused = await page.asks("token.move", id="5", token=token, x=140.0, y=70.0)
    assert refused["error"]["code"] == "forbidden"


async def test_an_entry_that_shows_its_author_nothing(opens, table, ada):
    """SPEC D6: nothing changed for anybody; the author is answered with the number."""
    lead = await opens(ada)
    answer = await lead.asks("room.update", id="same", name=table.room.name)
    assert answer == {"re": "same", "seq": answer["seq"]}


async def test_a_command_before_the_snapshot_is_answered(opens, table, ada):
    """SPEC C4, D6: the socket hears no entries yet, so the number is its answer; the snapshot holds the rest."""
    page = await opens(ada, seated=False)
    answer = await page.asks("chat.say", id="early", text="I am here already")
    assert answer == {"re": "early", "seq": answer["seq"]}
    taken = await page.sit_down()
    assert taken["seq"] == answer["seq"]
    assert [message["text"] for message in taken["things"]["message"].values()] == ["I am here already"]
