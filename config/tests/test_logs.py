"""One JSON object a line, an id for each request, and never a secret."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from config import logs
from config.testing.cast import PASSWORD
from rooms.models import Invite
from scenes.models import Display


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the server's own configuration writes, at its most talkative."""
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    logs.configure({"level": "DEBUG", "json": True})
    yield stream
    logs.configure({"level": "INFO", "json": False})


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_it_works(as_: Any, ada: Any, written: io.StringIO) -> None:
    answer = as_(ada).get("/api/v1/me", headers={"x-request-id": "forged"})
    [line] = [line for line in lines(written) if line["event"] == "request"]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/api/v1/me", 200)
    assert line["request_id"] == answer.headers["X-Request-ID"] != "forged"
    assert line["level"] == "info"


def test_secrets_are_blanked(written: io.StringIO) -> None:
    secret = "CANARYinlogs"
    log = logging.getLogger("dreamtable.test")
    log.warning("Authorization: Bearer %s", secret)
    log.warning("GET /ws/rooms/1/?ticket=%s&x=1", secret)
    log.warning("GET /join/%s/ and /display/%s/ and /reset/uid/%s/", secret, secret, secret)
    log.warning("GET /calendar/%s.ics", secret)
    try:
        raise RuntimeError(f"https://x.example/?token={secret}")
    except RuntimeError:
        log.exception("failed")
    structured = logs.structlog.get_logger("dreamtable.test")
    structured.warning("signed in", password=secret, refresh=secret, cookie=secret, api_key=secret)
    assert len(lines(written)) == 6
    assert secret not in written.getvalue()


def test_nobody_forges_a_line(written: io.StringIO) -> None:
    logging.getLogger("dreamtable.test").warning("name: %s", 'Ben\n{"event": "forged"}')
    assert [line["event"] for line in lines(written)] == ['name: Ben\n{"event": "forged"}']


def test_no_secret_of_a_session_reaches_the_log(as_: Any, ada: Any, table: Any, written: io.StringIO) -> None:
    """Signing in, links, tickets, tokens, failures: whatever was secret in them is looked for afterwards."""
    client = as_()
    signed = client.post("/api/v1/auth/login", {"username": "ada", "password": PASSWORD}).json()["data"]
    client.post("/api/v1/auth/login", {"username": "ada", "password": "wrong words here"})
    client.post("/api/v1/auth/refresh", {"refresh": signed["refresh"]})
    client.get("/api/v1/me", headers={"authorization": f"Bearer {signed['access']}"})
    ticket = as_(ada).post("/api/v1/ws-ticket", {}).json()["data"]["ticket"]
    _invite, code = Invite.write(table.room, ada, role="player", lasts=None, max_uses=None)
    _screen, screen = Display.set_up(table.room, name="Wall")
    for address in (f"/join/{code}/", f"/api/v1/invites/{code}", f"/display/{screen}/", "/reset/uid/reset-token-x/"):
        client.get(address)
    secrets = [PASSWORD, "wrong words here", signed["access"], signed["refresh"], ticket, code, screen, "reset-token-x"]
    found = written.getvalue()
    assert found
    assert not [secret for secret in secrets if secret in found]
