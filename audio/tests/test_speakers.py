"""A speaker plays what the table hears, by a code that is told once and ends when it is taken back; and every socket tells
the server's time.
"""

from __future__ import annotations

from time import time
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from audio.models import Speaker
from audio.playback import speaker_of
from config.testing.lines import signed_in
from rooms import devices

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def speaker(table: Any) -> Any:
    return Speaker.set_up(table.room, name="The shelf")


async def test_it_hears_what_sounds_and_does_nothing(table: Any, speaker: Any, line: Any) -> None:
    track = await sync_to_async(table.thing)("track")
    heard = await line(f"/ws/speaker/{speaker[1]}/").enter()
    assert heard.hello["you"] == {"member": None, "user": None, "role": "display", "sight": "open", "rights": []}
    things = (await heard.sit_down())["things"]
    assert not {"message", "sound", "speaker"} & set(things)
    made = await sync_to_async(table.lead.does)("sound.play", track=track)
    entry = await heard.hear(type="sound.play")
    assert entry["ops"][0][:3] == ["put", "sound", str(made.made[0].pk)]
    assert (await heard.asks("sound.stop_all", id="1"))["error"]["code"] == "forbidden"
    await sync_to_async(devices.revoke)(speaker[0])
    assert await heard.closes() == 4003
    again = line(f"/ws/speaker/{speaker[1]}/")
    assert await again.connect()
    assert await again.closes() == 4004


async def test_every_socket_tells_the_time(table: Any, speaker: Any, line: Any, ben: Any) -> None:
    """SPEC D10: at once, to who asked alone, before any snapshot; nonsense is refused."""
    session = await sync_to_async(signed_in)(ben)
    for asker in (
        await line(f"/ws/speaker/{speaker[1]}/").enter(),
        await line(f"/ws/rooms/{table.room.pk}/", session=session).enter(),
    ):
        before = time()
        await asker.up({"type": "clock", "data": {"t0": 12.5}})
        answer = await asker.hear(type="clock")
        assert answer["data"]["t0"] == 12.5 and before <= answer["data"]["t1"] <= time()
        for wrong in (None, {}, {"t0": "x"}, {"t0": True}, 7):
            await asker.up({"type": "clock", "id": "wrong", "data": wrong})
            assert (await asker.hear(re="wrong"))["error"]["code"] == "invalid"


def test_those_who_lead_set_them_up(table: Any, as_: Any, ada: Any, ben: Any, cleo: Any) -> None:
    speakers = f"/api/v1/rooms/{table.room.pk}/speakers"
    made = as_(ada).post(speakers, {"name": "The shelf"}).json()["data"]
    assert made["url"].endswith(f"/speaker/{made['code']}/") and made["qr"].startswith("data:image/svg+xml")
    table.deliver()
    assert [one["name"] for one in table.lead.things("speaker")] == ["The shelf"]
    assert not table.seat(ben).things("speaker") and not table.display().things("speaker")
    for who, status in ((ben, 403), (cleo, 404), (None, 401)):
        assert as_(who).get(speakers).status_code == as_(who).post(speakers, {"name": "x"}).status_code == status
    assert as_(ben).delete(f"{speakers}/{made['id']}").status_code == 404
    assert as_(ada).delete(f"{speakers}/{made['id']}").status_code == 204
    assert not Speaker.objects.exists()


def test_a_browser_that_is_a_speaker_listens_at_its_table_only(table: Any, speaker: Any, rf: Any) -> None:
    request = rf.get("/")
    request.session = {}
    assert speaker_of(request) is None
    devices.remember(request, speaker[0])
    viewer = speaker_of(request)
    assert viewer is not None and viewer.room == table.room and not viewer.leads
    devices.revoke(speaker[0])
    assert speaker_of(request) is None
