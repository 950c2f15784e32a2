"""A playlist that is left running in an empty room: nothing goes on and nothing is written there. Who comes finds it where
it stood. What is over by then nobody can fetch meanwhile.
"""

from __future__ import annotations

import asyncio
from time import time
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from audio import due
from audio.models import Sound, Speaker, Track
from audio.testing import a_track
from config.live.pool import in_thread
from config.testing.lines import signed_in
from rooms.models import Room
from scenes.models import Display

pytestmark = pytest.mark.django_db(transaction=True)


def leave_it_running(table: Any) -> tuple[str, str, str]:
    """Two tracks over and over, the first of which was over an hour ago; codes of a speaker and of a screen."""
    tracks = [str(a_track(table.lead.viewer.user, name).pk) for name in ("Halls", "Deeps")]
    playlist = table.lead.does("playlist.create", name="Mine", tracks=tracks).made[0]
    table.lead.does("playlist.play", playlist=str(playlist.pk))
    past = time() - 3_600
    Sound.objects.update(started=past - 180, ends=past, due=past)
    return str(table.room.pk), Speaker.set_up(table.room, name="Shelf")[1], Display.set_up(table.room, name="Wall")[1]


def playing() -> tuple[list[str], int]:
    """What sounds, and how much was written."""
    return list(Sound.objects.values_list("track__name", flat=True)), Room.objects.get().head


async def attended_is(rooms: list[str]) -> None:
    async with asyncio.timeout(10):
        while due.attended() != rooms:
            await asyncio.sleep(0.02)


async def test_it_goes_on_when_somebody_comes(table: Any, line: Any, ada: Any, ben: Any) -> None:
    room, speaker, screen = await sync_to_async(leave_it_running)(table)
    stood = await sync_to_async(playing)()
    shown = await line(f"/ws/display/{screen}/").enter()
    assert due.attended() == [], "a screen plays nothing"
    assert await in_thread(due.catch_up, due.attended()) == due.LOOK
    assert await sync_to_async(playing)() == stood == (["Halls"], stood[1])
    fetches = sync_to_async(lambda: Track.objects.hearable_by(ben).exists())
    assert not await fetches(), "it is over, though nobody has put it away"

    heard = await line(f"/ws/speaker/{speaker}/").enter()
    assert due.attended() == [room]
    await in_thread(due.catch_up, due.attended())
    names, head = await sync_to_async(playing)()
    assert (names, head) == (["Deeps"], stood[1] + 1), "the list goes on where it stood; nothing is made up for"
    assert (await sync_to_async(Sound.objects.get)()).started >= time() - 60
    await heard.leave()
    await attended_is([])
    session = await sync_to_async(signed_in)(ada)
    await line(f"/ws/rooms/{room}/", session=session).enter()
    assert due.attended() == [room]
    await shown.leave()
