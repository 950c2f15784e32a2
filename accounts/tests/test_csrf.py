"""A page of another origin can do nothing with a visitor's cookie."""

from __future__ import annotations

import pytest

ROUTES = [
    ("post", "/api/v1/auth/logout"),
    ("post", "/api/v1/auth/password/change"),
    ("post", "/api/v1/ws-ticket"),
    ("patch", "/api/v1/me"),
    ("put", "/api/v1/me"),
    ("delete", "/api/v1/me"),
    ("patch", "/api/v1/me/settings"),
    ("post", "/api/v1/me/claim"),
    ("post", "/api/v1/me/avatar"),
    ("delete", "/api/v1/me/avatar"),
    ("post", "/api/v1/notifications/read-all"),
    ("post", "/sign-in/"),
    ("post", "/sign-in/demo/"),
    ("post", "/sign-out/"),
    ("post", "/register/"),
    ("post", "/forgot/"),
    ("post", "/account/"),
]


@pytest.mark.parametrize(("verb", "url"), ROUTES)
def test_unsafe_requests_need_the_token(as_, ada, verb, url):
    assert getattr(as_(ada, csrf=True), verb)(url, {}).status_code == 403


def test_with_the_token_it_works(as_, ada):
    client = as_(ada, csrf=True)
    client.get("/account/")
    token = client.cookies["csrftoken"].value
    assert client.post("/api/v1/notifications/read-all", {}, headers={"x-csrftoken": token}).status_code == 200


def test_signing_out_is_no_link(as_, ada):
    client = as_(ada)
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/api/v1/me").status_code == 200
