"""What the socket half counts for operators (`/metrics`): plain counters, cheap enough for the way of every entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from time import time
from typing import Any

from prometheus_client import Counter, Histogram

entries = Counter("dreamtable_entries", "Entries that this process has committed, by their type.", ["type"])
passing = Counter("dreamtable_passing", "Passing words (drags, typing) that hubs of this process sent on.")
fan_out = Histogram(
    "dreamtable_fan_out_seconds",
    "From the moment an entry was made to its bytes being with every local socket that waits for it.",
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
)
refusals = Counter(
    "dreamtable_refusals", "Commands over sockets that were refused, by the code of the refusal.", ["code"]
)
closes = Counter("dreamtable_closes", "Sockets that the server closed, by close code.", ["code"])
unrung = Counter("dreamtable_unrung", "Words to other processes that the channel layer did not take.")


def delivered(head: Mapping[str, Any]) -> None:
    """An entry is with all sockets here. Its time is the database transaction's, of whichever process made it."""
    fan_out.observe(max(0.0, time() - datetime.fromisoformat(head["at"]).timestamp()))
