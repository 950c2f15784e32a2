"""A page of another origin can do nothing with a visitor's cookie. (The API: config/tests/test_csrf_everywhere.py.)"""

from __future__ import annotations

import pytest

PAGES = ["/sign-in/", "/sign-in/demo/", "/sign-out/", "/register/", "/forgot/", "/account/"]


@pytest.mark.parametrize("url", PAGES)
def test_forms_need_the_token(as_, ada, url):
    assert as_(ada, csrf=True).post(url, {}).status_code == 403


def test_with_the_token_it_works(as_, ada):
    client = as_(ada, csrf=True)
    client.get("/account/")
    token = client.cookies["csrftoken"].value
    assert client.post("/api/v1/notifications/read-all", {}, headers={"x-csrftoken": token}).status_code == 200


def test_signing_out_is_no_link(as_, ada):
    client = as_(ada)
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/api/v1/me").status_code == 200
