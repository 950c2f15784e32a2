"""Redis, which carries what is live between processes: whether it answers, and whether strangers can reach it."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from config.doctor import Answer, check, fault, ok, skipped
from config.health import probe_channel_layer

SECONDS = 2.0
EVERYWHERE = {"*", "::*", "::", "0.0.0.0"}  # noqa: S104  looked for, not listened on


def client() -> Any:
    """A connection to the Redis of the settings. Nothing is sent before it is used."""
    import redis

    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=SECONDS, socket_connect_timeout=SECONDS)


def addresses(host: str) -> set[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """All that the name stands for; none when it is unknown."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return set()
    return {ipaddress.ip_address(str(one[4][0]).split("%")[0]) for one in found}


@check("redis.answers")
def answers() -> Answer:
    if not settings.REDIS_URL:
        return skipped(_("Without REDIS_URL one process serves all."))
    try:
        probe_channel_layer()
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        return fault(
            _("Redis carries no messages: %(reason)s") % {"reason": reason[:200]},
            _("Start it, and compare REDIS_URL in .env."),
        )
    return ok(_("Redis carries messages."))


@check("redis.password")
def password() -> Answer:
    """By what the address says, and, for a Redis on this computer, by where it listens itself."""
    if not settings.REDIS_URL:
        return skipped(_("Without REDIS_URL one process serves all."))
    url = urlsplit(settings.REDIS_URL)
    if url.password or not url.hostname:  # without a host it is a socket in the file system
        return ok(_("Redis asks for a password, or has no address."))
    do = _(
        "Give it a password (requirepass, and REDIS_URL=redis://:PASSWORD@host), or let it listen on 127.0.0.1 only."
    )
    found = addresses(url.hostname)
    public = sorted(str(one) for one in found if one.is_global)
    if public:
        return fault(
            _("Redis has no password and a public address (%(addresses)s).") % {"addresses": ", ".join(public)}, do
        )
    if found and all(one.is_loopback for one in found) and _listens_everywhere():
        return fault(_("Redis has no password and listens on every address of this computer."), do)
    return ok(_("Redis has no password, and no public address."))


def _listens_everywhere() -> bool:
    """Whether Redis says that it takes anybody from anywhere. One that does not answer, or does not tell, does not."""
    import redis

    try:
        with closing(client()) as asked:
            told = {**asked.config_get("bind"), **asked.config_get("protected-mode")}
    except redis.RedisError:
        return False
    bound = str(told.get("bind", "127.0.0.1")).split() or ["*"]
    # A hyphen before an address: Redis goes on when there is none such.
    everywhere = any(one.lstrip("-") in EVERYWHERE for one in bound)
    return everywhere and told.get("protected-mode") == "no"
