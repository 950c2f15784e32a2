"""By REST one says and does as much in a minute as a socket takes for long, and no more."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.throttling import ScopedRateThrottle


@pytest.fixture(autouse=True)
def _two_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ScopedRateThrottle, "THROTTLE_RATES", {"chat": "2/min", "command": "2/min"})


def test_words_and_dice_are_counted_together(table: Any, as_: Any, ada: Any, ben: Any) -> None:
    room, client = f"/api/v1/rooms/{table.room.pk}", as_(ben)
    says = {"type": "chat.say", "data": {"text": "Again!"}}
    assert client.post(f"{room}/commands", says).status_code == 200
    assert client.post(f"{room}/rolls", {"formula": "1d20"}).status_code == 201
    refused = client.post(f"{room}/commands", says)
    assert (refused.status_code, "Retry-After" in refused.headers) == (429, True)
    assert client.post(f"{room}/rolls", {"formula": "1d20"}).status_code == 429
    assert as_(ada).post(f"{room}/commands", says).status_code == 200


def test_other_commands_are_counted_apart(table: Any, as_: Any, ada: Any) -> None:
    room, client = f"/api/v1/rooms/{table.room.pk}", as_(ada)
    pause = {"type": "room.pause", "data": {"paused": True}}
    assert client.patch(room, {"description": "Every Friday"}).status_code == 200
    assert client.post(f"{room}/commands", pause).status_code == 200
    assert client.post(f"{room}/commands", pause).status_code == 429
    assert client.patch(room, {"description": "Never"}).status_code == 429
    assert client.post(f"{room}/rolls", {"formula": "1d20"}).status_code == 201
