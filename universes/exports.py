"""A universe to take home as a file: made by a job, kept for a day for whoever asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import msgspec
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.library.keepsakes import keep
from accounts.models import StoredFile, User
from audio.rendering import midi
from audio.rendering.scores import in_child
from audio.synthesis.score import Score
from config.api.errors import NotFound
from config.files import uploads
from config.jobs import Progress, job
from config.jobs.models import JobRun
from rooms.viewer import Viewer
from universes import archive, keepsakes
from universes.models import Universe

Format = Literal["json", "archive", "audio", "midi"]
TYPES: dict[Format, tuple[str, str]] = {
    "json": ("json", "application/json"),
    "archive": ("zip", "application/zip"),
    "audio": ("wav", "audio/wav"),
    "midi": ("mid", "audio/midi"),
}
"""By format: the ending of the file's name, its content type."""


def export_soon(owner: User, universe: Universe, format: Format, score: Score | None) -> JobRun:
    """Queues it; `score` is what is played or written down, None for the others. The run's result is {file, universe, name,
    format, size}.
    """
    plain = None if score is None else msgspec.to_builtins(score)
    run: JobRun = export.enqueue(owner=owner.pk, universe=str(universe.pk), format=format, score=plain)
    return run


@job(priority=5)
def export(progress: Progress, *, universe: str, format: Format, score: dict[str, Any] | None) -> dict[str, Any]:
    """Makes the file. What its owner may see of the universe is asked when it is made."""
    owner = User.objects.filter(pk=progress.owner).first()
    if owner is None:
        raise NotFound()
    found: Universe = Universe.objects.select_related("room", "world", "picture").seen(owner, pk=UUID(universe))
    extension, content_type = TYPES[format]
    with uploads.workspace("universe-") as directory:
        path = MAKERS[format](progress, found, owner, directory, score)
        file = keep(path, owner, kind=keepsakes.EXPORT, content_type=content_type, extension=extension)
    return {"file": str(file.pk), "universe": universe, "name": found.name, "format": format, "size": file.size}


def seen_by(owner: User, universe: Universe) -> Viewer:
    """The owner in the universe's room, or looking in."""
    return Viewer.entering(universe.room, owner) or Viewer.display(universe.room)


def _json(progress: Progress, universe: Universe, owner: User, directory: Path, _score: Any) -> Path:
    path = directory / "universe.json"
    path.write_bytes(archive.document_text(seen_by(owner, universe)))
    return path


def _archive(progress: Progress, universe: Universe, owner: User, directory: Path, _score: Any) -> Path:
    path = directory / "universe.zip"
    blocks: Iterator[bytes] = archive.written(universe, seen_by(owner, universe), owner)
    with open(path, "wb") as target:
        for block in blocks:
            target.write(block)
            progress(0.5, _("packing it"))
    return path


def _audio(progress: Progress, universe: Universe, owner: User, directory: Path, score: Any) -> Path:
    """16 bits, stereo."""
    path = directory / "score.json"
    path.write_bytes(msgspec.json.encode(score))
    words = _("playing the notes")
    in_child("render", progress, words, score=str(path), directory=str(directory), format="wav")
    return directory / "sound.wav"


def _midi(progress: Progress, universe: Universe, owner: User, directory: Path, score: Any) -> Path:
    path = directory / "score.mid"
    midi.write(path, msgspec.convert(score, Score))
    return path


MAKERS: dict[Format, Callable[[Progress, Universe, User, Path, Any], Path]] = {
    "json": _json,
    "archive": _archive,
    "audio": _audio,
    "midi": _midi,
}


def kept(user: User, universe: Universe, run: UUID) -> tuple[StoredFile, dict[str, Any]]:
    """The file that this run made of `universe` for `user`, and its result. Raises NotFound."""
    return keepsakes.kept(user, universe, run, export.module_path)


def filename(name: str, format: Format) -> str:
    ending = "universe.zip" if format == "archive" else TYPES[format][0]
    return f"{slugify(name, allow_unicode=True) or 'universe'}.{ending}"
