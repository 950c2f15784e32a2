"""Slow work of the library: pictures too large to be re-encoded while somebody waits."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.library import waiting
from accounts.library.shelf import twin
from accounts.models import User
from accounts.models.stored_file import remove_unused
from config.api.errors import Problem
from config.files import images, uploads
from config.jobs import Progress, job, periodic
from config.jobs.models import JobRun
from maps import usages
from maps.intake import TILES, Upload, store
from maps.library import change
from maps.models import Map, MapFolder

TILED_AT_A_TIME = 20


def in_a_job(owner: User, spool: uploads.Spool, folder: MapFolder | None, filename: str) -> JobRun:
    """Stores the upload as it came and has `prepare_map` make a map of it. Raises StorageFull."""
    with transaction.atomic():
        incoming = waiting.keep(owner, spool)
        run: JobRun = prepare_map.enqueue(
            owner=owner.pk,
            incoming=str(incoming.pk),
            folder=str(folder.pk) if folder else None,
            filename=filename[:250],
        )
    return run


@job(priority=10)
def prepare_map(progress: Progress, *, incoming: str, folder: str | None, filename: str) -> dict[str, Any]:
    """Turns the stored upload `incoming` into a map of the person who uploaded it, then forgets the upload."""
    try:
        # The map has the run's id: an attempt after a crash finds what the one before has finished.
        entry = Map.objects.filter(pk=progress.run_id).first()
        if entry is None:
            entry = _prepare(progress, incoming, UUID(folder) if folder else None, filename)
    except Problem:
        waiting.forget(incoming)
        raise
    waiting.forget(incoming)
    return {"map": str(entry.pk), "duplicate_of": twin(entry)}


def _prepare(progress: Progress, incoming: str, folder: UUID | None, filename: str) -> Map:
    upload = waiting.kept(incoming)
    owner = upload.owner
    with uploads.workspace("map-") as directory:
        path = directory / "upload"
        progress(0.05, _("fetching the file"))
        waiting.fetch(upload, path)
        ready = Upload(path, filename, directory)
        # A folder deleted meanwhile: the map comes to the top level rather than not at all.
        place = MapFolder.objects.visible_to(owner).filter(pk=folder).first()
        return ready.keep(
            owner=owner, folder=place, sha256=upload.sha256, id=progress.run_id, progress=progress
        )  # fmt: skip


@job(priority=0)
def tile_map(progress: Progress, *, map: str) -> dict[str, Any]:
    """Cuts a map of before into tiles, from the picture that is kept of it, and has the tables use them."""
    entry = Map.objects.with_files().select_related("owner").filter(pk=map, tiling=Map.Tiling.WAITING).first()
    if entry is None:
        return {"map": map, "tiled": False}
    try:
        with uploads.workspace("map-") as directory:
            path = directory / "picture"
            progress(0.1, _("fetching the file"))
            waiting.fetch(entry.picture, path)
            progress(0.2, _("cutting it into tiles"))
            with images.tiles(path, kind="map") as made:
                progress(0.9, _("storing it"))
                _give_tiles(entry, made)
    except Problem:
        Map.objects.filter(pk=map).update(tiling=Map.Tiling.FAILED)
        raise
    return {"map": map, "tiled": True}


def _give_tiles(entry: Map, made: images.Tiles) -> None:
    file = None
    try:
        with transaction.atomic():
            file = store(entry.owner, TILES, made)
            fields = {"tiles": file, "levels": made.levels, "alpha": made.alpha, "tiling": Map.Tiling.DONE}
            change(entry, **fields)
    except BaseException:
        if file is not None:
            remove_unused(file.key, entry.owner_id)
        raise


@periodic(minutes=10)
def tile_old_maps(progress: Progress) -> int:
    """Queues still pictures without tiles, a few at a time, those that lie on a table first."""
    untiled = list(Map.objects.filter(media=Map.Media.PICTURE, tiling=Map.Tiling.NONE).order_by("created_at")[:500])
    placed = usages.count([entry.pk for entry in untiled])
    found = sorted(untiled, key=lambda entry: -placed[entry.pk])[:TILED_AT_A_TIME]
    for entry in found:
        tile_soon(entry)
    return len(found)


def tile_soon(entry: Map) -> JobRun | None:
    """Queues `tile_map` for a still picture without tiles, also for one that could not be cut. None: there is nothing to
    do, or it is being done.
    """
    undone = Map.objects.filter(media=Map.Media.PICTURE, tiling__in=(Map.Tiling.NONE, Map.Tiling.FAILED))
    with transaction.atomic():
        if not undone.filter(pk=entry.pk).update(tiling=Map.Tiling.WAITING):
            return None
        run: JobRun = tile_map.enqueue(owner=entry.owner_id, map=str(entry.pk))
    return run
