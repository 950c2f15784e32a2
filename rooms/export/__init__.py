"""The talk to take home: what one viewer may read of it, streamed page by page, so that an evening of any length needs the
memory of one page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import tzinfo

from django.utils import timezone
from django.utils.translation import get_language, override

from config.api.errors import NotFound
from config.live.pool import in_thread
from rooms.export.formats import Format, Json, Text
from rooms.export.page import Page
from rooms.export.words import People
from rooms.live.perform import refreshed
from rooms.models import Message, Room
from rooms.projections import message as message_projection
from rooms.projections.messages import complete
from rooms.viewer import Viewer

PAGE = 500
FORMATS: dict[str, type[Format]] = {"text": Text, "json": Json, "html": Page}


def written(viewer: Viewer, name: str, zone: tzinfo) -> Format:
    """The format of that name (a key of FORMATS) for this viewer."""
    return FORMATS[name](viewer, zone, People(viewer.room))


def filename(format: Format) -> str:
    day = timezone.now().astimezone(format.zone).date()
    return f"{format.viewer.room.name} {day}.{format.extension}"


def blocks(format: Format) -> Iterator[bytes]:
    """The file, in the language of the moment. Each page is read as the viewer may read by then: who is removed from the
    room meanwhile gets nothing more.
    """
    language, viewer, last = get_language(), format.viewer, 0
    head = Room.objects.values_list("head", flat=True).filter(pk=viewer.room.pk).first() or 0
    yield format.begin().encode()
    while True:
        with override(language):
            try:
                viewer = refreshed(viewer)
            except NotFound:
                break
            said = Message.objects.visible_to(viewer).filter(seq__gt=last, seq__lte=head).order_by("seq")
            page = list(complete(said)[:PAGE])
            if not page:
                break
            rows = [row for one in page if (row := message_projection(viewer, one))]
            block = "".join(format.message(row) for row in rows).encode()
        yield block
        last = page[-1].seq
    yield format.end().encode()


async def ablocks(format: Format) -> AsyncIterator[bytes]:
    """The same under ASGI: each page on a database thread, none of them held between pages."""
    pages = blocks(format)
    while (block := await in_thread(next, pages, None)) is not None:
        yield block
