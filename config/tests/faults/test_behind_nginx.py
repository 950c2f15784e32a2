"""All of `deploy/` at once: nginx, two servers, a worker, PostgreSQL and Redis. TLS, rooms that stay together, files that
nginx sends, a server that goes.

Only where an nginx is (Debian's package `nginx-light` is enough); TEST_NGINX names another than the one on PATH.
"""

from __future__ import annotations

import asyncio
import json
import ssl
import urllib.error
import urllib.request
from email.message import Message
from pathlib import Path

import pytest

from config.tests.faults.ledger import check
from config.tests.faults.proxy import Nginx, nginx_binary
from config.tests.faults.stack import Stack

pytestmark = [
    pytest.mark.slow,
    pytest.mark.postgres,
    pytest.mark.redis,
    pytest.mark.skipif(nginx_binary() is None, reason="there is no nginx here"),
]
PDF = b"%PDF-1.4\n" + b"%" + b"x" * 5000 + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"


class Page:
    """Requests with a person's cookies, as their browser makes them."""

    def __init__(self, proxy: Nginx, session: str) -> None:
        self.url = proxy.url
        self.cookies = f"sessionid={session}; csrftoken={'x' * 32}"
        self.context = ssl.create_default_context(cafile=proxy.authority)

    def ask(self, path: str, body: bytes | None = None, **headers: str) -> tuple[int, Message, bytes]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        own = {"Cookie": self.cookies, "X-CSRFToken": "x" * 32, "Origin": self.url}
        request = urllib.request.Request(f"{self.url}{path}", data=body, headers={**own, **named})
        try:
            with urllib.request.urlopen(request, timeout=60, context=self.context) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def send_file(self, room: str) -> str:
        """Its address."""
        part = (
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="map.pdf"\r\n\r\n' + PDF + b"\r\n--b--\r\n"
        )
        status, _headers, body = self.ask(
            f"/api/v1/rooms/{room}/files", part, Content_Type="multipart/form-data; boundary=b"
        )
        assert status == 201, body
        return str(json.loads(body)["data"]["url"])


def entries(stack: Stack) -> list[int]:
    """How many entries each server has written."""
    return [server.log.read_text(errors="replace").count("dreamtable.entry") for server in stack.servers]


async def test_it_works(databases, redis_url, tmp_path):
    data = tmp_path / "data"
    environment = {"DATA_DIR": str(data), "TRUSTED_PROXIES": "127.0.0.1", "ACCEL_PREFIX": "/_files/"}
    stack = Stack(databases.postgres(), servers=2, redis_url=redis_url, players=2, worker=True, environment=environment)
    proxy = stack.proxy = Nginx([server.port for server in stack.servers], data)
    for bot in stack.bots:
        bot.url, bot.trusts = proxy.url, ssl.create_default_context(cafile=proxy.authority)
    async with stack.running(), asyncio.timeout(280):
        await asyncio.to_thread(files_are_sent_by_nginx, stack, proxy)
        async with stack.traffic():
            await asyncio.sleep(1)
        await stack.level()
        # A room's sockets meet at one server, wherever they come from.
        assert sorted(map(bool, entries(stack))) == [False, True]
        home = entries(stack).index(max(entries(stack)))
        async with stack.traffic():
            await stack.kill(home)
            await asyncio.sleep(0.5)
            answered = stack.answered()
            async with asyncio.timeout(60):
                while stack.answered() < answered + 5:
                    await asyncio.sleep(0.05)
            await stack.start(home)
        await stack.level()
        await check(stack.log, stack.bots)
        assert all(entries(stack))


def files_are_sent_by_nginx(stack: Stack, proxy: Nginx) -> None:
    ada, ben = (Page(proxy, person.person["session"]) for person in stack.bots[:2])
    address = ada.send_file(stack.room)
    status, headers, body = ada.ask(address)
    assert (status, body) == (200, PDF)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "private, no-cache"
    assert headers["Content-Disposition"].startswith("attachment; ")
    assert headers["Content-Type"] == "application/pdf"
    assert headers["X-Request-ID"]
    assert headers["Last-Modified"] is None and headers["X-Accel-Redirect"] is None
    tag = headers["ETag"]
    assert ada.ask(address, If_None_Match=tag)[0] == 304
    status, headers, body = ada.ask(address, Range="bytes=5-9")
    assert (status, body, headers["Content-Range"]) == (206, PDF[5:10], f"bytes 5-9/{len(PDF)}")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert ada.ask(address, Range="bytes=5-9", If_Range=tag)[0] == 206
    assert ada.ask(address, Range="bytes=5-9", If_Range='"other"')[::2] == (200, PDF)
    assert ada.ask(address, Range=f"bytes={len(PDF)}-")[0] == 416
    assert ada.ask(address, Range="bytes=0-1,5-6")[::2] == (200, PDF)
    # Who may not have it is refused as ever, and the internal address is nobody's.
    assert ben.ask(address)[0] == 404
    stored = next((Path(stack.servers[0].environment["DATA_DIR"]) / "media").rglob("*.pdf"))
    assert stored.stat().st_mode & 0o777 == 0o640
    for name in (f"/_files/{stored.name}", "/_files/", "/metrics"):
        assert ada.ask(name)[0] == 404
    assert ada.ask("/api/v1/me", b"x" * 3_000_000, Content_Type="application/json")[0] == 413
