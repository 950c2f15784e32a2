"""A directory of sounds into somebody's library: folders become folders, what is there already is left as it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from accounts.library import names
from accounts.models.folder import MAX_DEPTH
from audio.intake import kind_in, take_in
from audio.models import SoundFolder, Track
from config.api.errors import Invalid, Problem, StorageFull
from config.files import tracks, uploads

LONGEST_FOLDER = 80


@dataclass
class Report:
    """Paths below the directory: those that came, those that were there, and why others did not come."""

    imported: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


def files_below(directory: Path) -> Iterator[Path]:
    """Files in order, without hidden ones; links are not followed out of the directory."""
    for place, folders, files in os.walk(directory):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if not name.startswith(".") and not path.is_symlink() and path.is_file():
                yield path


def import_directory(directory: Path, owner: Any, told: Any = lambda path, how: None) -> Report:
    """`told(path, how)` hears of each file; `how` is "imported", "known" or why not. Raises StorageFull when the owner's
    quota or the disk ends: what came before that stays, and the same call goes on later.
    """
    report = Report()
    for path in files_below(directory):
        below = path.relative_to(directory)
        shown = names.shown(str(below))
        try:
            how = _import(path, below, owner)
        except StorageFull:
            raise
        except Problem as problem:
            how = str(problem.message)
            report.refused[shown] = how
        except OSError:
            how = report.refused[shown] = _("This file cannot be read.")
        else:
            (report.imported if how == "imported" else report.known).append(shown)
        told(shown, how)
    return report


def _import(path: Path, below: Path, owner: Any) -> str:
    with uploads.spooled(path, max_bytes=tracks.MAX_BYTES) as spool:
        folder = _folder(below.parent.parts, owner, make=False)
        known = Track.objects.filter(owner=owner, content_sha256=spool.sha256)
        if (folder is not None or not below.parent.parts) and known.filter(folder=folder).exists():
            return "known"
        if len(below.parts) > MAX_DEPTH + 1:
            raise Invalid(_("Folders can be ten deep at most."))
        # The innermost folder that says what its sounds are for.
        kind = next((found for name in reversed(below.parts[:-1]) if (found := kind_in(name))), "")
        entry = take_in(path, path.name, owner=owner, folder=None, sha256=spool.sha256, kind=kind)
        # Only now: no folder is made for what is no sound.
        Track.objects.filter(pk=entry.pk).update(folder=_folder(below.parent.parts, owner, make=True))
        return "imported"


def _folder(parts: tuple[str, ...], owner: Any, *, make: bool) -> SoundFolder | None:
    place: SoundFolder | None = None
    for part in parts:
        name = names.plain(names.shown(part), most=LONGEST_FOLDER, otherwise=_("Sounds"))
        found = SoundFolder.objects.filter(owner=owner, parent=place, name=name).first()
        if found is None:
            if not make:
                return None
            found = SoundFolder(owner=owner, name=name)
            found.move_to(place)
        place = found
    return place
