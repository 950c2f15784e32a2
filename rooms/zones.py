"""Time zones as people's pages name them."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _

from config.api.errors import Invalid

OFFSET = re.compile(r"([+-])([01]\d):?([0-5]\d)")


def zone(name: str | None) -> tzinfo:
    """ "Europe/Berlin" or "+02:00"; UTC without a name. Raises Invalid for zones nobody knows."""
    if not name:
        return UTC
    # In a query a plus sign arrives as a blank.
    offset = OFFSET.fullmatch(name.replace(" ", "+"))
    if offset:
        sign, hours, minutes = offset.groups()
        ahead = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(ahead if sign == "+" else -ahead)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Invalid(fields={"tz": [_("This time zone is not known.")]}) from None
