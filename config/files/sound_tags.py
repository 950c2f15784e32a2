"""What a sound says of itself: title, artist, album, genre and cover, by mutagen, in the child process.

A container is named to mutagen by our own look at the content. Its `easy` interface is not used (it breaks on WAV), nor
its lengths (headers lie). Tags that cannot be read are none.
"""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mutagen.flac import FLAC, Picture
from mutagen.id3 import ID3
from mutagen.mp4 import MP4
from mutagen.oggflac import OggFLAC
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis
from mutagen.wave import WAVE

LONGEST = 200
WORDS = ("title", "artist", "album", "genre")
MOST_TAG = 32 * 1024 * 1024
"""Bytes of an ID3 tag beyond which it is not read: mutagen holds all of it in memory, several times over."""
MOST_PICTURE_TEXT = 40 * 1024 * 1024
FRONT = 3


@dataclass(frozen=True, slots=True)
class Tags:
    """`words` are plain text of at most 200 characters each, "" for what is not said; `cover` are a picture's bytes as
    they stand in the file.
    """

    words: dict[str, str] = field(default_factory=lambda: dict.fromkeys(WORDS, ""))
    cover: bytes = b""


def read(path: str, container: str, codec: str) -> Tags:
    """The tags of a file whose container (as `magic.sound` names it) and codec are known."""
    try:
        found, cover = READERS[container](path, codec)
    except Exception:  # mutagen raises nearly anything on malformed tags, and the sound does without them
        return Tags()
    return Tags({word: plain(found.get(word, "")) for word in WORDS}, cover)


def plain(text: Any) -> str:
    """One line that can be shown: control and direction characters dropped, at most 200 characters."""
    shown = "".join(" " if sign.isspace() else sign for sign in unicodedata.normalize("NFC", str(text)[: 8 * LONGEST]))
    return " ".join("".join(sign for sign in shown if unicodedata.category(sign)[0] != "C").split())[:LONGEST].strip()


def _id3(path: str, _codec: str) -> tuple[dict[str, Any], bytes]:
    with open(path, "rb") as file:
        head = file.read(10)
    if head[:3] == b"ID3" and sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True)) > MOST_TAG:  # fmt: skip
        return {}, b""
    return _of_id3(ID3(path))


def _of_id3(tag: Any) -> tuple[dict[str, Any], bytes]:
    if tag is None:
        return {}, b""
    frames = {"title": "TIT2", "artist": "TPE1", "album": "TALB"}
    words = {word: _first(tag[name].text) for word, name in frames.items() if name in tag}
    if "TCON" in tag:
        # ID3 numbers its genres; this looks them up.
        words["genre"] = _first(tag["TCON"].genres)
    return words, _front(tag.getall("APIC"))


def _vorbis(path: str, codec: str) -> tuple[dict[str, Any], bytes]:
    kind = OggOpus if "opus" in codec else OggFLAC if codec == "flac" else OggVorbis
    comment: Any = kind(path).tags or {}
    texts = [text for text in comment.get("metadata_block_picture", []) if len(text) <= MOST_PICTURE_TEXT]
    return _of_comment(comment), _front([Picture(base64.b64decode(text)) for text in texts[:8]])


def _flac(path: str, _codec: str) -> tuple[dict[str, Any], bytes]:
    file = FLAC(path)
    return _of_comment(file.tags or {}), _front(file.pictures)


def _of_comment(comment: Any) -> dict[str, Any]:
    return {word: _first(comment[word]) for word in WORDS if word in comment}


def _mp4(path: str, _codec: str) -> tuple[dict[str, Any], bytes]:
    atoms: Any = MP4(path).tags or {}
    names = {"title": "\xa9nam", "artist": "\xa9ART", "album": "\xa9alb", "genre": "\xa9gen"}
    words = {word: _first(atoms[name]) for word, name in names.items() if name in atoms}
    return words, bytes(_first(atoms.get("covr", [])) or b"")


def _wav(path: str, _codec: str) -> tuple[dict[str, Any], bytes]:
    return _of_id3(WAVE(path).tags)


def _first(values: Any) -> Any:
    return values[0] if values else ""


def _front(pictures: list[Any]) -> bytes:
    """The front cover, else the first picture."""
    chosen = next((one for one in pictures if one.type == FRONT), pictures[0] if pictures else None)
    return bytes(chosen.data) if chosen is not None else b""


READERS: dict[str, Callable[[str, str], tuple[dict[str, Any], bytes]]] = {
    "MP3": _id3,
    "OGG": _vorbis,
    "FLAC": _flac,
    "MP4": _mp4,
    "WAV": _wav,
}
