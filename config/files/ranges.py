"""Answers with a stored file or a part of it: 200, 206, 304 or 416, in blocks of 64 KB from any Django storage.

The caller has decided who may have the file; the content type comes from our own list, never from the upload. With
ACCEL_PREFIX set, nginx sends what lies on this disk: the answer then names the file and has no body, and `Range` is
nginx's to answer. Which of our headers nginx must repeat stands in `deploy/nginx/server.conf`.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import Storage
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from config.api.errors import NotFound

BLOCK = 64 * 1024
RANGE = re.compile(r"\A\s*(\d{0,18})\s*-\s*(\d{0,18})\s*\Z")
HEADERS = {
    "Accept-Ranges": "bytes",
    "Vary": "Cookie, Authorization",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# File reads of answers under ASGI; apart from asgiref's threads, so that slow downloads never stop the pages.
readers = ThreadPoolExecutor(max_workers=8, thread_name_prefix="file-reader")


class Unsatisfiable(Exception):
    """The range lies outside the file, or is not a range."""


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...

    def close(self) -> None: ...


def serve(
    request: Any, storage: Storage, key: str, *, content_type: str, filename: str, etag: str, max_age: int = 0,
    download: bool = False,
) -> HttpResponseBase:  # fmt: skip
    """The answer to a GET or HEAD of the object `key`. `etag` is the content's hash; `filename` is shown to people.

    `max_age` 0 makes the browser ask each time, which costs a 304. `download` keeps the browser from showing it. Raises
    NotFound when the object is gone.
    """
    response = _answer(request, storage, key, etag)
    response.headers["Content-Type"] = content_type
    response.headers["Cache-Control"] = f"private, max-age={max_age}" if max_age else "private, no-cache"
    response.headers["Content-Disposition"] = disposition(filename, "attachment" if download else "inline")
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def _answer(request: Any, storage: Storage, key: str, etag: str) -> HttpResponseBase:
    request = getattr(request, "_request", request)
    tag = f'"{etag}"'
    if _matches(request.headers.get("If-None-Match", ""), tag):
        return _tagged(HttpResponse(status=304), tag)
    try:
        size = storage.size(key)
    except (FileNotFoundError, OSError) as error:
        raise NotFound() from error
    except Exception as error:  # S3's ClientError is not importable without its library
        if _status(error) == 404:
            raise NotFound() from error
        raise
    place = accelerated(storage, key)
    if place:
        return _tagged(HttpResponse(headers={"X-Accel-Redirect": place}), tag)
    try:
        part = requested_range(request, size, tag)
    except Unsatisfiable:
        response: HttpResponseBase = HttpResponse(status=416)
        response.headers["Content-Range"] = f"bytes */{size}"
        return _tagged(response, tag)
    first, last = part or (0, size - 1)
    if request.method == "HEAD" or size == 0:
        response = HttpResponse(status=200)
    else:
        blocks = _ablocks if isinstance(request, ASGIRequest) else _blocks
        response = StreamingHttpResponse(blocks(storage, key, first, last - first + 1), status=206 if part else 200)
    if part:
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    response.headers["Content-Length"] = str(last - first + 1)
    return _tagged(response, tag)


def accelerated(storage: Storage, key: str) -> str:
    """The address under which nginx finds the object (ACCEL_PREFIX is its `internal` location, an alias of MEDIA_ROOT);
    empty where this process sends the file: without the setting, and for a storage that is not MEDIA_ROOT."""
    if not settings.ACCEL_PREFIX:
        return ""
    try:
        place = Path(storage.path(key)).relative_to(Path(settings.MEDIA_ROOT).absolute())
    except (NotImplementedError, ValueError):
        return ""
    return settings.ACCEL_PREFIX + quote(place.as_posix())


def part(storage: Storage, key: str, start: int, length: int) -> bytes:
    """`length` bytes from `start` of the object `key`, fewer at its end; no more of it is fetched. Raises NotFound."""
    try:
        file = _open(storage, key, start, length)
    except FileNotFoundError as error:
        raise NotFound() from error
    except Exception as error:
        if _status(error) in (404, 416):
            raise NotFound() from error
        raise
    blocks: list[bytes] = []
    try:
        while length > 0 and (block := file.read(length)):
            blocks.append(block)
            length -= len(block)
    finally:
        file.close()
    return b"".join(blocks)


def requested_range(request: Any, size: int, tag: str) -> tuple[int, int] | None:
    """The first and last byte that `Range` asks for; None means the whole file.

    Only GET knows ranges (RFC 9110, 14.2). Another unit, several ranges and an If-Range that no longer holds give the
    whole file; a malformed, empty or outlying range raises Unsatisfiable.
    """
    wanted = request.headers.get("Range", "").strip()
    unit, _, ranges = wanted.partition("=")
    if request.method != "GET" or unit.strip().lower() != "bytes" or "," in ranges:
        return None
    if request.headers.get("If-Range", tag) != tag:
        return None
    found = RANGE.match(ranges)
    if found is None or not (found[1] or found[2]):
        raise Unsatisfiable
    if not found[1]:
        first, last = max(size - int(found[2]), 0), size - 1
    else:
        first, last = int(found[1]), min(int(found[2] or size - 1), size - 1)
    if first > last:
        raise Unsatisfiable
    return first, last


def disposition(filename: str, kind: str = "inline") -> str:
    """`Content-Disposition` by RFC 6266: an ASCII name for old programs and the real one in UTF-8."""
    name = "".join(sign for sign in filename if sign.isprintable() and sign not in '/\\"')[:150] or "file"
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _tagged(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response.headers["ETag"] = tag
    return response


def _matches(wanted: str, tag: str) -> bool:
    tags = [entry.strip().removeprefix("W/") for entry in wanted.split(",")]
    return tag in tags or "*" in tags


def _status(error: Exception) -> int | None:
    answer = getattr(error, "response", None)
    return answer.get("ResponseMetadata", {}).get("HTTPStatusCode") if isinstance(answer, dict) else None


def _open(storage: Storage, key: str, start: int, length: int) -> Readable:
    bucket = getattr(storage, "bucket", None)
    if bucket is not None:
        # django-storages' file would fetch the whole object before the first byte.
        name = storage._normalize_name(key)  # type: ignore[attr-defined]
        return bucket.Object(name).get(Range=f"bytes={start}-{start + length - 1}")["Body"]
    file: BinaryIO = storage.open(key, "rb")  # type: ignore[assignment]
    file.seek(start)
    return file


def _blocks(storage: Storage, key: str, start: int, length: int) -> Iterator[bytes]:
    file = _open(storage, key, start, length)
    try:
        while length > 0 and (block := file.read(min(BLOCK, length))):
            length -= len(block)
            yield block
    finally:
        file.close()


async def _ablocks(storage: Storage, key: str, start: int, length: int) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    file = await loop.run_in_executor(readers, _open, storage, key, start, length)
    try:
        while length > 0 and (block := await loop.run_in_executor(readers, file.read, min(BLOCK, length))):
            length -= len(block)
            yield block
    finally:
        # Not awaited: a download that the browser ended is closed while its task is being cancelled.
        readers.submit(file.close)
