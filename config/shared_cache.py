"""Django's cache in Redis, for all processes, which does without Redis when it is away.

What lies here can be made again or counts tries: with a cache for each process a limit of ten tries would be twenty with
two processes. Without Redis each process counts for itself, and no request fails or waits for that.
"""

from __future__ import annotations

import logging
from time import monotonic
from typing import Any

import msgspec
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger("dreamtable.cache")

AWAY_SECONDS = 2.0
"""After a failure Redis is left alone for so long."""
PATIENCE = 0.3
"""Seconds that a connection or an answer may take."""


class Plain:
    """Numbers, words, bytes and lists of them as MessagePack. Django's own would unpickle what it finds in Redis: whoever
    writes there could then run anything here."""

    def dumps(self, value: Any) -> bytes | int:
        """Whole numbers as they are, so that Redis can count."""
        return value if type(value) is int else msgspec.msgpack.encode(value)

    def loads(self, data: bytes) -> Any:
        try:
            return int(data)
        except ValueError:
            return msgspec.msgpack.decode(data)


class SharedCache(RedisCache):
    """`RedisCache`; while Redis is away, a cache of this process's own with the same keys."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE, "serializer": Plain}
        super().__init__(server, {**params, "OPTIONS": options})
        self._own = LocMemCache("shared-cache", params)
        self._away_until = 0.0

    def _either(self, name: str, *args: Any, **kwargs: Any) -> Any:
        if monotonic() >= self._away_until:
            try:
                return getattr(super(), name)(*args, **kwargs)
            except (RedisError, OSError) as error:
                log.warning("the shared cache is away: %r", error)
                self._away_until = monotonic() + AWAY_SECONDS
        return getattr(self._own, name)(*args, **kwargs)

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("add", *args, **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("set", *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("touch", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("delete", *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("get_many", *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("has_key", *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("incr", *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("set_many", *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("delete_many", *args, **kwargs)

    def clear(self) -> Any:
        return self._either("clear")
