"""What every answer tells browsers: no inline script, no frames, no guessed types, nothing kept of the API."""

from __future__ import annotations

from typing import Any

import pytest

from config.settings import CORS_ALLOWED_ORIGINS
from config.testing.cast import PASSWORD

pytestmark = pytest.mark.django_db
PAGES = ("/sign-in/", "/register/", "/rooms/", "/account/", "/library/", "/join/nonsense/", "/nothing", "/api/v1/docs")
API = ("/api/v1/health", "/api/v1/rooms", "/api/v1/nothing", "/api/v1/schema")


def policy(response: Any) -> dict[str, list[str]]:
    """The Content-Security-Policy, directive by directive."""
    parts = (part.split() for part in response.headers["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in parts}


@pytest.mark.parametrize("address", [*PAGES, *API])
def test_everywhere(as_: Any, ada: Any, address: str) -> None:
    response = as_(ada).get(address)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert policy(response)["frame-ancestors"] == ["'none'"]
    for values in policy(response).values():
        assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"} & set(values)
    assert policy(response)["script-src"] == policy(response)["style-src"] == ["'self'"]


@pytest.mark.parametrize("address", PAGES[:-1])
def test_pages_bring_no_code_in_their_html(as_: Any, ada: Any, address: str) -> None:
    html = as_(ada).get(address).content.decode()
    for tag in html.split("<script")[1:]:
        attributes, _, code = tag.partition(">")
        assert "src=" in attributes or "json" in attributes or not code.partition("</script>")[0].strip()
    for inline in ("<style", " style=", " onclick=", " onload=", "javascript:"):
        assert inline not in html


@pytest.mark.parametrize("address", ["/gm/", "/admin/"])
def test_the_back_office_alone_may_evaluate(as_: Any, ada: Any, address: str) -> None:
    ada.is_staff = True
    ada.save()
    found = policy(as_(ada).get(address))
    assert found["script-src"] == ["'self'", "'unsafe-eval'"]
    assert "'unsafe-inline'" not in found["script-src"]


@pytest.mark.parametrize("address", API)
def test_nothing_of_the_api_is_kept(as_: Any, ada: Any, ben: Any, address: str) -> None:
    for user in (ada, ben, None):
        assert as_(user).get(address).headers["Cache-Control"] == "no-store"


def test_named_origins_may_ask_with_credentials(as_: Any) -> None:
    for origin in CORS_ALLOWED_ORIGINS:
        answer = as_().options("/api/v1/rooms", headers={"origin": origin, "access-control-request-method": "POST"})
        assert answer.headers["Access-Control-Allow-Origin"] == origin
        assert answer.headers["Access-Control-Allow-Credentials"] == "true"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:3000.evil.example"])
def test_others_may_not(as_: Any, origin: str) -> None:
    answer = as_().options("/api/v1/rooms", headers={"origin": origin, "access-control-request-method": "POST"})
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_pages_allow_no_other_origin(as_: Any) -> None:
    assert (
        "Access-Control-Allow-Origin" not in as_().get("/sign-in/", headers={"origin": CORS_ALLOWED_ORIGINS[0]}).headers
    )


def test_cookies_stay_with_us(as_: Any, ada: Any) -> None:
    client = as_()
    client.post("/sign-in/", {"username": "ada", "password": PASSWORD}, format="multipart")
    client.get("/account/")
    for name in ("sessionid", "csrftoken"):
        assert client.cookies[name]["samesite"] == "Lax"
    assert client.cookies["sessionid"]["httponly"]
