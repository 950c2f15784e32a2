"""A reverse proxy's word about the caller counts only when that proxy is trusted."""

from __future__ import annotations

import pytest

from config.live.proxies import real_client
from config.tests.server.conftest import Toy

FORWARDED = [(b"x-forwarded-for", b"6.6.6.6, 9.9.9.9"), (b"x-forwarded-proto", b"https")]
TRUSTED = ("127.0.0.1", "10.0.0.0/8")


def test_it_works() -> None:
    assert real_client(FORWARDED, "127.0.0.1", TRUSTED) == ("9.9.9.9", "https")


@pytest.mark.parametrize(("peer", "trusted"), [("127.0.0.1", ()), ("8.8.8.8", TRUSTED), ("", TRUSTED)])
def test_a_stranger_is_not_believed(peer: str, trusted: tuple[str, ...]) -> None:
    assert real_client(FORWARDED, peer, trusted) == (peer, None)


def test_proxies_behind_proxies_are_skipped() -> None:
    headers = [(b"x-forwarded-for", b"6.6.6.6, 9.9.9.9"), (b"x-forwarded-for", b"10.1.2.3")]
    assert real_client(headers, "::ffff:10.0.0.1", TRUSTED) == ("9.9.9.9", None)


def test_nonsense_names_nobody() -> None:
    headers = [(b"x-forwarded-for", b"<script>"), (b"x-forwarded-proto", b"gopher")]
    assert real_client(headers, "10.0.0.1", TRUSTED) == ("10.0.0.1", None)


def test_the_server_ignores_them_without_trusted_proxies(toy: Toy) -> None:
    assert toy.get("/who", **{"X-Forwarded-For": "9.9.9.9", "X-Forwarded-Proto": "https"}) == "http 127.0.0.1"


def test_the_server_believes_a_trusted_one() -> None:
    toy = Toy("--trust", "127.0.0.1")
    try:
        assert toy.get("/who", **{"X-Forwarded-For": "9.9.9.9", "X-Forwarded-Proto": "https"}) == "https 9.9.9.9"
    finally:
        toy.stop()
