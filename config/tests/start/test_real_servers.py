"""The server runs on real PostgreSQL and Redis by environment alone, and a real browser opens its first page."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from config.testing.servers import Redis
from config.testing.serving import Databases, Served

if TYPE_CHECKING:
    from playwright.sync_api import Page


def health(server: Served) -> dict[str, Any]:
    with urllib.request.urlopen(f"{server.url}/api/v1/health/full", timeout=10) as answer:
        return json.load(answer)["data"]


@pytest.mark.postgres
@pytest.mark.redis
def test_it_works(databases: Databases, redis_url: str, serve: Callable[..., Served]) -> None:
    server = serve(database_url=databases.postgres(), redis_url=redis_url)
    assert health(server)["status"] == "ok"


@pytest.mark.redis
def test_a_lost_redis_is_named_and_the_server_lives(
    databases: Databases, private_redis: Redis, serve: Callable[..., Served]
) -> None:
    server = serve(database_url=databases.sqlite(), redis_url=private_redis.url)
    private_redis.kill()
    told = health(server)
    assert told["components"] == {**told["components"], "channel_layer": "degraded", "database": "ok"}
    private_redis.start()
    assert health(server)["status"] == "ok"


@pytest.mark.browser
def test_a_browser_opens_the_sign_in_page(
    databases: Databases, serve: Callable[..., Served], new_page: Callable[..., Page]
) -> None:
    server = serve(database_url=databases.sqlite())
    page = new_page()
    page.goto(f"{server.url}/sign-in/")
    assert page.locator("h1").first.inner_text()
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Inter Variable\"'))")
