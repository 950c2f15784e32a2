"""What a file is, and what it holds. Nothing is stored here."""

from __future__ import annotations

import mmap
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from config.files import images
from maps.formats import foundry, plan, spelltable, uvtt, uvtt_neutral, watabou
from maps.formats.structure import MAX_STRUCTURE_BYTES, Malformed, Structure
from maps.naming import hint
from maps.words import refusal
from scenes.archive.container import Archive, read_document
from scenes.archive.neutral import document as document_of
from scenes.archive.schema import FORMAT, Document

PICTURE = "picture"
"""What a file's one picture is called in its document."""


class Marks(msgspec.Struct):
    """The fields that tell the formats apart; nothing else of the file is looked at."""

    format: msgspec.Raw = msgspec.Raw(b"")
    resolution: msgspec.Raw = msgspec.Raw(b"")
    rects: msgspec.Raw = msgspec.Raw(b"")
    walls: msgspec.Raw = msgspec.Raw(b"")
    padding: msgspec.Raw = msgspec.Raw(b"")
    gridSettings: msgspec.Raw = msgspec.Raw(b"")
    aoeMarkers: msgspec.Raw = msgspec.Raw(b"")
    initiativeOrder: msgspec.Raw = msgspec.Raw(b"")


def told_apart(data: bytes | memoryview) -> str:
    """The format of a JSON file by its fields. Raises Malformed."""
    try:
        marks = msgspec.json.decode(data, type=Marks)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Malformed("unknown") from None
    if bytes(memoryview(marks.format)[:40]) == f'"{FORMAT}"'.encode():
        return "dreamtable"
    signs = {
        "uvtt": marks.resolution,
        "watabou": marks.rects,
        "spelltable": marks.gridSettings or marks.aoeMarkers or marks.initiativeOrder,
        "foundry": marks.walls or marks.padding,
    }
    for format, sign in signs.items():
        if len(memoryview(sign)):
            return format
    raise Malformed("unknown")


@dataclass
class Reading:
    """A file that was read and not built. `structure` is set for other programs' files, `archive` for our own with its
    pictures; `picture` is the file's one picture on disk, or None where it has none.
    """

    format: str
    name: str
    document: Document
    structure: Structure | None = None
    archive: Archive | None = None
    picture: Path | None = None
    embedded: bool = False

    @property
    def report(self) -> dict[str, int]:
        if self.structure is not None:
            return self.structure.report
        missing = {one.file for one in self.document.maps} if self.archive is None else set()
        return {"maps_by_name": len(missing)} if missing else {}

    def on(self, width: int, height: int) -> Reading:
        """The same, stretched onto a picture of this size. Raises Unprocessable when that leads beyond the bounds."""
        if self.structure is None:
            return self
        fitted = self.structure.fitted_to(width, height)
        try:
            return replace(self, structure=fitted, document=document_of(fitted, map=PICTURE))
        except msgspec.ValidationError:
            raise refusal(Malformed("coordinate")) from None


def read(path: Path, filename: str, directory: Path, *, picture: Path | None = None) -> Reading:
    """What `path` holds; `picture` is a picture that was sent along. Raises Unprocessable, TooLarge or UnsupportedType."""
    try:
        return _read(path, hint(filename).name, directory, picture)
    except Malformed as error:
        raise refusal(error) from None
    except msgspec.ValidationError:
        # Something within the format's own freedom, and beyond our bounds (a cell of half a pixel).
        raise refusal(Malformed("coordinate")) from None


def _read(path: Path, name: str, directory: Path, picture: Path | None) -> Reading:
    if zipfile.is_zipfile(path):
        archive = Archive(path)
        return Reading("dreamtable", archive.document.scene.name, archive.document, archive=archive)
    size = path.stat().st_size
    if not size:
        raise Malformed("unknown")
    with open(path, "rb") as file:
        # Mapped, not read: a Universal VTT file may be 500 MB, nearly all of it its picture.
        data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        data = data[3:] if data[:3] == b"\xef\xbb\xbf" else data
        format = told_apart(data)
        if format != "uvtt" and size > MAX_STRUCTURE_BYTES:
            raise Malformed("too_many")
        if format == "dreamtable":
            document = read_document(bytes(data))
            return Reading(format, document.scene.name, document, picture=picture)
        structure, drawn = _structured(format, data, directory, picture)
    structure = structure if structure.name else replace(structure, name=name)
    found = picture or drawn
    if found is not None:
        images.inspect(found, kind="map")
    made = document_of(structure, map=PICTURE if found else "")
    return Reading(
        format, structure.name, made, structure, picture=found, embedded=picture is None and found is not None
    )


def _structured(format: str, data: memoryview, directory: Path, picture: Path | None) -> tuple[Structure, Path | None]:
    """The file in the neutral form, and the picture that it carries, or that is drawn for it."""
    target = directory / "embedded"
    if format == "watabou":
        structure, drawn = watabou.parse(data)
        if picture is None:
            target.write_bytes(plan.draw(drawn))
        return structure, target
    if format == "uvtt":
        parsed = uvtt.parse(data, picture=False)
        if picture is None:
            try:
                with open(target, "wb") as out:
                    uvtt.parse(data).write_image(out)
            except Malformed as error:
                if error.reason not in ("picture_missing", "picture_is_a_path"):
                    raise
                return uvtt_neutral.structured(parsed), None
        return uvtt_neutral.structured(parsed), target
    return (foundry.parse if format == "foundry" else spelltable.parse)(data), None
