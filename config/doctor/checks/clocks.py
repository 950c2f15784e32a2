"""Whether this computer's clock agrees with those of the servers it works with.

Tokens, tickets, leases of jobs and sounds count by the clock: half a minute of difference is what tokens forgive.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from config.doctor import Answer, check, fault, ok, skipped, warning
from config.doctor.checks.redis import client

NOTICED, TOO_MUCH = 5.0, 30.0
"""Seconds."""


def database_time() -> float:
    """PostgreSQL's clock, in seconds since 1970."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        return float(cursor.fetchone()[0])


def redis_time() -> float:
    with closing(client()) as asked:
        seconds, microseconds = asked.time()
    return float(seconds + microseconds / 1e6)


def compare(name: str, theirs: Callable[[], float]) -> Answer:
    before = time.time()
    there = theirs()
    # Between two looks at our own clock theirs was read: the middle is the best guess, whatever the way took.
    apart = there - (before + time.time()) / 2
    if abs(apart) < NOTICED:
        return ok(_("The clock agrees with that of %(name)s.") % {"name": name})
    words = _("This computer's clock is %(seconds)d seconds %(side)s that of %(name)s.") % {
        "seconds": round(abs(apart)), "name": name, "side": _("behind") if apart > 0 else _("ahead of"),
    }  # fmt: skip
    do = _("Let both follow the network's time: timedatectl set-ntp true")
    return fault(words, do) if abs(apart) >= TOO_MUCH else warning(words, do)


@check("clock.database", needs="database.answers")
def database_clock() -> Answer:
    if connection.vendor != "postgresql":
        return skipped(_("SQLite has no clock of its own."))
    return compare("PostgreSQL", database_time)


@check("clock.redis", needs="redis.answers")
def redis_clock() -> Answer:
    if not settings.REDIS_URL:
        return skipped(_("Without REDIS_URL one process serves all."))
    return compare("Redis", redis_time)
