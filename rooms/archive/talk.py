"""The room's own part: what was said, with its dice and files, and the game sessions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from msgspec import structs

from rooms import files
from rooms.archive.building import Arriving
from rooms.archive.opening import Opened, unsound
from rooms.archive.packing import Packing
from rooms.archive.parts import Part
from rooms.archive.rolls import checked
from rooms.archive.schema import PAGE, Around, Page, SaidFields, SentFields, SessionFields
from rooms.export.words import People, tokens
from rooms.models import Attachment, Audience, GameSession, Message, Reader
from rooms.projections.messages import complete
from rooms.speech import markup

AROUND = "around.json"
PLAIN = ("name", "colour", "kind", "text", "speaker", "audience", "pinned", "edited_at")


class Talk(Part):
    words = _("what was said")

    def pack(self, packing: Packing) -> None:
        people, number = People(packing.room), 0
        for page in _pages(packing):
            number += 1
            packing.text(_page_name(number), Page(messages=[_said(packing, people, one) for one in page]))
        names = SessionFields.__struct_fields__
        sessions = [
            SessionFields(**{name: getattr(one, name) for name in names})
            for one in GameSession.objects.filter(room=packing.room)
        ]
        packing.text(AROUND, Around(pages=number, sessions=sessions))

    def look(self, archive: Opened) -> dict[str, int]:
        around: Around = archive.text(AROUND, Around)
        counts = {"messages": 0, "rolls": 0, "attachments": 0, "sessions": len(around.sessions)}
        last = 0
        for page in _read(archive, around):
            for said in page.messages:
                # Numbers only grow, and nobody answers what has not been said yet.
                if not last < said.seq <= archive.manifest.head or (said.reply_to or 0) >= said.seq:
                    raise unsound()
                last = said.seq
                counts["messages"] += 1
                counts["rolls"] += len(_thrown(said))
                counts["attachments"] += len(said.files)
        return counts

    def take_in(self, arriving: Arriving) -> None:
        """Each use of a file apart: an attachment belongs to one message."""
        for page in _read(arriving.archive):
            for said in page.messages:
                for place, sent in enumerate(said.files):
                    if sent.file in arriving.archive:
                        path = arriving.file(sent.file)
                        ready = files.stored(arriving.owner, path, sent.name, voice=sent.voice)
                        arriving.made.append(ready.forget)
                        arriving.things[f"{said.seq}/{place}"] = ready

    def build(self, arriving: Arriving) -> None:
        known: set[int] = set()
        for page in _read(arriving.archive):
            with transaction.atomic():
                _build(arriving, page, known)
        now = timezone.now()
        around: Around = arriving.archive.text(AROUND, Around)
        for one in around.sessions:
            fields = structs.asdict(one)
            if one.started_at is not None and one.ended_at is None:
                fields["ended_at"] = max(now, one.started_at)  # it was being played when it was packed
            GameSession.objects.create(room=arriving.room, **fields)


def _page_name(number: int) -> str:
    return f"talk/{number}.json"


def _pages(packing: Packing) -> Iterator[list[Message]]:
    """What the owner may read, in order, as far as it had been said when this began."""
    last = 0
    while True:
        said = Message.objects.visible_to(packing.viewer).filter(seq__gt=last, seq__lte=packing.head)
        page = list(complete(said.select_related("reply_to")).order_by("seq")[:PAGE])
        if not page:
            return
        yield page
        last = page[-1].seq


def _said(packing: Packing, people: People, one: Message) -> SaidFields:
    inline = (token for token in tokens(one.body) if token["t"] == "roll")
    deleted: Any = one.deleted_by
    return SaidFields(
        seq=one.seq,
        at=one.created_at,
        listeners=sorted(people.name(user) for user in one.reader_ids if user != one.user_id),
        roll=one.roll,
        rolls=[{name: value for name, value in token.items() if name != "t"} for token in inline],
        reply_to=one.reply_to.seq if one.reply_to else None,
        deleted=deleted,
        files=[
            SentFields(
                file=packing.name_of("attachments", sent.file),
                name=sent.name,
                voice=sent.kind == Attachment.Kind.VOICE,
            )
            for sent in one.sent
        ],
        **{name: getattr(one, name) for name in PLAIN},
    )


def _read(archive: Opened, around: Around | None = None) -> Iterator[Page]:
    found: Around = around or archive.text(AROUND, Around)
    for number in range(1, found.pages + 1):
        yield archive.text(_page_name(number), Page)


def _thrown(said: SaidFields) -> list[dict[str, Any]]:
    """Its rolls as they are stored, the message's own first. Raises Unprocessable."""
    try:
        return [checked(roll) for roll in ([said.roll] if said.roll else []) + said.rolls]
    except msgspec.ValidationError:
        raise unsound() from None


def _build(arriving: Arriving, page: Page, known: set[int]) -> None:
    """Messages of nobody, with what lies by them. `known` are the numbers of those before, and then of these as well."""
    rows: list[Message] = []
    readers: list[Reader] = []
    sent: list[Attachment] = []
    for said in page.messages:
        row = _row(arriving, said, known)
        known.add(said.seq)
        rows.append(row)
        if said.audience == Audience.NAMED:
            readers.append(Reader(message=row, user=arriving.owner))
        for place in range(len(said.files)):
            ready = arriving.things.get(f"{said.seq}/{place}")
            if ready is not None:
                sent.append(ready.of(row, place))
    Message.objects.bulk_create(rows)
    for row, said in zip(rows, page.messages, strict=True):
        row.created_at = said.at
    Message.objects.bulk_update(rows, ["created_at"], batch_size=100)
    Reader.objects.bulk_create(readers)
    files.hand_over(arriving.room, sent)


def _row(arriving: Arriving, said: SaidFields, known: set[int]) -> Message:
    thrown = _thrown(said)
    roll = thrown.pop(0) if said.roll else None
    return Message(
        id=arriving.id_of(f"message {said.seq}"),
        room=arriving.room,
        seq=said.seq,
        body=None if roll or said.deleted else _body(said.text, thrown),
        roll=roll,
        reply_to_id=arriving.id_of(f"message {said.reply_to}") if said.reply_to in known else None,
        deleted_by=said.deleted,
        **{name: getattr(said, name) for name in PLAIN},
    )


def _body(text: str, thrown: list[dict[str, Any]]) -> Any:
    """The tree of the words, made anew of the text: nothing that a page draws comes from outside but the dice, which lie
    where they fell. Where there are not as many as the sentence throws, its dice stay words.
    """
    left = iter(thrown)
    try:
        return markup.tree(text, markup.Found(throw=lambda formula: next(left)))
    except StopIteration:
        return markup.tree(text, markup.Found())
