"""Files that are made while they are sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse

from config.files.ranges import HEADERS, disposition
from config.live.pool import in_thread


def streamed(
    request: HttpRequest, blocks: Iterator[bytes], *, filename: str, content_type: str
) -> StreamingHttpResponse:
    """An attachment of these blocks. The first one is made before the answer begins: what cannot be read is an error and
    not half a file.
    """
    first = next(blocks, b"")
    stream: Any = _ablocks if isinstance(request, ASGIRequest) else _blocks
    response = StreamingHttpResponse(stream(first, blocks), content_type=content_type)
    for header, value in HEADERS.items():
        response.headers[header] = value
    response.headers["Accept-Ranges"] = "none"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Disposition"] = disposition(filename, "attachment")
    return response


def _blocks(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


async def _ablocks(first: bytes, rest: Iterator[bytes]) -> AsyncIterator[bytes]:
    """The same under ASGI: each block on a database thread, none of them held between blocks."""
    block: bytes | None = first
    while block is not None:
        yield block
        block = await in_thread(next, rest, None)
