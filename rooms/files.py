"""Files of a room: taken in ahead of their message by REST, sent with it within a day, gone with it.

They are for whoever may read the message, and each fetch asks anew. What is stored is what `config.files` made of them,
except PDF, which stays as it came and is only ever a download. They count against their sender's storage and against the
room's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, Prefetch, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import StoredFile
from accounts.models.stored_file import remove_unused
from config.api.errors import Conflict, Invalid, StorageFull, Unprocessable, UnsupportedType
from config.files import documents, images, magic, sounds, uploads
from config.files.kinds import MEGABYTE
from rooms.models import Attachment, Message, Room
from rooms.models.attachment import FILE_KIND, PREVIEW_KIND, charge, discard

MAX_BYTES = 25 * MEGABYTE
MAX_FILES = 10
"""With one message."""
MAX_NAME = 120
UNSENT_HOURS = 24
MAX_UNSENT = 50

Keep = Callable[..., Any]
"""(what was made, its preview or None, **fields of the attachment)."""

files_of_messages = Prefetch("files", Attachment.objects.select_related("file"))
"""What a list of messages asks for in one query before `file_row`."""


def take_in(room: Room, user: Any, upload: Any, *, voice: bool = False) -> Attachment:
    """The uploaded file as one of `room` that waits for its message. `voice`: it was recorded here.

    Raises UnsupportedType, Unprocessable, TooLarge, StorageFull (the person's quota, or the room's) or Conflict; nothing
    is left behind then.
    """
    if room.archived_at is not None:
        raise Conflict(_("This room is archived."), code="archived")
    if Attachment.objects.filter(room=room, user=user, message=None).count() >= MAX_UNSENT:
        raise Conflict(_("Too many files are waiting to be sent. Send or remove some first."), code="too_many")
    with uploads.spooled(upload, max_bytes=MAX_BYTES) as spool:
        if not spool.size:
            raise Unprocessable(_("This file is empty."))
        with open(spool.path, "rb") as file:
            family = magic.family(file.read(magic.HEAD_BYTES))
        if voice and family != "sound":
            raise UnsupportedType(_("This is not a recording."))
        take = TAKERS.get(family)
        if take is None:
            raise UnsupportedType(
                _("Pictures, PDF and sound can be sent: PNG JPEG WebP AVIF GIF, PDF, MP3 Ogg FLAC WAV M4A WebM.")
            )
        made: Attachment = take(partial(_keep, room, user), spool, str(getattr(upload, "name", "") or ""), voice)
        return made


def attach(message: Message, ids: Iterable[UUID], user: Any) -> list[Attachment]:
    """Sends the waiting files of these ids with `message`, in this order. Raises Invalid for ids that are unknown, somebody
    else's or sent already.
    """
    wanted = list(dict.fromkeys(ids))
    waiting = Attachment.objects.filter(pk__in=wanted, room=message.room_id, user=user, message=None)
    places = Case(*(When(pk=id, then=place) for place, id in enumerate(wanted)), default=0)
    # One UPDATE, so that of two messages that name a file one gets it and the other is refused.
    if wanted and waiting.update(message=message, place=places, updated_at=timezone.now()) != len(wanted):
        raise Invalid(fields={"files": [_("One of these files is no longer there. Add it again.")]})
    return list(Attachment.objects.filter(message=message).select_related("file")) if wanted else []


def drop(message: Message) -> None:
    """Deletes the files of a message that is being deleted, from the storage too."""
    message.files.all().delete()


def file_row(attachment: Attachment) -> dict[str, Any]:
    """The wire's `file`. Lists fetch `files_of_messages` first."""
    url = f"/api/v1/rooms/{attachment.room_id}/files/{attachment.pk}"
    return {
        "id": attachment.pk,
        "kind": attachment.kind,
        "name": attachment.name,
        "type": attachment.file.content_type,
        "size": attachment.file.size,
        "width": attachment.width,
        "height": attachment.height,
        "duration": attachment.duration,
        "peaks": attachment.peaks,
        "url": url,
        "preview": f"{url}?preview=1" if attachment.preview_id else None,
    }


def own_files(user: Any) -> list[dict[str, Any]]:
    """A person's part of `download my data`: what they sent. With their account these files go."""
    sent = Attachment.objects.filter(user=user).values("kind", "name", "size", "created_at")
    return [{"kind": one["kind"], "name": one["name"], "size": one["size"], "at": one["created_at"]} for one in sent]


def sweep(*, older_than: timedelta = timedelta(hours=UNSENT_HOURS)) -> int:
    """Deletes files that were never sent, and stored ones that an interrupted deletion left. Returns how many."""
    unsent = _unsent(older_than)
    gone = unsent.count()
    unsent.delete()
    discard(forgotten := list(_left(older_than)))
    return gone + len(forgotten)


def count_old(age: timedelta) -> int:
    """How many `sweep` would delete."""
    return _unsent(age).count() + _left(age).count()


def _unsent(age: timedelta) -> QuerySet[Attachment]:
    return Attachment.objects.filter(message=None, created_at__lt=timezone.now() - age)


def _left(age: timedelta) -> QuerySet[Any, Any]:
    """Ids of stored files of attachments that are gone."""
    stored = StoredFile.objects.filter(kind__in=(FILE_KIND, PREVIEW_KIND), created_at__lt=timezone.now() - age)
    used = Attachment.objects.all()
    left = stored.exclude(pk__in=used.values("file")).exclude(pk__in=used.exclude(preview=None).values("preview"))
    return left.values_list("pk", flat=True)


def named(filename: str, extension: str, *, otherwise: str) -> str:
    """A name for people: no path, no control or direction signs, and the ending of what the file really is."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C" and sign not in '<>:"|?*')
    stem = PurePosixPath(clean.strip(" .")).stem.strip(" .") or otherwise
    return f"{stem[: MAX_NAME - len(extension) - 1]}.{extension}"


@dataclass(frozen=True)
class Ready:
    """A file of `owner` that was made ready and stored, and is no attachment yet; `fields` are those of one."""

    owner: Any
    files: list[StoredFile]
    fields: dict[str, Any]

    def of(self, message: Message, place: int) -> Attachment:
        """The attachment of `message` that it becomes, not saved yet."""
        preview = self.files[1] if len(self.files) > 1 else None
        size = sum(file.size for file in self.files)
        return Attachment(
            room=message.room, message=message, place=place, user=self.owner, file=self.files[0], preview=preview,
            size=size, **self.fields,
        )  # fmt: skip

    def forget(self) -> None:
        discard([file.pk for file in self.files])


def stored(owner: Any, path: Path, name: str, *, voice: bool = False) -> Ready:
    """The file at `path`, made ready as an upload is. Raises as `take_in` does; nothing is left behind then."""
    with open(path, "rb") as file:
        family = magic.family(file.read(magic.HEAD_BYTES))
    take = TAKERS.get(family)
    if take is None or (voice and family != "sound"):
        raise UnsupportedType()
    spool = uploads.Spool(path, path.stat().st_size)
    made: Ready = take(partial(_ready, owner), spool, name, voice)
    return made


def hand_over(room: Room, attachments: list[Attachment]) -> None:
    """Saves attachments of messages of `room`. Raises StorageFull when the room has no space for them."""
    if not charge(room, sum(one.size for one in attachments)):
        raise _room_full()
    Attachment.objects.bulk_create(attachments)


def _room_full() -> StorageFull:
    return StorageFull(_("The room's storage for files is full. Delete messages with files, or ask for more."))


def _take_picture(keep: Keep, spool: uploads.Spool, filename: str, voice: bool) -> Any:
    with images.reencode(spool.path, kind="attachment") as picture:
        return keep(
            picture, picture.thumbnail,
            kind=Attachment.Kind.PICTURE, name=named(filename, picture.extension, otherwise=_("Picture")),
            width=picture.width, height=picture.height,
        )  # fmt: skip


def _take_sound(keep: Keep, spool: uploads.Spool, filename: str, voice: bool) -> Any:
    with sounds.reencode(spool.path, kind="voice" if voice else "attachment") as sound:
        words = _("Voice message") if voice else _("Sound")
        return keep(
            sound, None,
            kind=Attachment.Kind.VOICE if voice else Attachment.Kind.SOUND,
            name=named("" if voice else filename, sound.extension, otherwise=words),
            duration=sound.duration, peaks=sound.peaks,
        )  # fmt: skip


def _take_pdf(keep: Keep, spool: uploads.Spool, filename: str, voice: bool) -> Any:
    name = named(filename, "pdf", otherwise=_("Document"))
    return keep(documents.checked_pdf(spool), None, kind=Attachment.Kind.PDF, name=name)


TAKERS: dict[str, Callable[[Keep, uploads.Spool, str, bool], Any]] = {
    "picture": _take_picture,
    "sound": _take_sound,
    "pdf": _take_pdf,
}


def _keep(room: Room, user: Any, made: Any, preview: Any, **fields: Any) -> Attachment:
    with _both(user, made, preview) as files:
        size = sum(file.size for file in files)
        if not charge(room, size):
            raise _room_full()
        return Attachment.objects.create(
            room=room, user=user, file=files[0], preview=files[1] if preview else None, size=size, **fields
        )


def _ready(user: Any, made: Any, preview: Any, **fields: Any) -> Ready:
    with _both(user, made, preview) as files:
        return Ready(user, files, fields)


@contextmanager
def _both(user: Any, made: Any, preview: Any) -> Iterator[list[StoredFile]]:
    """The file and, where there is one, its preview, stored; nothing of them stays when what is done with them fails."""
    stored: list[StoredFile] = []
    try:
        with transaction.atomic():
            for kind, file in ((FILE_KIND, made), (PREVIEW_KIND, preview)):
                if file is not None:
                    stored.append(_stored(file, kind, user))
            yield stored
    except BaseException:
        for file in stored:
            remove_unused(file.key, user.pk)
        raise


def _stored(file: Any, kind: str, owner: Any) -> StoredFile:
    return StoredFile.objects.store(
        file.path, owner=owner, kind=kind, sha256=file.sha256, size=file.size, content_type=file.content_type,
        extension=file.extension, width=getattr(file, "width", None), height=getattr(file, "height", None),
    )  # fmt: skip
