"""An archive on disk, sent by somebody who may be hostile."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from config.api.errors import Invalid, Problem, Unprocessable
from config.api.inputs import decode
from config.files import archives, uploads
from config.files.archives import BadArchive
from rooms.archive.packing import INDEX
from rooms.archive.schema import MOST_TEXT, Manifest

NAMES = re.compile(
    r"(talk|scenes)/[0-9]{1,4}\.json|(around|audio|table)\.json"
    r"|(maps|pictures|attachments|sounds)/[0-9]{1,5}\.[a-z0-9]{2,5}"
)
DEEP = 80
"""Brackets lie in each other up to 20 deep in a formula, and each is three levels of the roll."""


class Opened:
    """Its manifest is read and every member is as large as it says; what the members hold is compared with their SHA-256
    as each is read. Raises Unprocessable.
    """

    def __init__(self, path: Path) -> None:
        try:
            self.zip = archives.Archive(path, index=INDEX, names=NAMES, most_index=MOST_TEXT)
            self.manifest: Manifest = _read(Manifest, self.zip.bytes)
            self.zip.require_members(self.manifest.files)
        except BadArchive as bad:
            raise refusal(bad) from None

    def __contains__(self, name: object) -> bool:
        """Whether the file of this name came along."""
        return name in self.manifest.files

    def text(self, name: str, struct: Any) -> Any:
        """The document of this name, as `struct`."""
        said = self.manifest.files.get(name)
        if said is None or said.size > MOST_TEXT:
            raise refusal(BadArchive("not_ours"))
        with uploads.workspace("text-") as directory:
            return _read(struct, self.take_out(name, directory / "text").read_bytes())

    def take_out(self, name: str, target: Path) -> Path:
        """`target`, which the caller has named, and which holds the member now."""
        try:
            self.zip.take_out(name, self.manifest.files[name], target)
        except BadArchive as bad:
            raise refusal(bad) from None
        return target


def _read(struct: Any, text: bytes) -> Any:
    try:
        return decode(struct, msgspec.json.decode(text), deep=DEEP)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, Invalid):
        raise refusal(BadArchive("not_ours")) from None


def refusal(bad: BadArchive) -> Problem:
    if bad.reason == "too_much":
        return Unprocessable(_("This archive holds more than the server takes in."), code="too_much")
    return Unprocessable(_("This is no archive of a room, or it was changed on its way."), code="not_an_archive")


def unsound() -> Problem:
    """For what reads well and cannot be so."""
    return refusal(BadArchive("not_ours"))
