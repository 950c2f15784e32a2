"""A whole universe as one archive: `manifest.json`, the document that is its JSON export, its picture, and the sounds that
were rendered from it. What is read is what the manifest says, size and SHA-256, or refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from msgspec import Meta, Struct

from accounts.library.inputs import Name
from accounts.models import StoredFile
from audio.models import Track
from audio.serializers import Kind
from config.api.errors import Problem, Unprocessable
from config.api.inputs import decode
from config.files import archives
from config.files.archives import BadArchive
from rooms.live import snapshot
from rooms.viewer import Viewer
from universes.document import Document, document_of, portable, require_sound
from universes.models import Universe

MANIFEST, DOCUMENT = "manifest.json", "universe.json"
NAMES = re.compile(r"universe\.json|picture\.(webp|png|jpg|jpeg)|renders/[0-9]{1,3}\.(flac|wav|ogg|mp3|opus|m4a)")
MEGABYTE = 1024 * 1024
MOST_RENDERS, MOST_TEXT, MOST_BYTES = 200, 16 * MEGABYTE, 500 * MEGABYTE
CARRIED = 400 * MEGABYTE
"""So many bytes of sounds are taken along, the newest first, so that what goes out can come in again."""

Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class Member(Struct, forbid_unknown_fields=True):
    size: Annotated[int, Meta(ge=0, le=MOST_BYTES)]
    sha256: Sha256


class Render(Struct, forbid_unknown_fields=True):
    """A sound that was made from the universe, of these notes (`revision`) from bar `first` on, as far as that is known."""

    file: Annotated[str, Meta(pattern=r"^renders/")]
    name: Name
    kind: Kind = "music"
    revision: Annotated[str, Meta(max_length=64)] = ""
    first: Annotated[int, Meta(ge=0)] = 0


class Manifest(Struct, forbid_unknown_fields=True, kw_only=True):
    """`files` are all members but the manifest itself. `version` is raised when an older server could not read it."""

    schema: Literal["dreamtable.universe.archive"]
    version: Literal[1]
    picture: str | None = None
    renders: Annotated[list[Render], Meta(max_length=MOST_RENDERS)] = []
    files: dict[str, Member]


def document_text(viewer: Viewer) -> bytes:
    """The universe as the viewer sees it, as JSON to be read by people too."""
    document = document_of(snapshot(viewer)["things"])
    return msgspec.json.format(msgspec.json.encode(portable(document)), indent=1)


def written(universe: Universe, viewer: Viewer, user: Any) -> Iterator[bytes]:
    """The archive, piece by piece, with those renders that `user` owns."""
    files: dict[str, StoredFile] = {}
    picture = universe.picture
    if picture is not None and default_storage.exists(picture.key):
        files[f"picture.{picture.key.rsplit('.', 1)[-1]}"] = picture
    renders = list(_renders(universe, user))
    files |= {render.file: file for render, file in renders}
    text = document_text(viewer)
    members = {name: Member(size=file.size, sha256=file.sha256) for name, file in files.items()}
    manifest = Manifest(
        schema="dreamtable.universe.archive",
        version=1,
        picture=next((name for name in files if name.startswith("picture.")), None),
        renders=[render for render, _file in renders],
        files={DOCUMENT: Member(size=len(text), sha256=sha256(text).hexdigest()), **members},
    )
    yield from archives.written({MANIFEST: msgspec.json.encode(manifest), DOCUMENT: text}, files, default_storage)


def renders_of(universe: Universe, user: Any) -> Any:
    """The user's own sounds that were made from it, the newest first."""
    own = Track.objects.owned_by(user).filter(made_by__universe=str(universe.pk))
    return own.with_files().order_by("-created_at", "id")


def _renders(universe: Universe, user: Any) -> Iterator[tuple[Render, StoredFile]]:
    left, number = CARRIED, 0
    for track in renders_of(universe, user)[:MOST_RENDERS]:
        # A sound whose object is lost leaves a gap, and not a broken archive.
        if track.file.size > left or not default_storage.exists(track.file.key):
            continue
        left -= track.file.size
        number += 1
        about = {name: track.made_by[name] for name in ("revision", "first") if name in track.made_by}
        yield Render(file=f"renders/{number}.{track.format}", name=track.name, kind=track.kind, **about), track.file


class Incoming:
    """An archive on disk, sent by somebody who may be hostile: its manifest, and its document, which makes sense. Raises
    Unprocessable (422), and Invalid (400) with the field that cannot be so.
    """

    def __init__(self, path: Path, directory: Path) -> None:
        try:
            self.archive = archives.Archive(path, index=MANIFEST, names=NAMES, most_index=MOST_TEXT)
            self.manifest = _read(Manifest, self.archive.bytes)
            self.archive.require_members(self.manifest.files)
            self._require_named()
            target = self.take_out(DOCUMENT, directory / DOCUMENT)
        except BadArchive as bad:
            raise refusal(bad) from None
        self.document = _read(Document, target.read_bytes())
        require_sound(self.document)

    def _require_named(self) -> None:
        """Every member has its part, and one alone."""
        named = [DOCUMENT, *([self.manifest.picture] if self.manifest.picture else [])]
        named += [render.file for render in self.manifest.renders]
        if sorted(named) != sorted(self.manifest.files) or self.manifest.files[DOCUMENT].size > MOST_TEXT:
            raise BadArchive("not_ours")

    def take_out(self, name: str, target: Path) -> Path:
        """`target`, which holds the member now. Raises as the archive does."""
        try:
            self.archive.take_out(name, self.manifest.files[name], target)
        except BadArchive as bad:
            raise refusal(bad) from None
        return target


def _read(struct: Any, text: bytes) -> Any:
    """Raises BadArchive for what is no JSON; Invalid, which names the field, for what it cannot say."""
    try:
        plain = msgspec.json.decode(text)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise refusal(BadArchive("not_ours")) from None
    return decode(struct, plain)


def refusal(bad: BadArchive) -> Problem:
    if bad.reason == "too_much":
        return Unprocessable(_("This archive holds more than the server takes in."), code="too_much")
    return Unprocessable(_("This is no archive of a universe, or it was changed on its way."), code="not_an_archive")
