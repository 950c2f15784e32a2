"""Bytes of the live protocol. The same entry is the same bytes for all who read the same of its keys."""

from __future__ import annotations

from typing import Any

import msgspec

from config.api.renderers import plain
from config.live.frames import text_frame

_encoder = msgspec.json.Encoder(enc_hook=plain)
encode = _encoder.encode
_decoder = msgspec.json.Decoder()


class BadFrame(ValueError):
    """Not a JSON object in UTF-8."""


def decode(text: str | bytes) -> dict[str, Any]:
    try:
        value = _decoder.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BadFrame(str(error)) from None
    if not isinstance(value, dict):
        raise BadFrame("a frame is a JSON object")
    return value


class Kept:
    """A numbered entry on its way out. `views` maps an audience key to its ops; `head` holds the other fields.

    `revokes` maps a user id to the close code of their sockets: from this number on they hear nothing. `ends` names the
    things (`about`) of which a passing word that still waits for its turn would come too late.
    """

    __slots__ = ("bodies", "ends", "frames", "head", "revokes", "seq", "streams", "views")

    def __init__(
        self,
        seq: int,
        head: dict[str, Any],
        views: dict[str, list[Any]],
        streams: frozenset[str] = frozenset(),
        revokes: dict[str, int] | None = None,
    ) -> None:
        self.seq, self.head, self.views, self.streams = seq, head, views, streams
        self.revokes = revokes or {}
        self.ends: tuple[str, ...] = ()
        self.bodies: dict[tuple[str, ...], bytes | None] = {}
        self.frames: dict[tuple[int, int], bytes] = {}

    def ops(self, keys: tuple[str, ...]) -> list[Any]:
        """The ops of all `keys`, in their order. What a reader gets by two keys alike is there once; what goes under one
        key and comes under another has come.
        """
        found: list[Any] = []
        for key in keys:
            known = {(op[1], op[2]): op for op in found}
            found += [op for op in self.views.get(key, ()) if known.get((op[1], op[2])) != op]
        put = {(op[1], op[2]) for op in found if op[0] == "put"}
        return [op for op in found if op[0] != "gone" or (op[1], op[2]) not in put]

    def body(self, keys: tuple[str, ...]) -> bytes | None:
        """The frame for readers of `keys` (in their order), None when they may see nothing of it."""
        mine = tuple(key for key in keys if key in self.views)
        if mine not in self.bodies:
            self.bodies[mine] = encode({"seq": self.seq, **self.head, "ops": self.ops(mine)}) if mine else None
        return self.bodies[mine]

    def frame(self, body: bytes, first: int) -> bytes:
        """`body` (one of this entry's) as a ready frame for readers who are complete up to `first` - 1."""
        key = (id(body), first)
        if key not in self.frames:
            self.frames[key] = text_frame(body if first == self.seq else with_from(body, first))
        return self.frames[key]


def with_from(body: bytes, first: int) -> bytes:
    """Says from which number on the reader is complete: what lay between was nothing of theirs."""
    return b'{"from":%d,%s' % (first, body[1:])


def error(re: str | None, code: str, message: Any, fields: dict[str, Any] | None = None, state: Any = None) -> bytes:
    shape: dict[str, Any] = {"code": code, "message": str(message), "fields": fields or {}}
    if state is not None:
        shape["state"] = state
    return encode({"re": re, "error": shape})
