"""The page of the sound library hears how far uploads and renderings are, and that something changed; nobody else does."""

from __future__ import annotations

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.test import Client

from accounts.hooks import Ended, revoked
from accounts.models import User
from audio.tests.conftest import case, signed_in
from config.jobs.worker import run_pending
from config.testing.lines import signed_in as session_of

pytestmark = pytest.mark.django_db(transaction=True)
API = "/api/v1"


def in_pieces(client: Client) -> str:
    """An upload that becomes a track; its id."""
    file = case("cbr.mp3")
    begun = client.post(f"{API}/tracks/uploads", {"name": "Rain.mp3", "size": len(file)}, "application/json")
    id = str(begun.json()["data"]["id"])
    for start, end in ((0, 50), (50, len(file))):
        client.patch(
            f"{API}/tracks/uploads/{id}", file[start:end], "application/offset+octet-stream",
            headers={"Upload-Offset": str(start)},
        )  # fmt: skip
    run_pending()
    return id


async def until_changed(socket: Any, what: str, how: str) -> dict[str, Any]:
    while True:
        frame: dict[str, Any] = await socket.hear(type="changed", seconds=20)
        if (frame["what"], frame["how"]) == (what, how):
            return frame


async def test_its_owner_hears_of_it_and_a_stranger_does_not(line: Any, ada: User, cleo: User) -> None:
    sessions = [await sync_to_async(session_of)(one) for one in (ada, cleo)]
    mine, other = [await line("/ws/sounds/", session=session).enter() for session in sessions]
    client = await sync_to_async(signed_in)(ada)
    id = await sync_to_async(in_pieces)(client)
    first = await mine.hear(type="upload")
    assert (first["id"], first["offset"]) == (id, 50)
    while (await mine.hear(type="job", seconds=20))["data"]["state"] != "done":
        continue
    (track,) = [one["id"] for one in (await sync_to_async(client.get)(f"{API}/tracks")).json()["data"]]
    made = [frame for frame in mine.heard if frame["type"] == "changed" and frame["what"] == "track"]
    assert {"type": "changed", "what": "track", "id": track, "how": "made"} in made
    await sync_to_async(client.delete)(f"{API}/tracks/{track}")
    assert (await until_changed(mine, "track", "gone"))["id"] == track
    assert [frame for frame in await other.listens() if frame["type"] != "beat"] == []
    assert [frame["type"] for frame in other.heard] == ["hello"]
    assert await mine.is_open()
    await sync_to_async(revoked)(Ended(ada.pk))
    assert await mine.closes() == 4001


async def test_who_is_nobody_is_told_to_sign_in(line: Any, db: Any) -> None:
    socket = line("/ws/sounds/")
    assert await socket.connect()
    assert await socket.closes() == 4001
