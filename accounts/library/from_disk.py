"""Files that lie on the server's disk into somebody's library: folders become folders, what is there already stays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from accounts.library import names
from accounts.models.folder import MAX_DEPTH
from config.api.errors import Invalid, Problem, StorageFull
from config.files import uploads

LONGEST_FOLDER = 80


@dataclass
class Report:
    """Paths as they were shown: those that came, those that were there, and why others did not come."""

    imported: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FromDisk:
    """The way into one library. `things` and `folders` are its models, `nameless` what a folder without a name is called.
    `take` makes a thing of the owner's, in no folder, of the file with this SHA-256: (path, below, owner, sha256). `below`
    is the path as the library sees it. It raises Problem for what does not belong there.
    """

    things: Any
    folders: Any
    most_bytes: int
    nameless: str
    take: Callable[[Path, Path, Any, str], Any]

    def bring(self, files: list[tuple[Path, Path]], owner: Any, told: Callable[[str, str], None]) -> Report:
        """Each (path, below) in turn. `told(shown, how)` hears of each; `how` is "imported", "known" or why not.

        Raises StorageFull when the owner's quota or the disk ends: what came before that stays, and the same call goes on
        later.
        """
        report = Report()
        for path, below in files:
            shown = names.shown(str(below))
            try:
                how = self._bring(path, below, owner)
            except StorageFull:
                raise
            except Problem as problem:
                how = report.refused[shown] = str(problem.message)
            except OSError:
                how = report.refused[shown] = _("This file cannot be read.")
            else:
                (report.imported if how == "imported" else report.known).append(shown)
            told(shown, how)
        return report

    def _bring(self, path: Path, below: Path, owner: Any) -> str:
        with uploads.spooled(path, max_bytes=self.most_bytes) as spool:
            folder = self._folder(below.parent.parts, owner, make=False)
            known = self.things.objects.filter(owner=owner, content_sha256=spool.sha256)
            if (folder is not None or not below.parent.parts) and known.filter(folder=folder).exists():
                return "known"
            if len(below.parts) > MAX_DEPTH + 1:
                raise Invalid(_("Folders can be ten deep at most."))
            entry = self.take(path, below, owner, spool.sha256)
            # Only now: no folder is made for what does not come.
            self.things.objects.filter(pk=entry.pk).update(folder=self._folder(below.parent.parts, owner, make=True))
            return "imported"

    def _folder(self, parts: tuple[str, ...], owner: Any, *, make: bool) -> Any:
        place = None
        for part in parts:
            name = names.plain(names.shown(part), most=LONGEST_FOLDER, otherwise=self.nameless)
            found = self.folders.objects.filter(owner=owner, parent=place, name=name).first()
            if found is None:
                if not make:
                    return None
                found = self.folders(owner=owner, name=name)
                found.move_to(place)
            place = found
        return place


def files_below(directory: Path) -> Iterator[tuple[Path, Path]]:
    """Files in order with their paths below `directory`, without hidden ones; links are not followed out of it."""
    for place, folders, files in os.walk(directory):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if not name.startswith(".") and not path.is_symlink() and path.is_file():
                yield path, path.relative_to(directory)
