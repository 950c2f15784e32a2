"""Presets become sounds of somebody's library. Each is rendered once for the server and kept beside its data."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User
from audio.intake import take_in
from audio.models import SoundFolder, Track
from audio.presets import PRESETS, VERSION
from audio.rendering.scores import in_child
from audio.rendering.words import NAMES
from config.api.errors import NotFound
from config.files import uploads
from config.jobs import Progress, job
from config.jobs.models import JobRun


def had_by(owner: User) -> dict[str, UUID]:
    """{preset: track} of the presets that lie in a library already, in one query."""
    found = Track.objects.filter(owner=owner, origin=Track.Origin.PRESET).values_list("made_by", "pk")
    return {made_by.get("preset", ""): pk for made_by, pk in found}


def add_soon(owner: User, ids: list[str], folder: SoundFolder | None) -> JobRun:
    """Queues `add_presets`; the run's result is {tracks: {preset: track}}."""
    run: JobRun = add_presets.enqueue(owner=owner.pk, ids=ids, folder=str(folder.pk) if folder else None)
    return run


@job(priority=5)
def add_presets(progress: Progress, *, ids: list[str], folder: str | None) -> dict[str, Any]:
    """Puts presets into the library of the job's owner; what is there already stays as it is."""
    owner = User.objects.filter(pk=progress.owner).first()
    if owner is None:
        raise NotFound()
    place = SoundFolder.objects.filter(owner=owner, pk=UUID(folder)).first() if folder else None
    return {"tracks": {id: str(pk) for id, pk in add(owner, ids, place, progress).items()}}


def add(owner: User, ids: list[str], folder: SoundFolder | None, progress: Progress) -> dict[str, UUID]:
    """{preset: track} of `ids` in the library of `owner`. Raises StorageFull when the quota has no room for one."""
    had = had_by(owner)
    for number, id in enumerate(ids):
        if id not in had:
            kept = cached(id, progress, number / len(ids), (number + 1) / len(ids))
            had[id] = _kept(owner, id, kept, folder).pk
    return {id: had[id] for id in ids}


def cached(id: str, progress: Progress, first: float = 0.0, last: float = 1.0) -> Path:
    """The preset's file, rendered now if this server has not yet done so."""
    place = Path(settings.DATA_DIR) / "presets"
    target = place / f"{id}-{VERSION}.flac"
    if not target.exists():
        place.mkdir(parents=True, exist_ok=True)
        words = _("making “%(name)s”") % {"name": NAMES[id]}
        progress(first, words)
        with uploads.workspace("preset-") as directory:
            made = in_child("preset", progress, words, first=first, last=last, id=id, directory=str(directory))
            _move(Path(made["path"]), target)
    return target


def _move(source: Path, target: Path) -> None:
    """Whole or not at all, also where two workers make the same one."""
    beside = target.with_name(f".{source.parent.name}.part")
    beside.write_bytes(source.read_bytes())
    os.replace(beside, target)


def _kept(owner: User, id: str, path: Path, folder: SoundFolder | None) -> Track:
    preset = PRESETS[id]
    name = str(NAMES[id])
    return take_in(
        path, f"{name}.flac", owner=owner, folder=folder, sha256=uploads.Spool(path, path.stat().st_size).sha256,
        kind=preset.kind, name=name, origin=Track.Origin.PRESET, made_by={"preset": id, "version": VERSION},
        # One name for one preset of one person: two jobs at the same time make one sound.
        id=uuid5(owner.pk, f"preset {id} {VERSION}"),
    )  # fmt: skip
