"""Who is really calling, when a reverse proxy stands in front."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from functools import lru_cache

Headers = Iterable[tuple[bytes, bytes]]


@lru_cache(maxsize=8)
def _networks(trusted: tuple[str, ...]) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    return tuple(ipaddress.ip_network(entry, strict=False) for entry in trusted)


def _is_trusted(address: str, trusted: tuple[str, ...]) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None)
    return any((mapped or ip) in network for network in _networks(trusted))


def real_client(headers: Headers, peer: str, trusted: tuple[str, ...]) -> tuple[str, str | None]:
    """The caller's address and, when a trusted proxy named it, the scheme (`http` or `https`) it called with.

    Only a peer in `trusted` (addresses or networks) is believed. Of `X-Forwarded-For` the last entry that is no
    trusted proxy counts: everything to its left was written by the caller and may be a lie.
    """
    if not trusted or not _is_trusted(peer, trusted):
        return peer, None
    hops: list[str] = []
    scheme: str | None = None
    for name, value in headers:
        if name == b"x-forwarded-for":
            hops += [hop.strip() for hop in value.decode("latin1").split(",") if hop.strip()]
        elif name == b"x-forwarded-proto":
            claimed = value.decode("latin1").strip().lower()
            scheme = claimed if claimed in ("http", "https") else None
    for hop in reversed(hops):
        try:
            ipaddress.ip_address(hop)
        except ValueError:
            break
        peer = hop
        if not _is_trusted(hop, trusted):
            break
    return peer, scheme
