"""From a file to a sound of the library: told apart by content, decoded whole, stored as it came, and measured later."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.library import names
from accounts.models import StoredFile
from accounts.models.stored_file import remove_unused
from audio.models import SoundFolder, Track
from config.files import tracks

MAX_NAME = 120
ONE_SHOT_SECONDS = 5.0
"""A sound of which nothing says what it is for is a one-shot up to this length, else music."""
WORDS = (
    (Track.Kind.ONE_SHOT, re.compile(r"\b(one[ _-]?shots?|sfx|effects?)\b", re.IGNORECASE)),
    (Track.Kind.LOOP, re.compile(r"\b(loops?|ambien(ce|t)s?)\b", re.IGNORECASE)),
    (Track.Kind.MUSIC, re.compile(r"\bmusic\b", re.IGNORECASE)),
)


def kind_in(words: str) -> str:
    """The kind that a name of a file or a folder tells; "" when it tells none."""
    return next((kind.value for kind, found in WORDS if found.search(words.replace("_", " "))), "")


def take_in(
    path: Path, filename: str, *, owner: Any, folder: SoundFolder | None, sha256: str, kind: str = "", name: str = "",
    origin: str = Track.Origin.UPLOAD, made_by: dict[str, Any] | None = None, id: UUID | None = None,
    progress: Callable[[float, str], None] = lambda part, words: None,
) -> Track:  # fmt: skip
    """The file at `path`, of this `sha256`, as a sound of `owner`. It is called `name`, or after its title or `filename`;
    its `kind` is guessed unless it is given. `id` makes a repeat harmless: a sound of this id is returned as it is.

    Raises UnsupportedType (415), Unprocessable (422), TooLarge (413) and StorageFull (507); then nothing is left behind.
    """
    id = id or uuid4()
    known: Track | None = Track.objects.filter(pk=id).first()
    if known is not None:
        return known
    words = _("listening to it")
    progress(0.1, words)
    with tracks.inspect(path, lambda part: progress(0.1 + 0.7 * part, words)) as found:
        progress(0.8, _("storing it"))
        files: dict[str, tuple[str, Path, str, int, Any]] = {
            "file": ("track", path, sha256, path.stat().st_size, found)
        }
        if found.cover is not None:
            files["cover"] = ("track-cover", found.cover.path, found.cover.sha256, found.cover.size, found.cover)
        called = names.stem(filename)
        short = Track.Kind.ONE_SHOT if found.duration <= ONE_SHOT_SECONDS else Track.Kind.MUSIC
        return _store(
            files, id=id, owner=owner, folder=folder, origin=origin, made_by=made_by or {}, content_sha256=sha256,
            name=name or names.plain(called, most=MAX_NAME, otherwise=found.words["title"][:MAX_NAME] or _("Sound")),
            kind=kind or kind_in(called) or kind_in(folder.name if folder else "") or short, format=found.format, duration=found.duration, peaks=found.peaks,
            channels=found.channels, sample_rate=found.sample_rate, **found.words,
        )  # fmt: skip


def _store(files: dict[str, tuple[str, Path, str, int, Any]], *, owner: Any, **fields: Any) -> Track:
    from audio.tasks import measure_soon

    stored: dict[str, StoredFile] = {}
    try:
        with transaction.atomic():
            for field, (kind, path, sha256, size, made) in files.items():
                stored[field] = store(owner, kind, path, sha256=sha256, size=size, made=made)
            entry = Track.objects.create(owner=owner, **stored, **fields)
            measure_soon(entry)
            return entry
    except BaseException:
        for file in stored.values():
            remove_unused(file.key, owner.pk)
        raise


def store(owner: Any, kind: str, path: Path, *, sha256: str, size: int, made: Any) -> StoredFile:
    """`made` says its `content_type` and `extension`. Raises StorageFull."""
    return StoredFile.objects.store(
        path, owner=owner, kind=kind, sha256=sha256, size=size, content_type=made.content_type, extension=made.extension,
        width=getattr(made, "width", None), height=getattr(made, "height", None),
    )  # fmt: skip
