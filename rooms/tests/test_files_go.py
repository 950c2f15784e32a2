"""A file goes with its message, its room and its sender, from the storage and from both quotas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from accounts.models import StoredFile, User
from config.api.errors import Invalid
from rooms import files
from rooms.closing import close_room
from rooms.live.testing import Table
from rooms.models import Attachment, Message, Room
from rooms.tests.conftest import PDF, picture, send

pytestmark = pytest.mark.django_db(transaction=True)
LeftBehind = Callable[[], list[str]]


@pytest.fixture
def waiting(table: Table, as_: Any, ben: User, left_behind: LeftBehind) -> Attachment:
    """A picture that Ben has sent ahead."""
    return Attachment.objects.get(pk=send(as_(ben), table.room, picture()).json()["data"]["id"])


def said(table: Table, user: User) -> Any:
    return table.seat(user).does("chat.say", text="Look.").made[0]


def all_gone(table: Table, ben: User, left_behind: LeftBehind) -> None:
    assert left_behind() == []
    assert not Attachment.objects.exists() and not StoredFile.objects.filter(owner=ben).exists()
    assert Room.objects.get(pk=table.room.pk).file_used == 0
    assert User.objects.get(pk=ben.pk).storage_used == 0


def test_with_its_message(table: Table, ben: User, waiting: Attachment, left_behind: LeftBehind) -> None:
    message = said(table, ben)
    files.attach(message, [waiting.pk], ben)
    assert len(left_behind()) == 2

    files.drop(message)

    all_gone(table, ben, left_behind)


def test_by_taking_it_back(
    table: Table, as_: Any, ada: User, ben: User, waiting: Attachment, left_behind: LeftBehind
) -> None:
    url = f"/api/v1/rooms/{table.room.pk}/files/{waiting.pk}"

    assert as_(ada).delete(url).status_code == 404
    assert as_(ben).delete(url).status_code == 200
    all_gone(table, ben, left_behind)


def test_what_was_sent_is_not_taken_back_alone(table: Table, as_: Any, ben: User, waiting: Attachment) -> None:
    files.attach(said(table, ben), [waiting.pk], ben)

    assert as_(ben).delete(f"/api/v1/rooms/{table.room.pk}/files/{waiting.pk}").status_code == 403
    assert Attachment.objects.filter(pk=waiting.pk).exists()


def test_with_its_room(table: Table, ada: User, ben: User, waiting: Attachment, left_behind: LeftBehind) -> None:
    files.attach(said(table, ben), [waiting.pk], ben)

    close_room(table.seat(ada).viewer)

    assert left_behind() == []
    assert User.objects.get(pk=ben.pk).storage_used == 0


def test_with_its_sender(table: Table, ben: User, waiting: Attachment, left_behind: LeftBehind) -> None:
    """What a person wrote stays without a name; what they sent goes."""
    message = said(table, ben)
    files.attach(message, [waiting.pk], ben)

    ben.farewell()

    assert left_behind() == []
    assert Message.objects.filter(pk=message.pk).exists()
    assert Room.objects.get(pk=table.room.pk).file_used == 0


def test_one_s_own_data_names_them(ben: User, waiting: Attachment) -> None:
    assert [(one["kind"], one["name"]) for one in files.own_files(ben)] == [("picture", "Cave.webp")]


def test_unsent_after_a_day(table: Table, as_: Any, ben: User, waiting: Attachment, left_behind: LeftBehind) -> None:
    kept = Attachment.objects.get(pk=send(as_(ben), table.room, PDF).json()["data"]["id"])
    assert files.sweep() == 0
    Attachment.objects.filter(pk=waiting.pk).update(created_at=timezone.now() - timedelta(hours=25))

    assert files.sweep() == 1
    assert list(Attachment.objects.values_list("pk", flat=True)) == [kept.pk]
    assert len(left_behind()) == 1


def test_what_an_interrupted_deletion_left(
    table: Table, ben: User, waiting: Attachment, left_behind: LeftBehind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rooms.models.attachment.discard", lambda files: None)
    waiting.delete()
    assert len(left_behind()) == 2
    monkeypatch.undo()
    StoredFile.objects.update(created_at=timezone.now() - timedelta(hours=25))

    assert files.sweep() == 2
    all_gone(table, ben, left_behind)


def test_a_message_takes_only_waiting_files_of_its_author(
    table: Table, ada: User, ben: User, waiting: Attachment
) -> None:
    def refused(user: User, *ids: UUID) -> bool:
        message = said(table, user)
        with pytest.raises(Invalid) as problem:
            files.attach(message, ids, user)
        return "files" in problem.value.fields

    assert refused(ada, waiting.pk)
    assert refused(ben, uuid4())
    assert refused(ben, *(uuid4() for _ in range(11)))
    files.attach(said(table, ben), [waiting.pk], ben)
    assert refused(ben, waiting.pk)
