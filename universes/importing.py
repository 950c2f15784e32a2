"""Universes from archives: an upload is looked at while somebody waits, and built by a job, because its picture is made anew
and its sounds are decoded.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.library import waiting
from accounts.models import StoredFile, User
from audio.intake import take_in
from audio.models import Track
from config.api.errors import NotFound, Problem
from config.files import uploads
from config.files.images import reencode
from config.jobs import Progress, job
from config.jobs.models import JobRun
from universes.archive import MOST_BYTES, Incoming, Render
from universes.building import build
from universes.events.picture import PICTURES
from universes.models import Universe


def import_soon(owner: User, upload: Any) -> JobRun:
    """Keeps the upload and queues the building; the run's result is {universe}. Raises Invalid and Unprocessable for what
    is no sound archive, TooLarge, StorageFull.
    """
    with uploads.spooled(upload, max_bytes=MOST_BYTES) as spool, uploads.workspace("universe-") as directory:
        Incoming(spool.path, directory)
        with transaction.atomic():
            incoming = waiting.keep(owner, spool)
            run: JobRun = import_universe.enqueue(owner=owner.pk, incoming=str(incoming.pk))
    return run


@job(priority=5)
def import_universe(progress: Progress, *, incoming: str) -> dict[str, Any]:
    """Builds the universe of an archive, private and its owner's; it has the run's id, so that a second attempt makes no
    second one. When it fails nothing of it stays.
    """
    known = Universe.objects.filter(pk=progress.run_id).first()
    if known is None:
        owner = User.objects.filter(pk=progress.owner).first()
        if owner is None:
            raise NotFound()
        try:
            with uploads.workspace("universe-") as directory:
                path = directory / "archive"
                waiting.fetch(waiting.kept(incoming), path)
                known = _built(progress, owner, Incoming(path, directory), directory)
        except Problem:
            waiting.forget(incoming)
            raise
    waiting.forget(incoming)
    return {"universe": str(known.pk)}


def _built(progress: Progress, owner: User, archive: Incoming, directory: Path) -> Universe:
    made: list[Any] = []
    renders = archive.manifest.renders
    try:
        for number, render in enumerate(renders):
            progress(0.9 * number / len(renders), _("listening to “%(name)s”") % {"name": render.name})
            if (track := _sound(progress.run_id, owner, archive, render, directory)) is not None:
                made.append(track)
        picture = _picture(owner, archive, directory)
        made += [picture] if picture is not None else []
        return build(owner, archive.document, id=progress.run_id, picture=picture)
    except BaseException:
        for row in made:
            row.delete()
        raise


def _sound(universe: UUID, owner: User, archive: Incoming, render: Render, directory: Path) -> Track | None:
    """The render as a sound of the owner's library; None where the very same file is in it already."""
    sha256 = archive.manifest.files[render.file].sha256
    path = archive.take_out(render.file, directory / "sound")
    if Track.objects.owned_by(owner).filter(content_sha256=sha256).exists():
        return None
    return take_in(
        path, render.file, owner=owner, folder=None, sha256=sha256, kind=render.kind, name=render.name,
        origin=Track.Origin.RENDERED, id=uuid5(universe, render.file),
        made_by={"universe": str(universe), "revision": render.revision, "first": render.first},
    )  # fmt: skip


def _picture(owner: User, archive: Incoming, directory: Path) -> StoredFile | None:
    """Made anew from what came, as an upload is."""
    if archive.manifest.picture is None:
        return None
    path = archive.take_out(archive.manifest.picture, directory / "picture")
    return store_picture(owner, path)


def store_picture(owner: User, source: Any) -> StoredFile:
    """`source`, a path or an upload, as the picture of a universe, belonging to `owner`. Raises UnsupportedType,
    Unprocessable, TooLarge, StorageFull.
    """
    with reencode(source, kind="token") as made:
        return StoredFile.objects.store(
            made.path, owner=owner, kind=PICTURES, sha256=made.sha256, size=made.size, content_type=made.content_type,
            extension=made.extension, width=made.width, height=made.height,
        )  # fmt: skip
