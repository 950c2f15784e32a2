"""The library page hears how far uploads and their preparation are, and that something changed; nobody else does."""

from __future__ import annotations

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.test import Client

from accounts.hooks import Ended, revoked
from accounts.models import User
from config.jobs.worker import run_pending
from maps.consumers import LibraryConsumer
from maps.tests.conftest import picture, signed_in, upload

pytestmark = pytest.mark.django_db(transaction=True)


async def opened(user: User | None) -> WebsocketCommunicator:
    socket = WebsocketCommunicator(LibraryConsumer.as_asgi(), "/ws/library/")
    socket.scope |= {"user": user, "session_key": None, "query_string": b"", "headers": []}
    assert (await socket.connect())[0]
    return socket


async def heard(socket: WebsocketCommunicator, kind: str) -> dict[str, Any]:
    """The next frame of that kind."""
    while True:
        frame: dict[str, Any] = await socket.receive_json_from(timeout=30)
        if frame["type"] == kind:
            return frame


def in_pieces(client: Client) -> str:
    file = picture()
    begun = client.post("/api/v1/maps/uploads", {"name": "Keep.png", "size": len(file)}, "application/json")
    id = begun.json()["data"]["id"]
    for start, end in ((0, 50), (50, len(file))):
        client.patch(
            f"/api/v1/maps/uploads/{id}", file[start:end], "application/offset+octet-stream",
            headers={"Upload-Offset": str(start)},
        )  # fmt: skip
    run_pending()
    return str(id)


async def test_it_works(ada: User, cleo: User) -> None:
    mine, other = await opened(ada), await opened(cleo)
    assert [(await socket.receive_json_from())["type"] for socket in (mine, other)] == ["hello", "hello"]
    client = await sync_to_async(signed_in)(ada)
    id = await sync_to_async(in_pieces)(client)
    first = await heard(mine, "upload")
    assert (first["id"], first["offset"]) == (id, 50)
    done = await heard(mine, "job")
    while done["data"]["state"] != "done":
        done = await heard(mine, "job")
    made = await sync_to_async(upload)(client, picture(colour="#ff0000"))
    changed = await heard(mine, "changed")
    while changed["what"] != "map":
        changed = await heard(mine, "changed")
    assert changed == {"type": "changed", "what": "map", "id": made.json()["data"]["id"], "how": "made"}
    assert await other.receive_nothing()
    await sync_to_async(revoked)(Ended(ada.pk))
    while (frame := await mine.receive_output(timeout=30))["type"] != "websocket.close":
        continue
    assert frame["code"] == 4001
    await other.disconnect()


async def test_nobody_is_told_to_sign_in(db: Any) -> None:
    assert (await (await opened(None)).receive_output())["code"] == 4001
