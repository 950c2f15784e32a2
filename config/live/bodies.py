"""What a connection may send, and how the application reads it: never all of it in memory at once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote

from django.conf import settings

CHUNK = 64 * 1024
"""Bytes of a request body handed to the application at a time; up to as many are kept in memory, not in a file."""

MULTIPART_ALLOWANCE = 64 * 1024
"""What the envelope of an upload (boundaries, field names) may add to the file itself."""

TEXT_FRAME = 0x81
"""The first byte of a whole text message: FIN set, nothing reserved, opcode 1."""

FRAMES_WAITING = 64
"""Frames a socket may have waiting for its consumer before the server stops reading from it."""


def limit_for(path: str, *, signed: bool, uploads: Mapping[str, int], ordinary: int) -> int:
    """How many bytes the body of a request to `path` may have.

    `uploads` maps path prefixes to larger limits, the longest match wins; `*` stands for one part of the path. They
    hold only for a caller who shows some credential (`signed`: a cookie or an Authorization header), so that a stranger
    cannot fill the disk.
    """
    if not signed:
        return ordinary
    parts = unquote(path.split("?", 1)[0]).split("/")
    matches = [prefix for prefix in uploads if _covers(prefix.rstrip("/").split("/"), parts)]
    return uploads[max(matches, key=len)] + MULTIPART_ALLOWANCE if matches else ordinary


def _covers(prefix: list[str], parts: list[str]) -> bool:
    return len(parts) >= len(prefix) and all(
        wanted in ("*", part) for wanted, part in zip(prefix, parts[: len(prefix)], strict=True)
    )


def new_body() -> IO[bytes]:
    """An empty file for a request's body: in memory while small, then where Django keeps its own uploads."""
    return SpooledTemporaryFile(max_size=CHUNK, dir=str(settings.FILE_UPLOAD_TEMP_DIR))


def refusal(status: int, reason: str, message: str) -> bytes:
    """A whole HTTP/1.1 answer in the shape every error of this project has, for requests Django never sees."""
    body = json.dumps({"success": False, "error": message}).encode()
    head = (
        f"HTTP/1.1 {status} {reason}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        "X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    return head.encode("ascii") + body


def unmasked(payload: bytes, mask: bytes) -> bytes:
    """The payload of a client's frame (RFC 6455, 5.3): one exclusive-or over one large number, not a loop over bytes."""
    size = len(payload)
    if not size or mask == b"\0\0\0\0":
        return payload
    key = (mask * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(key, "big")).to_bytes(size, "big")


class RequestInput:
    """What an HTTP application receives: the body in pieces, each read when asked for, then `http.disconnect`.

    daphne would put every piece into a queue before the application starts; with a map of 500 MB that is 500 MB.
    """

    def __init__(self, body: IO[bytes]) -> None:
        self._body = body
        body.seek(0, 2)
        self._left = body.tell()
        body.seek(0)
        self._whole = False
        self._gone = asyncio.Event()

    def put_nowait(self, message: Mapping[str, Any]) -> None:
        """Daphne's side. Its own `http.request` is always empty (the body was taken from it) and is left out."""
        if message["type"] == "http.disconnect":
            self._gone.set()
            self._body.close()

    async def get(self) -> dict[str, Any]:
        """The application's `receive`."""
        if self._whole or self._gone.is_set():
            await self._gone.wait()
            return {"type": "http.disconnect"}
        chunk = self._body.read(CHUNK)
        self._left -= len(chunk)
        self._whole = self._left <= 0 or not chunk
        return {"type": "http.request", "body": chunk, "more_body": not self._whole}


class SocketInput(asyncio.Queue):
    """Frames that wait for a consumer. At `FRAMES_WAITING` it has the socket paused, so the sender's TCP window fills;
    when a quarter of that is left it has reading resumed."""

    def __init__(self, *, pause: Callable[[], None], resume: Callable[[], None]) -> None:
        super().__init__()
        self._pause = pause
        self._resume = resume
        self._paused = False

    def put_nowait(self, item: Mapping[str, Any]) -> None:
        super().put_nowait(item)
        if not self._paused and self.qsize() >= FRAMES_WAITING:
            self._paused = True
            self._pause()

    async def get(self) -> dict[str, Any]:
        """The application's `receive`."""
        item = await super().get()
        if self._paused and self.qsize() <= FRAMES_WAITING // 4:
            self._paused = False
            self._resume()
        return item
