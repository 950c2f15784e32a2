"""Whether a server or a worker runs on this DATA_DIR: each holds a shared lock on one file for as long as it lives.

The system lets go of it when a process dies, so no lock is ever stale.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from config.keeping.refusal import Refused

_held: BinaryIO | None = None


def mark() -> None:
    """Says for the rest of this process that it uses the data. Raises Refused while a backup is put back."""
    global _held
    if _held is None:
        file = _lock_file()
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.close()
            raise Refused(_("A backup is being put back at this moment. Start again when it is done.")) from error
        _held = file


@contextmanager
def nobody_else() -> Iterator[None]:
    """While it lasts no server and no worker starts here. Raises Refused when one runs."""
    with _lock_file() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused(_("The server is running. Stop it (and its workers) first.")) from error
        if connection.vendor == "postgresql":
            _nobody_connected()
        yield


def _nobody_connected() -> None:
    """Servers on other machines have another DATA_DIR, but the same database, and each keeps a connection to it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(nullif(application_name, ''), usename), client_addr, pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        others = [f"{name} {address or ''} ({pid})" for name, address, pid in cursor.fetchall()]
    if others:
        raise Refused(
            _("Somebody uses the database: %(who)s. Stop all servers and workers first.") % {"who": ", ".join(others)}
        )


def _lock_file() -> BinaryIO:
    place = Path(settings.DATA_DIR) / "running.lock"
    place.parent.mkdir(parents=True, exist_ok=True)
    return place.open("ab")
