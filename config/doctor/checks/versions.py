"""What is installed, against what is known to be broken or open to attack."""

from __future__ import annotations

import re
import sqlite3
from importlib import metadata

from django.conf import settings
from django.utils.translation import gettext as _

from config.doctor import Answer, check, fault, ok, skipped

# The first version without the fault. SECURITY.md, "known-vulnerable floors": release notes and advisories.
FLOORS: dict[str, tuple[str, str]] = {
    "django": ("5.2.19", "CVE-2026-87975, CVE-2026-108147"),
    "daphne": ("4.2.2", "CVE-2026-44545, CVE-2026-44546"),
    "pillow": ("12.3.0", "CVE-2026-40192, CVE-2026-55379"),
    "djangorestframework-simplejwt": ("5.5.1", "CVE-2024-22513"),
}

# Two connections that write and checkpoint at once may corrupt a WAL database: sqlite.org/wal.html#walresetbug, all
# versions until 3.51.2. Two older lines were mended too.
WAL_RESET_MENDED = (3, 51, 3)
WAL_RESET_BACKPORTS: dict[tuple[int, ...], int] = {(3, 44): 6, (3, 50): 7}


def numbers(version: str) -> tuple[int, ...]:
    """`5.2.19` as (5, 2, 19); what follows the numbers (`b1`, `.post2`) is left out."""
    return tuple(map(int, re.findall(r"\d+", re.match(r"[\d.]*", version)[0])))  # type: ignore[index]


@check("versions.sqlite")
def sqlite() -> Answer:
    if "sqlite" not in settings.DATABASES["default"]["ENGINE"]:
        return skipped(_("The database is not SQLite."))
    version = numbers(sqlite3.sqlite_version)
    mended_in = WAL_RESET_BACKPORTS.get(version[:2])
    if version < WAL_RESET_MENDED and (mended_in is None or version[2] < mended_in):
        return fault(
            _("SQLite %(version)s can damage the database when two connections write at the same moment (rare).")
            % {"version": sqlite3.sqlite_version},
            _(
                "Use a Python with SQLite 3.51.3 or newer (PYTHON=... script/run; those of uv and python.org bring their own),"
                " or PostgreSQL (DATABASE_URL); until then keep backups."
            ),
        )
    return ok(f"SQLite {sqlite3.sqlite_version}")


@check("versions.packages")
def packages() -> Answer:
    """What `pip install -r requirements.txt` would bring in a version without known faults."""
    old, missing = [], []
    for name, (floor, why) in FLOORS.items():
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            missing.append(name)
            continue
        if numbers(found) < numbers(floor):
            old.append(_("%(name)s %(found)s (before %(floor)s: %(why)s)") % {
                "name": name, "found": found, "floor": floor, "why": why,
            })  # fmt: skip
    install = _(
        "Stop the server and type: pip install --require-hashes -r requirements.txt (script/run does it itself)."
    )
    if missing:
        return fault(_("Not installed: %(names)s.") % {"names": ", ".join(missing)}, install)
    if old:
        return fault(_("Known faults are in %(names)s.") % {"names": "; ".join(old)}, install)
    return ok(", ".join(f"{name} {metadata.version(name)}" for name in FLOORS))
