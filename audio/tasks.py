"""Slow work of the library: large files, how loud a sound is, and an MP3 of what some browser cannot play."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.library import waiting
from accounts.library.shelf import twin
from accounts.models import User
from accounts.models.stored_file import remove_unused
from audio.intake import store, take_in
from audio.library import change
from audio.models import SoundFolder, Track
from config.api.errors import Problem
from config.files import tracks, uploads
from config.jobs import Progress, job, periodic
from config.jobs.models import JobRun

LONGEST_WAIT = timedelta(hours=2)


def in_a_job(
    owner: User, spool: uploads.Spool, folder: SoundFolder | None, filename: str, *, kind: str = "", name: str = ""
) -> JobRun:
    """Stores the upload as it came and has `prepare_track` make a sound of it. Raises StorageFull."""
    with transaction.atomic():
        incoming = waiting.keep(owner, spool)
        run: JobRun = prepare_track.enqueue(
            owner=owner.pk,
            incoming=str(incoming.pk),
            folder=str(folder.pk) if folder else None,
            filename=filename[:250],
            kind=kind,
            name=name,
        )
    return run


@job(priority=10)
def prepare_track(
    progress: Progress, *, incoming: str, folder: str | None, filename: str, kind: str = "", name: str = ""
) -> dict[str, Any]:
    """Turns the stored upload `incoming` into a sound of the person who uploaded it, then forgets the upload."""
    try:
        # The sound has the run's id: an attempt after a crash finds what the one before has finished.
        entry = Track.objects.filter(pk=progress.run_id).first()
        if entry is None:
            upload = waiting.kept(incoming)
            # A folder deleted meanwhile: the sound comes to the top level rather than not at all.
            place = SoundFolder.objects.filter(owner=upload.owner, pk=UUID(folder)).first() if folder else None
            with uploads.workspace("track-") as directory:
                path = directory / "upload"
                progress(0.05, _("fetching the file"))
                waiting.fetch(upload, path)
                entry = take_in(
                    path, filename, owner=upload.owner, folder=place, sha256=upload.sha256, kind=kind, name=name,
                    id=progress.run_id, progress=progress,
                )  # fmt: skip
    except Problem:
        waiting.forget(incoming)
        raise
    waiting.forget(incoming)
    return {"track": str(entry.pk), "duplicate_of": twin(entry)}


def measure_soon(entry: Track) -> JobRun:
    """Queues `measure_track`, also for a sound that could not be measured before."""
    with transaction.atomic():
        Track.objects.filter(pk=entry.pk).update(measuring=Track.Measuring.WAITING, updated_at=timezone.now())
        entry.measuring = Track.Measuring.WAITING
        run: JobRun = measure_track.enqueue(owner=entry.owner_id, track=str(entry.pk))
    return run


@job(priority=0)
def measure_track(progress: Progress, *, track: str) -> dict[str, Any]:
    """How loud a sound is (EBU R128); then an MP3 of it, where some browser cannot play the file itself."""
    entry = Track.objects.with_files().select_related("owner").filter(pk=track).first()
    if entry is None:
        return {"track": track, "measured": False}
    try:
        with uploads.workspace("track-") as directory:
            path = directory / "sound"
            progress(0.05, _("fetching the file"))
            waiting.fetch(entry.file, path)
            found = tracks.measure(path, partly(progress, 0.1, 0.5, _("measuring how loud it is")))
            change(entry, loudness=found.loudness, true_peak=found.true_peak)
            if found.needs_twin and entry.play is None:
                _give_twin(entry, path, partly(progress, 0.5, 0.95, _("making an MP3 of it")))
    except Problem:
        Track.objects.filter(pk=track).update(measuring=Track.Measuring.FAILED)
        raise
    change(entry, measuring=Track.Measuring.DONE)
    return {"track": track, "measured": True}


def partly(progress: Progress, first: float, last: float, words: str) -> Callable[[float], None]:
    """What hears fractions of a step that leads from `first` to `last` of the whole, and says so at its beginning."""
    progress(first, words)
    return lambda part: progress(first + (last - first) * part, words)


def _give_twin(entry: Track, path: Path, heard: Callable[[float], None]) -> None:
    file = None
    with tracks.twin(path, heard) as made:
        try:
            with transaction.atomic():
                file = store(entry.owner, "track-play", made.path, sha256=made.sha256, size=made.size, made=made)
                change(entry, play=file)
        except BaseException:
            if file is not None:
                remove_unused(file.key, entry.owner_id)
            raise


@periodic(minutes=60)
def give_up_measuring(progress: Progress) -> int:
    """Says so of sounds whose measuring never came to an end: three attempts take less than two hours."""
    old = Track.objects.filter(measuring=Track.Measuring.WAITING, updated_at__lt=timezone.now() - LONGEST_WAIT)
    return int(old.update(measuring=Track.Measuring.FAILED))
