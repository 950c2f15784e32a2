"""Whole rooms out of the server and into it, where somebody waits at a page: by jobs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.library import keepsakes, waiting
from accounts.models import StoredFile, User
from accounts.rules import require
from config.api.errors import NotFound, Problem
from config.files import uploads
from config.jobs import Progress, job
from config.jobs.models import JobRun
from rooms.archive.building import preview, read_room
from rooms.archive.packing import Packing, written
from rooms.models import Room
from rooms.viewer import Viewer

KIND = "room-export"
MEGABYTE = 1024 * 1024
MOST_BYTES = 500 * MEGABYTE
"""Of an archive that is sent to a page; `manage.py import_room` takes what a disk holds."""
CARRIED = 450 * MEGABYTE
"""So many bytes of files a page's archive takes along, so that what goes out can come in again."""


def export_soon(viewer: Viewer) -> JobRun:
    """Queues it; the run's result is {file, room, name, size, left_out}."""
    run: JobRun = export_room.enqueue(owner=viewer.user.pk, room=str(viewer.room.pk))
    return run


@job(priority=5)
def export_room(progress: Progress, *, room: str) -> dict[str, Any]:
    """Packs the room, which must still be its owner's."""
    owner = User.objects.filter(pk=progress.owner).first()
    found = Room.objects.gatherings().filter(pk=room).first()
    viewer = Viewer.entering(found, owner) if found and owner else None
    if found is None or owner is None or viewer is None:
        raise NotFound()
    require(viewer, "rooms.take_home", found)
    with uploads.workspace("room-") as directory:
        packing = Packing(viewer, directory, carried=CARRIED, tell=progress)
        path = directory / "room.zip"
        with open(path, "wb") as target:
            for block in written(packing):
                target.write(block)
        file = keepsakes.keep(path, owner, kind=KIND, content_type="application/zip", extension="zip")
    return {
        "file": str(file.pk), "room": room, "name": found.name, "size": file.size, "left_out": packing.left_out
    }  # fmt: skip


def kept(user: User, room: Room, run: UUID) -> tuple[StoredFile, dict[str, Any]]:
    """The archive that this run made of `room` for `user`, and its result. Raises NotFound for any other."""
    return keepsakes.kept(user, run, export_room.module_path, [KIND], room=room.pk)


def import_soon(owner: User, upload: Any) -> JobRun:
    """Keeps the upload, which is looked at now, and queues the building; the run's result is {room}. Raises Unprocessable
    for what is no sound archive, TooLarge, StorageFull.
    """
    with uploads.spooled(upload, max_bytes=MOST_BYTES) as spool:
        preview(spool.path)
        with transaction.atomic():
            incoming = waiting.keep(owner, spool)
            run: JobRun = import_room.enqueue(owner=owner.pk, incoming=str(incoming.pk))
    return run


@job(priority=5)
def import_room(progress: Progress, *, incoming: str) -> dict[str, Any]:
    """Builds the room of an archive, under the run's id. When it fails nothing of it stays."""
    owner = User.objects.filter(pk=progress.owner).first()
    if owner is None:
        raise NotFound()
    known = Room.objects.filter(pk=progress.run_id, members__user=owner).first()
    if known is None:
        try:
            with uploads.workspace("room-") as directory:
                path = directory / "archive"
                waiting.fetch(waiting.kept(incoming), path)
                known = read_room(path, owner, id=progress.run_id, tell=progress)
        except Problem:
            waiting.forget(incoming)
            raise
    waiting.forget(incoming)
    return {"room": str(known.pk), "name": known.name}


def forget_unfinished() -> int:
    """Deletes rooms that nobody has entered because the job that built them was killed each time. Returns how many."""
    failed = JobRun.objects.filter(name=import_room.module_path, state=JobRun.State.FAILED)
    left = Room.objects.filter(pk__in=failed.values("pk"), members=None)
    found = left.count()
    left.delete()
    return found
