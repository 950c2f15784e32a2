"""One cache for all processes, and none of them stops when it is away."""

from __future__ import annotations

import pytest

from config.shared_cache import Plain, SharedCache
from config.testing.servers import Redis, free_port


@pytest.mark.redis
def test_it_works(private_redis: Redis) -> None:
    one, other = (SharedCache(private_redis.url, {"KEY_PREFIX": "dreamtable"}) for _process in range(2))
    one.set("tries", [1.5, 2.5])
    one.set("picture", b"\x00\xff")
    assert other.get("tries") == [1.5, 2.5]
    assert other.get_many(["picture", "none"]) == {"picture": b"\x00\xff"}
    assert not other.add("picture", b"")
    one.set("count", 1)
    assert (other.incr("count"), one.get("count")) == (2, 2)
    private_redis.kill()
    # What a process knows now is its own, until Redis is back; nothing fails.
    assert one.get("tries", "nothing") == "nothing"
    one.set("tries", [3.5])
    assert one.get("tries") == [3.5]
    private_redis.start()
    one._away_until = other._away_until = 0.0
    one.set("tries", [4.5])
    assert other.get("tries") == [4.5]


def test_without_redis_from_the_start() -> None:
    cache = SharedCache(f"redis://127.0.0.1:{free_port()}/0", {})
    assert cache.get("tries") is None
    assert cache.add("tries", 1) and cache.incr("tries") == 2
    cache.delete_many(["tries"])
    assert not cache.has_key("tries")


@pytest.mark.parametrize("value", [0, -3, 7.5, "7", "", b"7", b"", True, None, [1, "a", b"\xff", [None]], {"a": 1}])
def test_what_is_kept_is_what_comes_back(value: object) -> None:
    plain = Plain()
    stored = plain.dumps(value)
    assert plain.loads(str(stored).encode() if isinstance(stored, int) else stored) == value


def test_what_lies_in_redis_is_data_and_never_runs() -> None:
    with pytest.raises(Exception, match="MessagePack|msgpack|malformed|trailing"):
        Plain().loads(b"\x80\x04\x95\x1d\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94.")
