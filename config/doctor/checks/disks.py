"""Whether files can be written, and for how long there is room."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from config.doctor import Answer, check, fault, ok, skipped, warning
from config.health import probe_storage
from config.keeping.tasks import probe as probe_backups

GIGABYTE = 1024**3
LOW, TOO_LOW = 2 * GIGABYTE, GIGABYTE // 4
"""Free bytes: a few large maps, and less than one upload may have."""
LOW_SHARE, TOO_LOW_SHARE = 0.05, 0.01
"""Of all files that the file system can hold."""


def places() -> list[Path]:
    """The folders that the server writes to."""
    data = Path(settings.DATA_DIR)
    database = settings.DATABASES["default"]
    found = [data, data / "uploads", Path(settings.FILE_UPLOAD_TEMP_DIR)]
    if not settings.S3_BUCKET:
        found.append(Path(settings.MEDIA_ROOT))
    if database["ENGINE"].endswith("sqlite3") and str(database["NAME"]).startswith("/"):
        found.append(Path(database["NAME"]).parent)
    return list(dict.fromkeys(place for place in found if place.exists()))


@check("storage.writable")
def writable() -> Answer:
    """A file is written to the storage, read and deleted, and one to each folder beside it."""
    do = _("Give the server's user the right to write there, or set DATA_DIR or the S3_ variables right.")
    try:
        probe_storage()
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        return fault(_("The storage cannot be written: %(reason)s") % {"reason": reason[:200]}, do)
    for place in places():
        try:
            with tempfile.NamedTemporaryFile(dir=place, prefix=".doctor-"):
                pass
        except OSError as error:
            return fault(_("%(place)s cannot be written: %(reason)s") % {"place": place, "reason": error.strerror}, do)
    return ok(_("Storage and folders can be written."))


@check("storage.backups", needs="migrations.applied")
def backups() -> Answer:
    """Those that are made by themselves."""
    if not settings.BACKUP_EVERY_HOURS:
        return skipped(_("No backups are made by themselves (BACKUP_EVERY_HOURS)."))
    try:
        probe_backups()
    except RuntimeError as error:
        return warning(
            _("Backups are not made as they should be: %(reason)s.") % {"reason": error},
            _("Type: manage.py backup, and look what it says."),
        )
    return ok(_("Backups are made by themselves."))


@check("storage.room")
def room() -> Answer:
    """Free bytes and free files of every disk that is written to."""
    worst: Answer | None = None
    for place in places():
        stats = os.statvfs(place)
        free, files = stats.f_bavail * stats.f_frsize, stats.f_files
        # Some file systems (btrfs) count no files beforehand and answer 0.
        share = stats.f_favail / files if files else 1.0
        do = _("Delete what is not needed (manage.py prune), or move DATA_DIR to a larger disk.")
        if free < LOW:
            words = _("%(place)s has %(free)d MB left.") % {"place": place, "free": free // 1024**2}
        elif share < LOW_SHARE:
            words = _("The disk of %(place)s can hold only %(left)d files more.") % {
                "place": place, "left": stats.f_favail,
            }  # fmt: skip
        else:
            continue
        if free < TOO_LOW or share < TOO_LOW_SHARE:
            return fault(words, do)
        worst = warning(words, do)
    return worst or ok(_("There is room on the disks."))
